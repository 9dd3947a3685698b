using System.Text.Json;
using Sentry.Releases.Diagnostics;
using Sentry.Releases.Git;
using Sentry.Releases.SentryApi;

namespace Sentry.Releases.Publishing;

/// <summary>How a run ended.</summary>
public enum ReleaseOutcome
{
    /// <summary>The release could not be created.</summary>
    Failed,

    /// <summary>Something that is needed is not configured, or releases are created in unattended builds only.</summary>
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

    /// <summary>Absolute path of the assembly whose release it is, which need not exist; <see langword="null"/> when there is none.</summary>
    public string? Assembly { get; init; }

    /// <summary>How the run ended.</summary>
    public ReleaseOutcome Outcome { get; init; }

    /// <summary>How the run ended, as the JSON spells it: <c>created</c>, <c>dry-run</c>.</summary>
    public string OutcomeName => JsonNamingPolicy.KebabCaseLower.ConvertName(Outcome.ToString());

    /// <summary>The last HTTP status.</summary>
    public int? Status { get; init; }

    /// <summary>HTTP requests sent, retries included.</summary>
    public int Requests { get; init; }

    /// <summary>Where the commits come from, and how many there are.</summary>
    public HistoryReport History { get; init; } = new();

    /// <summary>The create-release body as accepted, else as sent last, or in a dry run as it would be.</summary>
    public ReleaseRequest? Request { get; init; }

    /// <summary>Sentry's last response.</summary>
    public JsonElement? Response { get; init; }

    /// <summary>All diagnostics, in order.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics { get; init; } = [];

    /// <summary>Where the time went.</summary>
    public ElapsedReport Elapsed { get; init; } = new();

    /// <summary>The environment of the deploy that was recorded; not part of the JSON.</summary>
    public string? DeployedTo { get; init; }

    /// <summary>Absolute path of the JSON; <see langword="null"/> when it was not written.</summary>
    public string? Path { get; init; }

    /// <summary>Where a person sees the release; not part of the JSON.</summary>
    public Uri? Page { get; init; }

    /// <summary>Lines that a person reads after the summary; not part of the JSON.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
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

    /// <summary>The commit of the previous release.</summary>
    public string? PreviousCommit { get; init; }

    /// <summary>What the commits are counted from.</summary>
    public HistoryBase Base { get; init; }

    /// <summary>The paths that chose the commits; empty for all commits.</summary>
    public IReadOnlyList<string> Paths { get; init; } = [];

    /// <summary>How many commits Sentry holds of those that were sent; in a dry run, how many are in the request.</summary>
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

    /// <summary>Requests and waits between them.</summary>
    public double Network { get; init; }
}
