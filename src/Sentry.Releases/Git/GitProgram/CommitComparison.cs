using System.Text;

namespace Sentry.Releases.Git.GitProgram;

/// <summary>What commits changed, as the git program compares them.</summary>
internal sealed class CommitComparison(string directory, CancellationToken cancellation)
{
    // --always writes a header for a commit that changed nothing, too: there is one for each id, in their order.
    private static readonly string[] Arguments =
    [
        "diff-tree", "--stdin", "--always", "--root", "-r", "-z", "--name-status", "--no-renames", "--no-ext-diff", "--no-textconv",
        "--ignore-submodules=none",
    ];

    // Git compares every entry with every path. From about here on it is quicker to have all files, and to compare them with a tree of paths.
    private const int MaxPathSpecs = 8;

    // From so many commits on, the time that a second git saves is more than it takes to start.
    private const int EnoughForTwo = 256;

    /// <summary>
    /// How long git may take for one commit. It writes nothing before it has compared the whole commit, so that a tree made to unfold
    /// without end would keep it busy for ever.
    /// </summary>
    public TimeSpan Limit { get; init; } = TimeSpan.FromSeconds(30);

    /// <inheritdoc cref="IGitHistory.ReadChanges"/>
    public IEnumerable<CommitChanges> Read(IReadOnlyList<string> ids, PathFilter? paths) =>
        ids.Count < EnoughForTwo || Environment.ProcessorCount == 1 ? ReadInOrder(ids, paths) : ReadHalves(ids, paths);

    private IEnumerable<CommitChanges> ReadHalves(IReadOnlyList<string> ids, PathFilter? paths)
    {
        var half = ids.Count / 2;
        using var cancelling = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var other = new CommitComparison(directory, cancelling.Token) { Limit = Limit };
        var second = Task.Factory.StartNew(() => other.ReadAll([.. ids.Skip(half)], paths), TaskCreationOptions.LongRunning);
        try
        {
            var read = 0;
            foreach (var changes in ReadInOrder([.. ids.Take(half)], paths))
            {
                read++;
                yield return changes;
            }

            foreach (var changes in read == half ? second.GetAwaiter().GetResult() : [])
                yield return changes;
        }
        finally
        {
            cancelling.Cancel();
            Task.WaitAny(second);
        }
    }

    private List<CommitChanges> ReadAll(IReadOnlyList<string> ids, PathFilter? paths)
    {
        var files = 0;
        return [.. ReadInOrder(ids, paths).Select(Bounded)];

        CommitChanges Bounded(CommitChanges changes) =>
            (files += changes.Files?.Count ?? 0) > Limits.ChangedFiles ? changes with { Files = null } : changes;
    }

    private IEnumerable<CommitChanges> ReadInOrder(IReadOnlyList<string> ids, PathFilter? paths) =>
        paths is null ? ReadFiles(ids).Select(files => new CommitChanges(Touches: true, files))
        : paths.Paths.Count > MaxPathSpecs ? ReadAndFilter(ids, paths)
        : FilterAndRead(ids, paths);

    private IEnumerable<CommitChanges> ReadAndFilter(IReadOnlyList<string> ids, PathFilter paths)
    {
        var read = 0;
        foreach (var files in ReadFiles(ids))
        {
            read++;
            yield return paths.Accepts(files) ? new CommitChanges(Touches: true, files) : CommitChanges.Elsewhere;
        }

        // A partial clone may still have the trees that the paths need.
        foreach (var changes in FilterAndRead([.. ids.Skip(read)], paths))
            yield return changes;
    }

    private IEnumerable<CommitChanges> FilterAndRead(IReadOnlyList<string> ids, PathFilter paths)
    {
        var touches = Touch(ids, paths).ToList();
        using var files = ReadFiles([.. ids.Where((_, i) => i < touches.Count && touches[i])]).GetEnumerator();
        foreach (var touched in touches)
            yield return touched ? new CommitChanges(touched, files.MoveNext() ? files.Current : null) : CommitChanges.Elsewhere;
    }

    private IEnumerable<IReadOnlyList<ChangedFile>> ReadFiles(IReadOnlyList<string> ids)
    {
        if (ids.Count == 0)
            yield break;

        using var git = GitProcess.Start(directory, Arguments, ids, cancellation);
        git.KillAfter(Limit);
        List<ChangedFile>? files = null;
        while (TryReadRecord(git.Output, out var file))
        {
            if (file is not null)
            {
                files!.Add(file);
                if (files.Count > Limits.ChangedFiles)
                    yield break;

                continue;
            }

            if (files is not null)
                yield return files;
            files = [];
            git.KillAfter(Limit);
        }

        // When git fails, the last commit's files may be incomplete.
        if (git.WaitForExit() == 0 && files is not null)
            yield return files;
    }

    private IEnumerable<bool> Touch(IReadOnlyList<string> ids, PathFilter paths)
    {
        if (ids.Count == 0)
            yield break;

        // Not walked, only compared, and each no further than to the first difference. A line cannot hold a line break, an argument can.
        var pathSpecs = paths.Paths.Select(paths.PathSpec).ToLookup(spec => spec.AsSpan().IndexOfAny('\n', '\r') < 0);
        using var git = GitProcess.Start(
            directory, ["rev-list", "--no-walk=unsorted", "--stdin", "--", .. pathSpecs[false]], [.. ids, "--", .. pathSpecs[true]], cancellation);
        var next = 0;
        while (git.Output.TryReadTo((byte)'\n', out var line))
        {
            for (var id = Encoding.ASCII.GetString(line); next < ids.Count; next++)
            {
                yield return ids[next] == id;
                if (ids[next] == id)
                {
                    next++;
                    break;
                }
            }
        }

        var isComplete = git.WaitForExit() == 0;
        // Where git failed it does not say which commit it could not read: those not reported yet are compared one by one.
        var rest = isComplete ? ids.Skip(next).Select(_ => false) : ReadFiles([.. ids.Skip(next)]).Select(paths.Accepts);
        foreach (var touches in rest)
            yield return touches;
    }

    /// <summary>Reads <c>&lt;commit id&gt; NUL</c>, which gives <see langword="null"/>, or <c>&lt;letter&gt; NUL &lt;path&gt; NUL</c>.</summary>
    private static bool TryReadRecord(ByteReader output, out ChangedFile? file)
    {
        file = null;
        if (!output.TryReadTo(0, out var record))
            return false;
        if (record.Length != 1)
            return true;

        var kind = record[0] switch
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
