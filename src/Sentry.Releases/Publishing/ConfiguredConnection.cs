using Sentry.Releases.Diagnostics;
using Sentry.Releases.SentryApi;
using Sentry.Releases.Settings;

namespace Sentry.Releases.Publishing;

/// <summary>The connection that the settings give, or why there is none.</summary>
/// <param name="Connection"><see langword="null"/> when there is none, which was reported.</param>
/// <param name="Projects">Whose release it is.</param>
/// <param name="Outcome">How a run ends that has no connection.</param>
internal sealed record ConfiguredConnection(Connection? Connection, IReadOnlyList<string> Projects, ReleaseOutcome Outcome)
{
    private static readonly string[] Missing = [DiagnosticCodes.NoOrganization, DiagnosticCodes.NoProject, DiagnosticCodes.NoToken];

    /// <summary>Reads it. From then on <paramref name="log"/> shows no token.</summary>
    public static ConfiguredConnection Read(ReleaseSettings settings, bool projectsNeeded, DiagnosticLog log)
    {
        // Who asked for failures to be errors is told of a missing token on a machine of their own, too.
        var severity = settings.FailureIsError ? Severity.Error : settings.IsUnattended ? Severity.Warning : Severity.Message;
        var before = log.Diagnostics.Count;
        if (ConnectionReader.Read(settings, projectsNeeded, severity, log.Report) is { } found)
        {
            log.Redact = found.Connection.Token.Redact;
            return new(found.Connection, found.Projects, ReleaseOutcome.Failed);
        }

        var isMissing = log.Diagnostics.Skip(before).Any(diagnostic => Missing.Contains(diagnostic.Code));
        return new(null, [], isMissing ? ReleaseOutcome.Skipped : ReleaseOutcome.Failed);
    }
}
