using System.Globalization;
using System.Net;
using Sentry.Releases.Diagnostics;
using Sentry.Releases.SentryApi;

namespace Sentry.Releases.Settings;

/// <summary>
/// Which proxy leads to a server. .NET reads these variables once in the life of a process, and an MSBuild node lives on into builds
/// with another environment, so they are read here each time.
/// </summary>
/// <remarks>
/// HTTP_PROXY is not among them: it is for servers without TLS, and of those only loopback is ever spoken to, which has no proxy.
/// </remarks>
internal static class ProxyReader
{
    /// <summary>.NET knows no default port of the SOCKS schemes.</summary>
    private const int SocksPort = 1080;

    private static readonly string[] Schemes = ["http", "https", "socks4", "socks4a", "socks5"];

    /// <param name="environment">Where variables are looked up.</param>
    /// <param name="server">The server to reach.</param>
    /// <param name="report">Gets SRM1005, without credentials, when the proxy's address is not valid.</param>
    /// <param name="proxy">As <see cref="Connection.Proxy"/>.</param>
    /// <returns>Whether the proxy is known, be it none.</returns>
    public static bool TryRead(BuildEnvironment environment, Uri server, Action<Diagnostic> report, out WebProxy? proxy)
    {
        proxy = new WebProxy();
        var withoutProxy = SettingText.Entries(Find(environment, Variables.NoProxy)?.Text, ',', ' ').Any(entry => IsListed(server, entry));
        if (ServerAddress.IsLoopback(server) || withoutProxy)
            return true;

        if ((Find(environment, Variables.HttpsProxy) ?? Find(environment, Variables.AllProxy)) is not { } configured)
        {
            if (OperatingSystem.IsWindows() || OperatingSystem.IsMacOS())
                proxy = null;

            return true;
        }

        if (Parse(configured.Text) is { } found)
        {
            proxy = found;
            return true;
        }

        report(configured.Invalid(
            "proxy",
            "is not valid. Accepted is a proxy's address such as http://proxy.example.com:3128, with user name and password before an @ "
            + "where it wants them."));
        return false;
    }

    private static WebProxy? Parse(string text)
    {
        var address = text.Contains("://", StringComparison.Ordinal) ? text : "http://" + text;
        if (address.StartsWith("socks5h://", StringComparison.OrdinalIgnoreCase))
            address = "socks5" + address["socks5h".Length..]; // .NET always lets the proxy resolve names, for which others have the h

        if (!Uri.TryCreate(address, UriKind.Absolute, out var url) || !Schemes.Contains(url.Scheme) || url.Host.Length == 0)
            return null;

        var proxy = new WebProxy(new UriBuilder(url.Scheme, url.Host, url.Port < 0 ? SocksPort : url.Port).Uri);
        if (url.UserInfo.Length > 0)
        {
            var parts = url.UserInfo.Split(':', 2).Select(Uri.UnescapeDataString).ToArray();
            proxy.Credentials = new NetworkCredential(parts[0], parts.Length > 1 ? parts[1] : "");
        }

        return proxy;
    }

    /// <summary>
    /// As curl reads an entry: <c>*</c> is every host; a name stands for itself and what is below it, with or without a dot in front; an
    /// address for itself, with <c>/</c> and a length for its network; a port narrows it.
    /// </summary>
    private static bool IsListed(Uri server, string entry)
    {
        var host = server.IdnHost.Trim('[', ']');
        if (entry == "*")
            return true;

        if (IPAddress.TryParse(host, out var address))
        {
            return IPNetwork.TryParse(entry, out var network)
                ? network.Contains(address)
                : IPEndPoint.TryParse(entry, out var point) && point.Address.Equals(address) && (point.Port is 0 || point.Port == server.Port);
        }

        var parts = entry.Split(':', 2);
        var name = parts[0].TrimStart('*').Trim('.');
        return name.Length > 0
            && (parts.Length == 1 || parts[1] == server.Port.ToString(CultureInfo.InvariantCulture))
            && ("." + host).EndsWith("." + name, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>In lower case first, as every program does that knows these variables.</summary>
    private static SourcedText? Find(BuildEnvironment environment, string name) =>
        environment.Find(name.ToLowerInvariant()) ?? environment.Find(name);
}
