using System.Text.Json;
using Sentry.Releases.Diagnostics;
using Sentry.Releases.SentryApi;

namespace Sentry.Releases.Publishing;

/// <summary>How a run ended.</summary>
public enum ReleaseOutcome
{
    /// <summary>The release could not be created.</summary>
    Failed,

    /// <summary>Something that is needed is not configured.</summary>
    Skipped,

    /// <summary>All was done but the network.</summary>
    DryRun,

    /// <summary>Sentry has a new release.</summary>
    Created,

    /// <summary>Sentry had the release and has now these commits and projects.</summary>
    Updated,
}

/// <summary>What a run did: the content of the JSON report, schema 1.</summary>
public sealed record ReleaseReport
{
    /// <summary>The version of this format.</summary>
    public int Schema { get; } = 1;

    /// <summary>The release's name; <see langword="null"/> when none was found.</summary>
    public string? Release { get; init; }

    /// <summary>How the run ended.</summary>
    public ReleaseOutcome Outcome { get; init; }

    /// <summary>The last HTTP status.</summary>
    public int? Status { get; init; }

    /// <summary>HTTP requests sent, retries included.</summary>
    public int Requests { get; init; }

    /// <summary>Where the commits come from.</summary>
    public HistoryReport History { get; init; } = new();

    /// <summary>The create-release body as sent, or in a dry run as it would be.</summary>
    public ReleaseRequest? Request { get; init; }

    /// <summary>Sentry's answer.</summary>
    public JsonElement? Response { get; init; }

    /// <summary>Everything that was said, in order.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics { get; init; } = [];

    /// <summary>Where the time went.</summary>
    public ElapsedReport Elapsed { get; init; } = new();

    /// <summary>The environment of the deploy that was recorded; not part of the JSON.</summary>
    public string? DeployedTo { get; init; }

    /// <summary>How the run ended, as the JSON spells it: <c>created</c>, <c>dry-run</c>.</summary>
    public string OutcomeName => JsonNamingPolicy.KebabCaseLower.ConvertName(Outcome.ToString());

    /// <summary>Where a person sees the release; not part of the JSON.</summary>
    public Uri? Page { get; init; }

    /// <summary>What reading the release back has shown; <see langword="null"/> when it was not asked for or failed. Not part of the JSON.</summary>
    public string? Verification { get; init; }

    /// <summary>Writes the report so that a reader sees all of it or none, whatever happens to the build.</summary>
    /// <exception cref="IOException">The path cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The path may not be written.</exception>
    public void Write(string path)
    {
        var json = ReportJson.Write(this);
        if (path.StartsWith("/dev/", StringComparison.Ordinal))
        {
            // To move a file there would take a device from the whole machine, where the build runs as root.
            File.WriteAllBytes(path, json);
            return;
        }

        var folder = Path.GetDirectoryName(path) ?? throw new IOException($"'{path}' is no file.");
        Directory.CreateDirectory(folder);

        // Its own name each time: what a killed build left behind is in nobody's way.
        var unfinished = Path.Combine(folder, $"sentry-release.{Guid.NewGuid():N}.tmp");
        try
        {
            File.WriteAllBytes(unfinished, json);
            File.Move(unfinished, path, overwrite: true);
        }
        finally
        {
            File.Delete(unfinished);
        }
    }
}

/// <summary>Where the commits of a release come from.</summary>
public sealed record HistoryReport
{
    /// <summary><c>libgit2</c>, <c>git</c> or <c>none</c>.</summary>
    public string Reader { get; init; } = "none";

    /// <summary>The repository's name as sent.</summary>
    public string? Repository { get; init; }

    /// <summary>The commit released.</summary>
    public string? Head { get; init; }

    /// <summary>The previous tag.</summary>
    public string? PreviousTag { get; init; }

    /// <summary>The commit of the previous tag or revision.</summary>
    public string? PreviousCommit { get; init; }

    /// <summary>How many commits are in the request.</summary>
    public int Commits { get; init; }

    /// <summary>Whether commits or changed files were left out.</summary>
    public bool Truncated { get; init; }

    /// <summary>Whether the clone is shallow.</summary>
    public bool Shallow { get; init; }
}

/// <summary>Seconds.</summary>
public sealed record ElapsedReport
{
    /// <summary>Finding the name.</summary>
    public double Name { get; init; }

    /// <summary>Reading the history.</summary>
    public double History { get; init; }

    /// <summary>Speaking with Sentry.</summary>
    public double Network { get; init; }
}
