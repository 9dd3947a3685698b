namespace Sentry.Releases.Benchmarks.Comparison;

/// <summary>Which methods the just-in-time compiler compiled in a process, by its own list.</summary>
public sealed class CompiledMethods : IDisposable
{
    private readonly string _list = Path.GetTempFileName();

    /// <summary>Makes the runtime write the list.</summary>
    public IReadOnlyDictionary<string, string> Environment => new Dictionary<string, string>
    {
        ["DOTNET_JitStdOutFile"] = _list,
        ["DOTNET_JitDisasmSummary"] = "1",
    };

    /// <summary>How many: those that are compiled again, because they run often, are counted once.</summary>
    public int Count() => File.ReadLines(_list)
        .Where(line => line.Contains("[Tier0,", StringComparison.Ordinal) || line.Contains("[FullOpts,", StringComparison.Ordinal) || line.Contains("[MinOpts,", StringComparison.Ordinal))
        .Count();

    /// <summary>Deletes the list.</summary>
    public void Dispose() => File.Delete(_list);
}
