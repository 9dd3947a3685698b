using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Sentry.StandIn.Json;

/// <summary>What Sentry reads from a release's name: <c>package@version</c>, the version either numbers or a build's hash.</summary>
internal static partial class VersionInfo
{
    private const int ShortHashLength = 12;
    private static readonly string[] Components = ["major", "minor", "patch", "revision"];

    public static JsonObject Of(string release)
    {
        var (package, raw) = Split(release.Trim());
        var isHash = package is not null && Hash().IsMatch(raw);
        var parsed = package is null || isHash ? Match.Empty : Version().Match(raw);
        var hash = HashOf(isHash ? raw : Group(parsed, "build"));
        return new JsonObject
        {
            ["package"] = package,
            ["version"] = parsed.Success ? Numbers(parsed) : new JsonObject { ["raw"] = raw },
            ["description"] = Describe(parsed, raw, hash?[..Math.Min(ShortHashLength, hash.Length)]),
            ["buildHash"] = hash,
        };
    }

    private static string? HashOf(string? text) => text is not null && Hash().IsMatch(text) ? text : null;

    private static (string? Package, string Version) Split(string release) =>
        Release().Match(release) is { Success: true } match
            ? (match.Groups["package"].Value, match.Groups["version"].Value)
            : (null, release);

    private static JsonObject Numbers(Match version) => new()
    {
        ["raw"] = version.Value,
        ["major"] = Number(version, "major"),
        ["minor"] = Number(version, "minor"),
        ["patch"] = Number(version, "patch"),
        ["pre"] = Group(version, "pre")?.TrimStart('-'),
        ["buildCode"] = Group(version, "build"),
        ["components"] = Components.Count(name => version.Groups[name].Success),
    };

    private static string Describe(Match version, string raw, string? shortHash)
    {
        if (!version.Success)
            return shortHash ?? raw;

        var build = shortHash ?? Group(version, "build");
        return raw.Split('+')[0] + (build is null ? "" : $" ({build})");
    }

    private static string? Group(Match match, string name) => match.Groups[name] is { Success: true } group ? group.Value : null;

    private static long Number(Match match, string name) => long.TryParse(Group(match, name), out var number) ? number : 0;

    [GeneratedRegex("^(?<package>@?[^@]+)@(?<version>.+)$", RegexOptions.CultureInvariant)]
    private static partial Regex Release();

    [GeneratedRegex(
        """
        ^(?<major>[0-9]+)(\.(?<minor>[0-9]+))?(\.(?<patch>[0-9]+))?(\.(?<revision>[0-9]+))?
        (?<pre>(-|(?<=\.[0-9]+)(?=[a-z]))
            (0|[1-9][0-9]*|[0-9]*[a-zA-Z-][0-9a-zA-Z-]*)(\.(0|[1-9][0-9]*|[0-9]*[a-zA-Z-][0-9a-zA-Z-]*))*)?
        (\+(?<build>[0-9a-zA-Z-]+(\.[0-9a-zA-Z-]+)*))?$
        """,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Version();

    [GeneratedRegex("^([0-9a-fA-F]{12}|[0-9a-fA-F]{16}|[0-9a-fA-F]{20}|[0-9a-fA-F]{32}|[0-9a-fA-F]{40}|[0-9a-fA-F]{64})$")]
    private static partial Regex Hash();
}
