using System.Globalization;
using System.Text.RegularExpressions;
using Sentry.Releases.Diagnostics;

namespace Sentry.Releases.Naming;

/// <summary>
/// How Sentry orders the releases of one package: by version, then by build, as <c>parser.rs</c> in getsentry/sentry-release-parser takes
/// a name apart. "Resolved in the next release" and regressions follow that order.
/// </summary>
internal static partial class ReleaseOrder
{
    /// <summary>What the .NET SDK calls the version of a project that says none.</summary>
    private const string UnsetVersion = "1.0.0";

    /// <summary>A version part of one of these lengths that is hexadecimal throughout is the hash of a build to Sentry, and no version.</summary>
    private static readonly int[] HashLengths = [12, 16, 20, 32, 40, 64];

    /// <summary>
    /// Finds out whether Sentry cannot order the release after the previous one, whose version is such as its tag says; <see langword="null"/>
    /// when that is unknown.
    /// </summary>
    /// <returns>SRM4004; <see langword="null"/> when the order is right for all that is known.</returns>
    public static Diagnostic? Check(ReleaseName name, string? previousVersion, Severity severity)
    {
        var reason = Version(name.Value) is not { } version
            ? $"'{name.Value}' is no version to Sentry, which wants name@1.2.3, with -prerelease and +build behind it at most. "
                + "It orders the release by date alone"
            : version.BuildOrders ? null
            : previousVersion is not null && version.Number == Version($"_@{previousVersion}")?.Number
            ? $"The version {version.Number} is that of the previous release. Sentry orders the two by what stands behind the +, if anything, as text"
            : previousVersion is null && version.Number == UnsetVersion && name.Source == ReleaseNameSource.Assembly
            ? $"The version {UnsetVersion} is what a project has that sets none. While it stays, Sentry orders its releases by what "
                + "stands behind the +, as text"
            : null;
        return reason is null ? null : new Diagnostic(
            DiagnosticCodes.NameDoesNotOrder, severity, $"{reason}, so that \"resolved in the next release\" can go wrong.", Subject.Version);
    }

    /// <returns>The version in a name, and whether its build is a number; <see langword="null"/> when Sentry sees none.</returns>
    public static (string Number, bool BuildOrders)? Version(string name)
    {
        var match = Parts().Match(name.Trim());
        var version = match.Groups["version"].Value;
        if (!match.Success || (HashLengths.Contains(version.Length) && version.All(char.IsAsciiHexDigit)))
            return null;

        // Sentry keeps each number in 64 bits. A single number with letters right behind it is refused.
        var numbers = match.Groups["number"].Captures.Select(number => Number(number.Value)).ToList();
        var prerelease = match.Groups["prerelease"].Value;
        if (numbers.Contains(null) || (numbers.Count == 1 && prerelease.Length > 0 && prerelease[0] != '-'))
            return null;

        var suffix = prerelease.TrimStart('-') is { Length: > 0 } text ? "-" + text : "";
        return (string.Join('.', numbers) + suffix, Number(match.Groups["build"].Value) is not null);
    }

    /// <returns>Without leading zeros; <see langword="null"/> when it is none that Sentry keeps.</returns>
    private static string? Number(string text) =>
        long.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number.ToString(CultureInfo.InvariantCulture) : null;

    [GeneratedRegex(
        """
        ^ @?[^@]+ @
        (?<version>
            (?<number>[0-9]+) (?: \. (?<number>[0-9]+) ){0,3}
            (?<prerelease> [-a-z] (?: 0 | [1-9][0-9]* | [0-9]*[a-zA-Z-][0-9a-zA-Z-]* )? (?: \. (?: 0 | [1-9][0-9]* | [0-9]*[a-zA-Z-][0-9a-zA-Z-]* ) )* )?
            (?: \+ (?<build> [0-9a-zA-Z-]+ (?: \. [0-9a-zA-Z-]+ )* ) )?
        ) \z
        """,
        RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture)]
    private static partial Regex Parts();
}
