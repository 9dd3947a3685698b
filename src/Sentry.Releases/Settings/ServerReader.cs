using Sentry.Releases.Diagnostics;
using Sentry.Releases.SentryApi;

namespace Sentry.Releases.Settings;

/// <param name="Address">The server's root.</param>
/// <param name="Source">Where it was found, in words for a message.</param>
internal sealed record FoundServer(Uri Address, string Source);

/// <summary>Finds the server, and decides whether a token may be sent there.</summary>
internal static class ServerReader
{
    /// <summary>The API's own path, which the client adds.</summary>
    private const string ApiPath = "/api/0/";

    /// <summary>What is in the hosts of DSNs, before the region or <c>sentry.io</c> itself: <c>o1.ingest.us.sentry.io</c>.</summary>
    private const string Ingest = ".ingest.";

    /// <summary>What the paths of pages of the web interface begin with.</summary>
    private static readonly string[] PagePaths = [ApiPath, "/organizations/", "/settings/", "/issues/", "/auth/"];

    /// <param name="sources">Where a configured server is looked for.</param>
    /// <param name="carried">What the token says of itself: used when no server is configured.</param>
    /// <param name="report">Gets all that is wrong. A file that is not used is an error when nothing else names a server.</param>
    /// <returns>The server; <see langword="null"/> when it was reported.</returns>
    public static FoundServer? Read(ConnectionSources sources, OrganizationToken? carried, Action<Diagnostic> report)
    {
        var configured = sources.Server;
        var isOnlyOutside = configured is null && carried?.Server is null && sources.Outside?.Url is not null;
        if (sources.Outside is { } file)
            report(NotUsed(file, sources.ProjectRoot, isOnlyOutside));

        if (isOnlyOutside)
            return null;

        var server = configured is not null ? Configured(configured, report)
            : carried?.Server is { } own ? new FoundServer(own, "the token")
            : new FoundServer(ServerAddress.Default, "the default");
        if (server is null || ServerAddress.IsSafe(server.Address))
            return server;

        report(new Diagnostic(
            DiagnosticCodes.InsecureServer,
            Severity.Error,
            $"The server {ServerAddress.Display(server.Address)} from {server.Source} is neither https nor this machine, and the token "
            + $"would be readable on its way, so nothing is sent. Set {Properties.Server} to an https address."));
        return null;
    }

    /// <summary>
    /// Whether the token belongs to the server: by its own word when it is an organization token, and by the <c>.sentryclirc</c> that
    /// holds it when that names a server too. SRM1004 when it does not.
    /// </summary>
    public static bool Trusts(FoundServer server, FoundToken token, OrganizationToken? carried, Action<Diagnostic> report)
    {
        Uri?[] own = [carried?.Url, carried?.RegionUrl];
        var other = own.Any(IsThis) ? null : own.FirstOrDefault(url => url is not null);
        other ??= IsThis(token.Server) ? null : token.Server;
        if (other is null)
            return true;

        report(new Diagnostic(
            DiagnosticCodes.TokenOfAnotherServer,
            Severity.Error,
            $"The authentication token from {token.Source} belongs to {ServerAddress.Display(other)}, but the server from "
            + $"{server.Source} is {ServerAddress.Display(server.Address)}, so nothing is sent. Use a token of "
            + $"{ServerAddress.Display(server.Address)}, or set {Properties.Server} to the server of the token."));
        return false;

        bool IsThis(Uri? url) => url is not null && ServerAddress.AreSame(url, server.Address);
    }

    private static FoundServer? Configured(SourcedText configured, Action<Diagnostic> report)
    {
        if (ServerAddress.HttpUrl(configured.Text) is not { } url || ServerAddress.Parse(configured.Text) is not { } address)
        {
            report(configured.Invalid("server", $"is not valid. Accepted is {ServerAddress.Accepted}."));
            return null;
        }

        if (address.AbsolutePath.EndsWith(ApiPath, StringComparison.Ordinal))
        {
            address = new Uri(address, address.AbsolutePath[..^(ApiPath.Length - 1)]);
            report(configured.Invalid(
                "server", $"ends with the path of the API, which is not part of it: {address} is used.", Severity.Message));
        }

        if (OtherThanServer(url, address) is not var (what, server))
            return new FoundServer(address, configured.Source);

        report(configured.Invalid(
            "server", $"is {what}, so nothing is sent. Set {Properties.Server} to the server's address, {server}."));
        return null;
    }

    /// <returns>What else of Sentry's the address is, and the server it belongs to; <see langword="null"/> for a server's own.</returns>
    private static (string What, Uri Server)? OtherThanServer(Uri url, Uri address)
    {
        const string Dsn = "a DSN, to which applications send their events";
        const string Page = "the address of a page";
        var isSentrys = ServerAddress.AreSame(address, ServerAddress.Default);
        var host = '.' + address.Host;
        if (isSentrys && host.IndexOf(Ingest, StringComparison.Ordinal) is >= 0 and var ingest)
            return (Dsn, new Uri($"https://{host[(ingest + Ingest.Length)..]}/"));

        var path = address.AbsolutePath;
        var lastSegment = path.TrimEnd('/').LastIndexOf('/') + 1;
        if (url.UserInfo.Length > 0 && path[lastSegment..].TrimEnd('/') is { Length: > 0 } project && project.All(char.IsAsciiDigit))
            return (Dsn, new Uri(address, path[..lastSegment]));

        var page = PagePaths.Select(start => path.IndexOf(start, StringComparison.Ordinal)).Where(at => at >= 0).DefaultIfEmpty(-1).Min();
        return page >= 0 ? (Page, new Uri(address, path[..(page + 1)]))
            : isSentrys && path != "/" ? (Page, new Uri(address, "/"))
            : null;
    }

    private static Diagnostic NotUsed(SentryCliRc file, string projectRoot, bool isOnlyServer)
    {
        var what = $"{file} is above {SettingText.Quoted(projectRoot)}, where this project's files end, and was not read";
        var (severity, fix) = isOnlyServer
            ? (Severity.Error, $"Nothing else says which server is meant, so nothing is sent. Set {Properties.Server} or the environment "
                + $"variable {Variables.Server}, or move the file into that folder or into the home directory.")
            : (Severity.Message, "If it is meant for this project, move it into that folder or into the home directory.");
        return new(DiagnosticCodes.FileOutsideRepository, severity, $"{what}. {fix}");
    }
}
