using System.Buffers.Text;
using System.Text;

namespace Sentry.Releases.Git.GitProgram;

/// <summary>
/// The graph out of one <c>git rev-list</c>, which writes as long as it is read. It comes in git's own order, which is nearly the
/// one asked for: what comes too early waits.
/// </summary>
internal sealed class RevListGraph : ICommitGraph
{
    private readonly GitProcess _git;
    private readonly Dictionary<string, CommitNode> _waiting = new(StringComparer.Ordinal);

    public RevListGraph(string directory, IReadOnlyList<string> starts, CancellationToken cancellation) =>
        _git = GitProcess.Start(directory, ["rev-list", "--parents", "--timestamp", .. starts], [], cancellation);

    public CommitNode Read(string id)
    {
        if (_waiting.Remove(id, out var node))
            return node;

        while (_git.Output.TryReadTo((byte)'\n', out var line))
        {
            node = Parse(line);
            if (node.Id == id)
                return node;

            _waiting.Add(node.Id, node);
        }

        throw _git.Failure();
    }

    public void Dispose() => _git.Dispose();

    /// <summary>A line is the time, the id and the parents' ids, separated by spaces.</summary>
    private static CommitNode Parse(ReadOnlySpan<byte> line)
    {
        // What does not fit is later than every date that does.
        if (!Utf8Parser.TryParse(line, out long time, out _))
            time = long.MaxValue;

        var ids = Encoding.ASCII.GetString(line[(line.IndexOf((byte)' ') + 1)..]).Split(' ');
        return new CommitNode(ids[0], ids.Length > 1 ? ids[1..] : [], time);
    }
}
