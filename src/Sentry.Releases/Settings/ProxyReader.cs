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
    private const string Accepted = "a proxy's address such as http://proxy.example.com:3128";

    private static readonly string[] Schemes = ["http", "https", "socks4", "socks4a", "socks5"];

    /// <param name="environment">Where variables are looked up.</param>
    /// <param name="server">The server to reach.</param>
    /// <param name="report">Gets SRM1005 when the proxy's address is not valid; without its credentials.</param>
    /// <param name="proxy">As <see cref="Connection.Proxy"/>.</param>
    /// <returns>Whether the proxy is known, be it none.</returns>
    public static bool TryRead(BuildEnvironment environment, Uri server, Action<Diagnostic> report, out WebProxy? proxy)
    {
        proxy = new WebProxy();
        if (ServerAddress.IsLoopback(server) || Variable(environment, Variables.NoProxy) is { } hosts && IsListed(server, hosts.Text))
            return true;

        if ((Variable(environment, Variables.HttpsProxy) ?? Variable(environment, Variables.AllProxy)) is not { } configured)
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

        report(new Diagnostic(
            DiagnosticCodes.InvalidSetting,
            Severity.Error,
            $"The proxy {SettingText.Quoted(configured.Text)} from {configured.Source} is not valid. Accepted is {Accepted}, with user name "
            + "and password before an @ where it wants them."));
        return false;
    }

    private static WebProxy? Parse(string text)
    {
        var address = text.Contains("://", StringComparison.Ordinal) ? text : "http://" + text;
        if (address.StartsWith("socks5h://", StringComparison.OrdinalIgnoreCase))
            address = "socks5" + address["socks5h".Length..]; // .NET always lets the proxy resolve names, for which others have the h

        if (!Uri.TryCreate(address, UriKind.Absolute, out var url) || !Schemes.Contains(url.Scheme) || url.Host.Length == 0)
            return null;

        var proxy = new WebProxy(new UriBuilder(url.Scheme, url.Host, url.Port < 0 ? DefaultPort(url.Scheme) : url.Port).Uri);
        if (url.UserInfo.Length > 0)
        {
            var parts = url.UserInfo.Split(':', 2).Select(Uri.UnescapeDataString).ToArray();
            proxy.Credentials = new NetworkCredential(parts[0], parts.Length > 1 ? parts[1] : "");
        }

        return proxy;
    }

    private static int DefaultPort(string scheme) => scheme.StartsWith("socks", StringComparison.Ordinal) ? 1080 : -1;

    /// <summary>
    /// As curl reads it: <c>*</c> is every host; a name stands for itself and what is below it, with or without a dot in front; an address
    /// for itself, with <c>/</c> and a length for its network; a port narrows it.
    /// </summary>
    private static bool IsListed(Uri server, string hosts) =>
        SettingText.Entries(hosts, ',', ' ').Any(entry => IsListedBy(entry, server));

    private static bool IsListedBy(string entry, Uri server)
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
    private static SourcedText? Variable(BuildEnvironment environment, string name)
    {
        foreach (var spelling in (string[])[name.ToLowerInvariant(), name])
        {
            if (environment.Variable(spelling) is { } text)
                return new SourcedText(text, "the environment variable " + spelling);
        }

        return null;
    }
}
