using System.Text;

namespace Sentry.Releases.Git;

/// <summary>A raw commit object, read as git reads it: never refused, however odd.</summary>
internal sealed record CommitObject
{
    /// <summary>The author.</summary>
    public required Identity Author { get; init; }

    /// <summary>The committer.</summary>
    public required Identity Committer { get; init; }

    /// <summary>Everything after the first empty line, decoded.</summary>
    public required string Message { get; init; }

    /// <summary>The commit with this content.</summary>
    public Commit ToCommit(string id, IReadOnlyList<ChangedFile> changedFiles) =>
        new(id, Message, Author.Name, Author.Email, Committer.Date, changedFiles);

    /// <summary>
    /// Parses the object's content. Like git it ends at a NUL, takes the last of several authors or committers, and the first
    /// encoding.
    /// </summary>
    public static CommitObject Parse(ReadOnlySpan<byte> content)
    {
        var nul = content.IndexOf((byte)0);
        var rest = nul < 0 ? content : content[..nul];

        ReadOnlySpan<byte> author = default, committer = default, encodingName = default;
        while (CommitHeader.TryReadLine(ref rest, out var line))
        {
            if (line.StartsWith("author "u8))
                author = line["author ".Length..];
            else if (line.StartsWith("committer "u8))
                committer = line["committer ".Length..];
            else if (encodingName.IsEmpty && line.StartsWith("encoding "u8))
                encodingName = line["encoding ".Length..];
        }

        var encoding = CommitEncoding.ByName(Encoding.ASCII.GetString(encodingName));
        return new CommitObject
        {
            Author = Identity.Parse(author, encoding),
            Committer = Identity.Parse(committer, encoding),
            Message = encoding.GetString(rest),
        };
    }
}
