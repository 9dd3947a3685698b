using Sentry.Releases.Diagnostics;
using Sentry.Releases.SentryApi;

namespace Sentry.Releases.Settings;

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
    /// <param name="report">Gets everything that is wrong in one pass. No message holds the token.</param>
    /// <returns>The connection; <see langword="null"/> when anything is missing or not valid.</returns>
    public static ConnectionAndProjects? Read(
        ReleaseSettings settings, bool projectsNeeded, Severity missing, Action<Diagnostic> report)
    {
        var sources = new ConnectionSources(settings, report);
        var token = TokenReader.Read(sources, missing, report);
        if (token is not null)
            report = Redacting(report, token.Token);

        var carried = token is null ? null : OrganizationToken.Of(token.Token);
        var organization = Organization(sources, carried?.Organization, missing, report);
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
    public static IReadOnlyList<string> ReadProjects(ReleaseSettings settings, Action<Diagnostic> report)
    {
        var sources = new ConnectionSources(settings, report);
        Organization(sources, carried: null, missing: null, report);
        ServerReader.Read(sources, carried: null, report);
        return Projects(sources);
    }

    private static string? Organization(ConnectionSources sources, string? carried, Severity? missing, Action<Diagnostic> report)
    {
        if (sources.Organization is { } configured)
        {
            if (IsSlug(configured.Text))
                return configured.Text;

            report(configured.Invalid(
                "organization",
                "is not valid. Accepted is the organization's slug, the short name in the address of its pages, made of letters, digits, "
                + "'-', '_' and '.'."));
        }
        else if (carried is not null && IsSlug(carried))
        {
            return carried;
        }
        else if (missing is { } severity)
        {
            report(Missing("organization", DiagnosticCodes.NoOrganization, severity, Properties.Organization, Variables.Organization, "org"));
        }

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
