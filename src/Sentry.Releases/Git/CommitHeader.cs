using System.Text;

namespace Sentry.Releases.Git;

/// <summary>What the graph and the comparison of trees need of a raw commit object.</summary>
/// <param name="Tree">The id of its tree; empty when the object has none.</param>
/// <param name="Parents">The ids of its parents.</param>
/// <param name="Time">The committer's date in seconds since 1970; 0 when it is malformed.</param>
internal sealed record CommitHeader(string Tree, IReadOnlyList<string> Parents, long Time)
{
    /// <summary>Parses the lines before the first empty one.</summary>
    public static CommitHeader Parse(ReadOnlySpan<byte> content)
    {
        var tree = "";
        var parents = new List<string>(1);
        var time = 0L;
        while (TryReadLine(ref content, out var line))
        {
            if (line.StartsWith("tree "u8))
                tree = Encoding.ASCII.GetString(line["tree ".Length..]);
            else if (line.StartsWith("parent "u8))
                parents.Add(Encoding.ASCII.GetString(line["parent ".Length..]));
            else if (line.StartsWith("committer "u8))
                time = Identity.ParseTime(line);
        }

        return new CommitHeader(tree, parents, time);
    }

    /// <summary>Takes the next line off.</summary>
    /// <returns>Whether it is a header; the first empty line is taken off, too, and is none.</returns>
    public static bool TryReadLine(scoped ref ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> line)
    {
        var end = rest.IndexOf((byte)'\n');
        line = end < 0 ? rest : rest[..end];
        rest = end < 0 ? default : rest[(end + 1)..];
        return !line.IsEmpty;
    }
}
