using Sentry.Releases.Diagnostics;
using Sentry.Releases.SentryApi;

namespace Sentry.Releases.Settings;

/// <summary>A connection, and the projects that are configured beside it.</summary>
/// <param name="Connection">The connection.</param>
/// <param name="Projects">Slugs or numeric ids, in the order given, each once; empty where none is needed.</param>
internal sealed record ConnectionAndProjects(Connection Connection, IReadOnlyList<string> Projects);

/// <summary>
/// Finds organization, projects, server and token where <see cref="ConnectionSources"/> looks, and then in what an organization token
/// carries.
/// </summary>
/// <remarks>
/// An organization that differs from the token's is used as configured: a slug may have been renamed since, so only the server knows.
/// </remarks>
internal static class ConnectionReader
{
    /// <param name="settings">The properties and the environment.</param>
    /// <param name="projectsNeeded">Whether it is an error that no project is configured.</param>
    /// <param name="missing">How much it matters that organization, projects or token are not configured at all.</param>
    /// <param name="report">
    /// Gets everything that is wrong in one pass: SRM1001, SRM1002 and SRM1003 for what is missing, SRM1004, SRM1005 and SRM1006 for what
    /// is not valid, SRM1008 for a file that is not used. No message holds the token.
    /// </param>
    /// <returns>The connection; <see langword="null"/> when anything is missing or not valid.</returns>
    public static ConnectionAndProjects? Read(
        ReleaseSettings settings, bool projectsNeeded, Severity missing, Action<Diagnostic> report)
    {
        var sources = new ConnectionSources(settings, report);
        var token = TokenReader.Read(sources, missing, report);
        if (token is not null)
            report = Redacting(report, token.Token);

        var carried = token is null ? null : OrganizationToken.Of(token.Token);
        var organization = Organization(sources, carried?.Organization, report, out var isInvalid);
        if (organization is null && !isInvalid)
            report(Missing("organization", DiagnosticCodes.NoOrganization, missing, Properties.Organization, Variables.Organization, "org"));

        var projects = Projects(sources);
        var lacksProjects = projectsNeeded && projects.Count == 0;
        if (lacksProjects)
            report(Missing("project", DiagnosticCodes.NoProject, missing, Properties.Projects, Variables.Projects, "project"));

        var server = ServerReader.Read(sources, carried, report);
        if (token is null || server is null || !ServerReader.Trusts(server, token, carried, report) || organization is null || lacksProjects
            || !ProxyReader.TryRead(settings.Environment, server.Address, report, out var proxy))
        {
            return null;
        }

        return new(new Connection { Organization = organization, Server = server.Address, Token = token.Token, Proxy = proxy }, projects);
    }

    /// <summary>The projects as far as they are configured, for a dry run: nothing is demanded and no token is read.</summary>
    /// <param name="settings">The properties and the environment.</param>
    /// <param name="report">Gets SRM1005 and SRM1006 for what is not valid, and SRM1008 for a file that is not used.</param>
    public static IReadOnlyList<string> ReadProjects(ReleaseSettings settings, Action<Diagnostic> report)
    {
        var sources = new ConnectionSources(settings, report);
        Organization(sources, carried: null, report, out _);
        ServerReader.Read(sources, carried: null, report);
        return Projects(sources);
    }

    private static string? Organization(ConnectionSources sources, string? carried, Action<Diagnostic> report, out bool isInvalid)
    {
        isInvalid = false;
        if (sources.Organization is not { } configured)
            return carried is not null && IsSlug(carried) ? carried : null;

        if (IsSlug(configured.Text))
            return configured.Text;

        isInvalid = true;
        report(new Diagnostic(
            DiagnosticCodes.InvalidSetting,
            Severity.Error,
            $"The organization {SettingText.Quoted(configured.Text)} from {configured.Source} is not valid. Accepted is the organization's "
            + "slug, the short name in the address of its pages, made of letters, digits, '-', '_' and '.'."));
        return null;
    }

    /// <summary>The organization becomes a part of URLs, where <c>..</c> and <c>/</c> would lead elsewhere.</summary>
    private static bool IsSlug(string text) =>
        text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.') && text.Any(char.IsAsciiLetterOrDigit);

    private static IReadOnlyList<string> Projects(ConnectionSources sources) => SettingText.Entries(sources.Projects?.Text, ';', ',');

    private static Diagnostic Missing(string what, string code, Severity severity, Property property, string variable, string key) => new(
        code,
        severity,
        $"No {what} is configured, so nothing is sent to Sentry. Set the property {property}, the environment variable {variable}, "
        + $"or {key} in {SentryCliRc.FileName}.");

    /// <summary>A token may also have been written where another setting belongs.</summary>
    private static Action<Diagnostic> Redacting(Action<Diagnostic> report, AuthToken token) =>
        diagnostic => report(diagnostic.WithMessage(token.Redact(diagnostic.Message)));
}
