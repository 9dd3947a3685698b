using System.Text.Json;
using Sentry.Releases.Diagnostics;
using Sentry.Releases.SentryApi;

namespace Sentry.Releases.Publishing;

internal enum ReleaseOutcome
{
    Failed,

    /// <summary>Something that is needed is not configured, or releases are created in unattended builds only.</summary>
    Skipped,

    /// <summary>All was done but the network.</summary>
    DryRun,

    Created,

    /// <summary>Sentry had the release and has now these commits and projects.</summary>
    Updated,
}

/// <summary>What a run has done so far: at its end the content of the JSON report, schema 1.</summary>
internal sealed class ReleaseReport
{
    /// <summary>The release's name; <see langword="null"/> when none was found.</summary>
    public string? Release { get; set; }

    /// <summary>Absolute path of the assembly whose release it is, which need not exist; <see langword="null"/> when there is none.</summary>
    public string? Assembly { get; set; }

    public ReleaseOutcome Outcome { get; set; }

    /// <summary>How the run ended, as the JSON spells it: <c>created</c>, <c>dry-run</c>.</summary>
    public string OutcomeName => JsonNamingPolicy.KebabCaseLower.ConvertName(Outcome.ToString());

    public int? Status { get; set; }

    /// <summary>HTTP requests sent, retries included.</summary>
    public int Requests { get; set; }

    /// <summary>What the release is made from; <see langword="null"/> until that is known.</summary>
    public ReleaseOrigin? Origin { get; set; }

    /// <summary>How many commits Sentry holds of those that were sent; in a dry run, how many are in the request.</summary>
    public int Commits { get; set; }

    /// <summary>Whether commits or changed files were left out.</summary>
    public bool IsTruncated { get; set; }

    /// <summary>The create-release body as accepted, else as sent last, or in a dry run as it would be.</summary>
    public ReleaseRequest? Request { get; set; }

    public JsonElement? Response { get; set; }

    public IReadOnlyList<Diagnostic> Diagnostics { get; set; } = [];

    /// <summary>How long it took to find the name, in seconds.</summary>
    public double NameSeconds { get; set; }

    public double HistorySeconds { get; set; }

    /// <summary>Requests and waits between them.</summary>
    public double NetworkSeconds { get; set; }

    /// <summary>The environment of the deploy that was recorded; not part of the JSON.</summary>
    public string? DeployedTo { get; set; }

    /// <summary>Absolute path of the JSON; <see langword="null"/> when it was not written.</summary>
    public string? Path { get; set; }

    /// <summary>Where a person sees the release; not part of the JSON.</summary>
    public Uri? Page { get; set; }

    /// <summary>Lines that a person reads after the summary; not part of the JSON.</summary>
    public List<string> Notes { get; } = [];
}
