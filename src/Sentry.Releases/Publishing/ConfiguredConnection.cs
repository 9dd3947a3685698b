using Sentry.Releases.Diagnostics;
using Sentry.Releases.SentryApi;
using Sentry.Releases.Settings;

namespace Sentry.Releases.Publishing;

/// <summary>The connection that the settings give, or why the run ends without one.</summary>
/// <param name="Connection"><see langword="null"/> in a dry run and where <paramref name="Outcome"/> is set.</param>
/// <param name="Projects">In a dry run as far as they are known.</param>
/// <param name="Outcome">How the run ends; <see langword="null"/> when it goes on.</param>
internal sealed record ConfiguredConnection(Connection? Connection, IReadOnlyList<string> Projects, ReleaseOutcome? Outcome)
{
    public static ConfiguredConnection Read(
        ReleaseSettings settings, BuildFacts build, DiagnosticLog log)
    {
        if (settings.Get(Properties.DryRun))
            return new(null, ConnectionReader.ReadProjects(settings, log.Report), null);

        // Who asked for failures to be errors wants to hear of a missing token on his own machine, too.
        var missing = settings.FailureIsError ? Severity.Error : build.ContinuousIntegration ? Severity.Warning : Severity.Message;
        var before = log.Diagnostics.Count;
        var found = ConnectionReader.Read(settings, projectsNeeded: true, missing, log.Report);
        if (found is not null)
            return new(found.Connection, found.Projects, null);

        var somethingMissing = log.Diagnostics.Skip(before).Any(diagnostic => diagnostic.Code is DiagnosticCodes.NoOrganization
            or DiagnosticCodes.NoProject or DiagnosticCodes.NoToken);
        return new(null, [], somethingMissing ? ReleaseOutcome.Skipped : ReleaseOutcome.Failed);
    }
}
