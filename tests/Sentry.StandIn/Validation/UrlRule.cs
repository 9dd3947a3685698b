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

    public static bool Allows(string url)
    {
        var match = Pattern().Match(url);
        return match.Success
            && Schemes.Contains(match.Groups["scheme"].Value, StringComparer.OrdinalIgnoreCase)
            && AllowsHost(match.Groups["host"].Value);
    }

    private static bool AllowsHost(string host)
    {
        if (host.Equals("localhost", StringComparison.OrdinalIgnoreCase))
            return true;

        if (host.StartsWith('['))
            return IPAddress.TryParse(host.Trim('[', ']'), out var address) && address.AddressFamily == AddressFamily.InterNetworkV6;

        var labels = host.TrimEnd('.').Split('.');
        if (labels.All(label => label.All(char.IsAsciiDigit)))
            return labels.Length == 4 && labels.All(label => byte.TryParse(label, out _));

        return labels.Length > 1 && host.Length <= 253 && labels.All(Label().IsMatch) && TopLevel().IsMatch(labels[^1]);
    }

    [GeneratedRegex(
        @"^(?<scheme>[a-z0-9.+-]+)://([^\s:@/]+(:[^\s:@/]*)?@)?(?<host>\[[0-9a-f:.]+\]|[^\s:@/?#\[\]]+)(:[0-9]{1,5})?([/?#]\S*)?\z",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();

    [GeneratedRegex(@"^(?!-)[a-z0-9\u00a1-\uffff-]{1,63}(?<!-)\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Label();

    [GeneratedRegex(@"^([a-z\u00a1-\uffff-]{2,63}|xn--[a-z0-9]{1,59})\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex TopLevel();
}
