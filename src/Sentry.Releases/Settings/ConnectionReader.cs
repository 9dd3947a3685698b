using Sentry.Releases.Diagnostics;

using Sentry.Releases.SentryApi;

namespace Sentry.Releases.Settings;

/// <summary>
/// Finds organization, projects, server and token. Organization, projects and server are looked for in the property, the environment, the
/// nearest <c>.sentryclirc</c> upwards from the project, the home directory's, and what an organization token carries.
/// </summary>
/// <remarks>
/// An organization that differs from the token's is used as configured: a slug may have been renamed since, so only the server knows.
/// </remarks>
internal static class ConnectionReader
{
    /// <param name="settings">The properties and the environment.</param>
    /// <param name="projectsNeeded">Whether it is an error that no project is configured.</param>
    /// <param name="severityOfMissing">How much it matters that organization, projects or token are not configured at all.</param>
    /// <param name="report">
    /// Gets everything that is wrong in one pass: SRM1001, SRM1002 and SRM1003 for what lacks, SRM1004, SRM1005 and SRM1006 for what is
    /// not valid. No message holds the token.
    /// </param>
    /// <returns>The connection; <see langword="null"/> when anything lacks or is not valid.</returns>
    public static ConnectionAndProjects? Read(
        ReleaseSettings settings,
        bool projectsNeeded,
        Severity severityOfMissing,
        Action<Diagnostic> report)
    {
        var sources = new ConnectionSources(settings, report);
        var token = TokenReader.Read(sources, severityOfMissing, report);
        if (token is not null)
            report = Redacting(report, token.Token);

        var carried = token is null ? null : OrganizationToken.Of(token.Token);
        var organization = Organization(sources, carried?.Organization, report, out var invalid);
        if (organization is null && !invalid)
            report(NoOrganization(severityOfMissing));

        var projects = Projects(sources);
        var lacksProjects = projectsNeeded && projects.Count == 0;
        if (lacksProjects)
            report(NoProject(severityOfMissing));

        var server = ServerReader.Read(sources, carried, report);
        var trusted = token is not null && server is not null && ServerReader.Trusts(server, token, carried, report);
        if (!trusted || organization is null || lacksProjects || !ProxyReader.TryRead(settings.Environment, server!.Address, report, out var proxy))
            return null;

        var connection = new Connection { Organization = organization, Server = server.Address, Token = token!.Token, Proxy = proxy };
        return new ConnectionAndProjects(connection, projects);
    }

    /// <summary>
    /// The projects as far as they are configured, for a dry run: nothing is demanded and no token is read.
    /// </summary>
    /// <param name="settings">The properties and the environment.</param>
    /// <param name="report">Gets SRM1005 and SRM1006 for an organization or a server that is not valid.</param>
    public static IReadOnlyList<string> ReadProjects(ReleaseSettings settings, Action<Diagnostic> report)
    {
        var sources = new ConnectionSources(settings, report);
        Organization(sources, carried: null, report, out _);
        if (sources.Server is not null)
            ServerReader.Read(sources, carried: null, report);

        return Projects(sources);
    }

    private static string? Organization(ConnectionSources sources, string? carried, Action<Diagnostic> report, out bool invalid)
    {
        invalid = false;
        if (sources.Organization is not { } configured)
            return carried is not null && IsSlug(carried) ? carried : null;

        if (IsSlug(configured.Text))
            return configured.Text;

        invalid = true;
        report(new Diagnostic(
            DiagnosticCodes.InvalidSetting,
            Severity.Error,
            $"The organization {Quoted.Of(configured.Text)} from {configured.Source} is not valid. Accepted is the organization's slug, "
            + "the short name in the address of its pages, made of letters, digits, '-', '_' and '.'."));
        return null;
    }

    /// <summary>The organization becomes a part of URLs, where <c>..</c> and <c>/</c> would lead elsewhere.</summary>
    private static bool IsSlug(string text) =>
        text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.') && text.Any(char.IsAsciiLetterOrDigit);

    private static IReadOnlyList<string> Projects(ConnectionSources sources) => SettingText.Entries(sources.Projects?.Text, ';', ',');

    private static Diagnostic NoOrganization(Severity severity) => new(
        DiagnosticCodes.NoOrganization,
        severity,
        $"No organization is configured, so nothing is sent to Sentry. Set the property {Properties.Organization}, "
        + $"the environment variable {EnvironmentNames.Organization}, or org in {SentryCliRc.FileName}.");

    private static Diagnostic NoProject(Severity severity) => new(
        DiagnosticCodes.NoProject,
        severity,
        $"No project is configured, so nothing is sent to Sentry. Set the property {Properties.Projects}, "
        + $"the environment variable {EnvironmentNames.Projects}, or project in {SentryCliRc.FileName}.");

    /// <summary>A token may also have been written where another setting belongs.</summary>
    private static Action<Diagnostic> Redacting(Action<Diagnostic> report, AuthToken token) =>
        diagnostic => report(new Diagnostic(diagnostic.Code, diagnostic.Severity, token.Redact(diagnostic.Message)));
}

/// <summary>A connection, and the projects that are configured beside it.</summary>
/// <param name="Connection">The connection.</param>
/// <param name="Projects">Slugs or numeric ids, in the order given, each once; empty where none is needed.</param>
public sealed record ConnectionAndProjects(Connection Connection, IReadOnlyList<string> Projects);
