using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace Sentry.StandIn.Validation;

/// <summary>
/// URLs as Django's URL field takes them. A host is <c>localhost</c>, an address, or a name with a dot: the bare name of a machine in
/// an intranet is refused.
/// </summary>
internal static partial class UrlRule
{
    private static readonly string[] Schemes = ["http", "https", "ftp", "ftps"];

    private const int MaxLength = 2048;
    private const int MaxHostLength = 253;

    public static bool Allows(string url)
    {
        var match = Pattern().Match(url);
        return match.Success
            && url.Length <= MaxLength
            && Schemes.Contains(match.Groups["scheme"].Value, StringComparer.OrdinalIgnoreCase)
            && AllowsHost(match.Groups["host"].Value);
    }

    private static bool AllowsHost(string host)
    {
        if (host.Equals("localhost", StringComparison.OrdinalIgnoreCase))
            return true;

        if (host.StartsWith('['))
            return IPAddress.TryParse(host.Trim('[', ']'), out var address) && address.AddressFamily == AddressFamily.InterNetworkV6;

        if (Address().IsMatch(host))
            return true;

        var labels = (host.EndsWith('.') ? host[..^1] : host).Split('.');
        return labels.Length > 1 && host.Length <= MaxHostLength && labels.All(Label().IsMatch) && TopLevel().IsMatch(labels[^1]);
    }

    [GeneratedRegex(
        @"^(?<scheme>[a-z0-9.+-]+)://([^\s:@/]+(:[^\s:@/]*)?@)?(?<host>\[[0-9a-f:.]+\]|[^\s:@/?#\[\]]+)(:[0-9]{1,5})?([/?#]\S*)?\z",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();

    [GeneratedRegex(@"^(25[0-5]|2[0-4][0-9]|1?[0-9]|[1-9][0-9]|1[0-9]{2})(\.(25[0-5]|2[0-4][0-9]|1?[0-9]|[1-9][0-9]|1[0-9]{2})){3}\z")]
    private static partial Regex Address();

    [GeneratedRegex(@"^(?!-)[a-z0-9\u00a1-\uffff-]{1,63}(?<!-)\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Label();

    [GeneratedRegex(@"^([a-z\u00a1-\uffff-]{2,63}|xn--[a-z0-9]{1,59})\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex TopLevel();
}
