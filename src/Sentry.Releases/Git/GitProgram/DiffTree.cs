using System.Text;

namespace Sentry.Releases.Git.GitProgram;

/// <summary>The changed files out of one <c>git diff-tree</c>.</summary>
internal static class DiffTree
{
    // --always writes a header for a commit that changed nothing, too: there is one for each id, in their order.
    private static readonly string[] Arguments =
    [
        "diff-tree", "--stdin", "--always", "--root", "-r", "-z", "--raw", "--no-renames", "--no-ext-diff", "--no-textconv",
        "--ignore-submodules=none",
    ];

    /// <summary>
    /// How long git may take for one commit. It writes nothing before it has compared the whole commit, so that a tree made to unfold
    /// without end would keep it busy for ever.
    /// </summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <inheritdoc cref="IGitHistory.ReadChangedFiles"/>
    public static IEnumerable<IReadOnlyList<ChangedFile>> Read(
        string directory, IReadOnlyList<string> ids, TimeSpan patience, CancellationToken cancellation)
    {
        if (ids.Count == 0)
            yield break;

        using var git = GitProcess.Start(directory, Arguments, ids, cancellation);
        git.KillAfter(patience);
        List<ChangedFile>? files = null;
        while (TryReadRecord(git.Output, out var file))
        {
            if (file is { } changed)
            {
                files!.Add(changed);
                if (files.Count > Limits.ChangedFiles)
                    yield break;

                continue;
            }

            if (files is not null)
                yield return files;
            files = [];
            git.KillAfter(patience);
        }

        // When git fails, the last commit's files may be incomplete.
        if (git.WaitForExit() == 0 && files is not null)
            yield return files;
    }

    /// <summary>
    /// Reads <c>&lt;commit id&gt; NUL</c>, which gives <see langword="null"/>, or
    /// <c>:&lt;modes and ids&gt; &lt;letter&gt; NUL &lt;path&gt; NUL</c>.
    /// </summary>
    private static bool TryReadRecord(ByteReader output, out ChangedFile? file)
    {
        file = null;
        if (!output.TryReadTo(0, out var record))
            return false;
        if (!record.StartsWith(":"u8))
            return true;

        var kind = record[^1] switch
        {
            (byte)'A' => ChangeKind.Added,
            (byte)'D' => ChangeKind.Deleted,
            _ => ChangeKind.Modified,
        };
        if (!output.TryReadTo(0, out var path))
            return false;

        file = new ChangedFile(Encoding.UTF8.GetString(path), kind);
        return true;
    }
}
