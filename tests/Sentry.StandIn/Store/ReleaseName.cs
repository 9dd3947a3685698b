using System.Text.RegularExpressions;

namespace Sentry.StandIn.Store;

/// <summary>What Sentry reads from a release's name: <c>package@version</c>, the version either numbers or a build's hash.</summary>
/// <param name="Package">What stands before the <c>@</c>; <see langword="null"/> where there is none, and then no version is read.</param>
/// <param name="Raw">What stands after it.</param>
/// <param name="Version">The version; <see langword="null"/> where it is not one.</param>
/// <param name="Hash">The hash that the version or its build part is.</param>
internal sealed partial record ReleaseName(string? Package, string Raw, ReleaseName.Numbers? Version, string? Hash)
{
    private static readonly string[] Components = ["major", "minor", "patch", "revision"];

    public static ReleaseName Of(string release)
    {
        var (package, raw) = Split(release.Trim());
        if (package is not null && HashPattern().IsMatch(raw))
            return new ReleaseName(package, raw, Version: null, raw);

        var version = package is null ? null : Parse(raw);
        return new ReleaseName(package, raw, version, version?.Build is { } build && HashPattern().IsMatch(build) ? build : null);
    }

    /// <returns><see langword="null"/> where the text is no version.</returns>
    public static Numbers? Parse(string text)
    {
        var match = VersionPattern().Match(text);
        return match.Success
            ? new Numbers(
                [.. Components.Select(name => long.TryParse(match.Groups[name].Value, out var number) ? number : 0)],
                Components.Count(name => match.Groups[name].Success),
                match.Groups["pre"].Value.TrimStart('-'),
                match.Groups["build"] is { Success: true } build ? build.Value : null)
            : null;
    }

    private static (string? Package, string Version) Split(string release) =>
        ReleasePattern().Match(release) is { Success: true } match
            ? (match.Groups["package"].Value, match.Groups["version"].Value)
            : (null, release);

    /// <summary>A version in its parts.</summary>
    /// <param name="Parts">Major, minor, patch and revision; 0 for what is absent.</param>
    /// <param name="Components">How many of them were written.</param>
    /// <param name="Prerelease">Empty for none.</param>
    /// <param name="Build">What stands after <c>+</c>.</param>
    public sealed record Numbers(IReadOnlyList<long> Parts, int Components, string Prerelease, string? Build);

    [GeneratedRegex("^(?<package>@?[^@]+)@(?<version>.+)$", RegexOptions.CultureInvariant)]
    private static partial Regex ReleasePattern();

    [GeneratedRegex(
        """
        ^(?<major>[0-9]+)(\.(?<minor>[0-9]+))?(\.(?<patch>[0-9]+))?(\.(?<revision>[0-9]+))?
        (?<pre>(-|(?<=\.[0-9]+)(?=[a-z]))
            (0|[1-9][0-9]*|[0-9]*[a-zA-Z-][0-9a-zA-Z-]*)(\.(0|[1-9][0-9]*|[0-9]*[a-zA-Z-][0-9a-zA-Z-]*))*)?
        (\+(?<build>[0-9a-zA-Z-]+(\.[0-9a-zA-Z-]+)*))?$
        """,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex VersionPattern();

    [GeneratedRegex("^([0-9a-fA-F]{12}|[0-9a-fA-F]{16}|[0-9a-fA-F]{20}|[0-9a-fA-F]{32}|[0-9a-fA-F]{40}|[0-9a-fA-F]{64})$")]
    private static partial Regex HashPattern();
}
