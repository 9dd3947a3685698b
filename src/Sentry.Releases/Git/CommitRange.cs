namespace Sentry.Releases.Git;

/// <summary>
/// The commits reachable from a revision and from no base, where a base is a tagged commit other than the revision itself, or an
/// explicit one.
/// </summary>
/// <param name="Commits">In git's default order: newest first, the revision itself leading.</param>
/// <param name="Bases">The tagged commits that bound the range: none of them is known to be behind another.</param>
internal sealed record CommitRange(IReadOnlyList<CommitNode> Commits, IReadOnlyList<CommitNode> Bases)
{
    /// <summary>
    /// Walks by commit date, as git does, and ends a little behind the first bases, so that the cost does not grow with the history
    /// behind them. Dates only order the walk: a commit that turns out to be behind a base after it was listed is taken back.
    /// </summary>
    /// <param name="read">Reads a commit, each one once.</param>
    /// <param name="revision">The newest commit.</param>
    /// <param name="tagged">The commits that are bases when the walk meets them.</param>
    /// <param name="explicitBase">A base that need not be reachable from the revision, and may be the revision itself.</param>
    /// <param name="cancellation">Ends the walk.</param>
    public static CommitRange Read(
        Func<string, CommitNode> read, string revision, IReadOnlySet<string> tagged, string? explicitBase, CancellationToken cancellation) =>
        new Walk(read, revision, tagged, explicitBase, cancellation).Run();

    /// <summary>Every commit reachable from a revision, in git's default order, read as it is enumerated.</summary>
    public static IEnumerable<CommitNode> ReadAll(Func<string, CommitNode> read, string revision)
    {
        var queue = NewQueue();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        Add(revision);
        while (queue.TryDequeue(out var visit, out _))
        {
            yield return visit.Node;
            foreach (var parent in visit.Node.Parents)
                Add(parent);
        }

        void Add(string id)
        {
            if (!seen.Add(id))
                return;

            var visit = new Visit(read(id), seen.Count);
            queue.Enqueue(visit, visit);
        }
    }

    /// <summary>
    /// Gives the newest first; of several equally new ones the one that came first, as git does. Over references only: any other queue would be
    /// compiled anew in every process.
    /// </summary>
    private static PriorityQueue<Visit, Visit> NewQueue() => new(Comparer<Visit>.Create((one, other) =>
        one.Node.Time == other.Node.Time ? one.Number.CompareTo(other.Number) : other.Node.Time.CompareTo(one.Node.Time)));

    /// <param name="node">The commit.</param>
    /// <param name="number">How many were reached before it.</param>
    private sealed class Visit(CommitNode node, int number)
    {
        public CommitNode Node { get; } = node;

        public int Number { get; } = number;

        public bool BehindBase { get; set; }

        public bool IsDone { get; set; }
    }

    private sealed class Walk(
        Func<string, CommitNode> read, string revision, IReadOnlySet<string> tagged, string? explicitBase, CancellationToken cancellation)
    {
        // Once only commits behind bases are left, and all of them older than the range, this many more are read for the case that
        // a wrong clock hides a way from a base back into the range. Git itself reads 5.
        private const int Slack = 256;

        private readonly Dictionary<string, Visit> _visits = new(StringComparer.Ordinal);
        private readonly PriorityQueue<Visit, Visit> _queue = NewQueue();
        private readonly List<Visit> _listed = [];
        private readonly List<Visit> _bases = [];
        private int _undecided;
        private long _oldestListed = long.MaxValue;

        public CommitRange Run()
        {
            Reach(revision, behindBase: false);
            if (explicitBase is not null)
                Reach(explicitBase, behindBase: true);

            while (_undecided > 0)
            {
                Step();
                if (_undecided == 0 && !IsAboveItsOnlyBase())
                    ReadBehindBases();
            }

            return new CommitRange(Nodes(_listed), Nodes(_bases));

            static List<CommitNode> Nodes(List<Visit> visits) => [.. visits.Where(v => !v.BehindBase).Select(v => v.Node)];
        }

        private void Step()
        {
            cancellation.ThrowIfCancellationRequested();
            var visit = _queue.Dequeue();
            visit.IsDone = true;
            var isBase = tagged.Contains(visit.Node.Id) && visit.Node.Id != revision;
            if (!visit.BehindBase)
            {
                _undecided--;
                (isBase ? _bases : _listed).Add(visit);
                if (!isBase)
                    _oldestListed = Math.Min(_oldestListed, visit.Node.Time);
            }

            foreach (var parent in visit.Node.Parents)
                Reach(parent, visit.BehindBase || isBase);
        }

        private void Reach(string id, bool behindBase)
        {
            if (_visits.TryGetValue(id, out var known))
            {
                if (behindBase)
                    TakeBack(known);
                return;
            }

            var visit = new Visit(read(id), _visits.Count) { BehindBase = behindBase };
            _visits.Add(id, visit);
            _queue.Enqueue(visit, visit);
            if (!behindBase)
                _undecided++;
        }

        private void TakeBack(Visit first)
        {
            var pending = new Stack<Visit>([first]);
            while (pending.TryPop(out var visit))
            {
                if (visit.BehindBase)
                    continue;

                visit.BehindBase = true;
                if (!visit.IsDone)
                {
                    _undecided--;
                    continue;
                }

                foreach (var parent in visit.Node.Parents)
                    pending.Push(_visits[parent]);
            }
        }

        /// <summary>
        /// When the range descends from its only base as a whole, no commit in it can be behind that base, whatever the dates say.
        /// </summary>
        private bool IsAboveItsOnlyBase()
        {
            var bases = _bases.Where(b => !b.BehindBase).Select(b => b.Node.Id).ToList();
            if (explicitBase is not null)
                bases.Add(explicitBase);

            Func<string, bool> isBaseOrListed = id => id == bases[0] || !_visits[id].BehindBase;
            return bases.Count == 1 && _listed.TrueForAll(v => v.BehindBase || v.Node.Parents.Any(isBaseOrListed));
        }

        private void ReadBehindBases()
        {
            for (var slack = Slack; slack > 0 && _queue.TryPeek(out var newest, out _);)
            {
                slack = newest.Node.Time >= _oldestListed ? Slack : slack - 1;
                Step();
            }
        }
    }
}
