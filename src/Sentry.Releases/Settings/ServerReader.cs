using Sentry.Releases.Diagnostics;

using Sentry.Releases.SentryApi;

namespace Sentry.Releases.Settings;

/// <summary>A server and where it was found.</summary>
/// <param name="Address">The server's root.</param>
/// <param name="Source">Where it was found, in words for a message.</param>
internal sealed record FoundServer(Uri Address, string Source);

/// <summary>Finds the server, and decides whether a token may be sent there.</summary>
internal static class ServerReader
{
    /// <param name="sources">Where a configured server is looked for.</param>
    /// <param name="carried">What the token says of itself: used when no server is configured.</param>
    /// <param name="report">Gets SRM1005 when the server is no URL and SRM1006 when it is not safe.</param>
    /// <returns>The server; <see langword="null"/> when it was reported.</returns>
    public static FoundServer? Read(ConnectionSources sources, OrganizationToken? carried, Action<Diagnostic> report)
    {
        var server = sources.Server is { } configured
            ? Configured(configured, report)
            : carried?.Server is { } own ? new FoundServer(own, "the token") : new FoundServer(ServerAddress.Default, "the default");
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
        var foreign = own.Any(url => url is not null && ServerAddress.AreSame(url, server.Address))
            ? null
            : own.FirstOrDefault(url => url is not null);
        if (foreign is null && token.Server is not null && !ServerAddress.AreSame(token.Server, server.Address))
            foreign = token.Server;

        if (foreign is null)
            return true;

        report(new Diagnostic(
            DiagnosticCodes.TokenOfAnotherServer,
            Severity.Error,
            $"The authentication token from {token.Source} belongs to {ServerAddress.Display(foreign)}, but the server from "
            + $"{server.Source} is {ServerAddress.Display(server.Address)}, so nothing is sent. Use a token of "
            + $"{ServerAddress.Display(server.Address)}, or set {Properties.Server} to the server of the token."));
        return false;
    }

    private static FoundServer? Configured(SourcedText configured, Action<Diagnostic> report)
    {
        if (ServerAddress.Parse(configured.Text) is { } address)
            return new FoundServer(address, configured.Source);

        report(new Diagnostic(
            DiagnosticCodes.InvalidSetting,
            Severity.Error,
            $"The server {Quoted.Of(configured.Text)} from {configured.Source} is not valid. Accepted is {ServerAddress.Accepted}."));
        return null;
    }
}
