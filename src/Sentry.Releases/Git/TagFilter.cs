namespace Sentry.Releases.Git;

/// <summary>Which tags count: those that match a pattern and no exclusion.</summary>
internal sealed class TagFilter(IReadOnlyList<string> patterns, IReadOnlyList<string> excludes)
{
    private readonly List<Glob> _patterns = [.. patterns.Select(p => new Glob(p))];
    private readonly List<Glob> _excludes = [.. excludes.Select(p => new Glob(p))];

    public bool Accepts(string name) => _patterns.Exists(g => g.IsMatch(name)) && !_excludes.Exists(g => g.IsMatch(name));
}
