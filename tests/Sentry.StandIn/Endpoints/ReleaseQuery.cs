using System.Text.RegularExpressions;
using Sentry.StandIn.Http;
using Sentry.StandIn.Store;

namespace Sentry.StandIn.Endpoints;

/// <summary>
/// The search in the list of releases. <c>key:value</c> is a condition; where anything else is written, the whole query, conditions
/// included, is one text that is looked for anywhere in the name, in any case.
/// </summary>
internal static partial class ReleaseQuery
{
    private const string NoVersion =
        "Invalid format of semantic version. For searching non-semver releases, use \"release:\" instead.";

    /// <exception cref="ApiException">400 for an unknown key, 501 for a condition that the stand-in does not know.</exception>
    public static Func<StoredRelease, bool> Parse(string query)
    {
        var words = query.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var conditions = words.Select(word => Condition().Match(word)).Where(match => match.Success).Select(Read).ToList();
        if (conditions.Count < words.Length)
            conditions.Add(release => HoldsText(release.Version, query.Trim()));

        return release => conditions.All(holds => holds(release));
    }

    /// <summary>Also a version as the web interface shows it: <c>1.0 (build)</c> is <c>1.0+build</c>.</summary>
    private static bool HoldsText(string version, string text)
    {
        var shown = Shown().Match(text);
        return version.Contains(text, StringComparison.OrdinalIgnoreCase)
            || (shown.Success && version.Contains($"{shown.Groups[1]}+{shown.Groups[2]}", StringComparison.OrdinalIgnoreCase));
    }

    private static Func<StoredRelease, bool> Read(Match word)
    {
        var (key, operation, value) = (word.Groups["key"].Value, word.Groups["operator"].Value, word.Groups["value"].Value.Trim('"'));
        var holds = Read(key, operation, value);
        return word.Groups["not"].Success ? release => !holds(release) : holds;
    }

    private static Func<StoredRelease, bool> Read(string key, string operation, string value) => key switch
    {
        "release" when value == "latest" => throw ApiException.NotModelled("does not know the condition release:latest"),
        "release" => release => Wildcard(value).IsMatch(release.Version),
        "release.package" => release => ReleaseName.Of(release.Version).Package == value,
        "release.version" => Version(operation, value),
        "release.build" when ReleaseOrder.Number(value) is { } number => release =>
            ReleaseOrder.Number(ReleaseName.Of(release.Version).Version?.Build) is { } build && Holds(operation, build.CompareTo(number)),
        "release.build" => release => ReleaseName.Of(release.Version).Version?.Build is { } build && Wildcard(value).IsMatch(build),
        "finalized" => release => value is not ("true" or "false") || (release.DateReleased is not null) == (value == "true"),
        "release.stage" => throw ApiException.NotModelled("does not know the condition release.stage"),
        _ => throw ApiException.Detail(StatusCodes.Status400BadRequest, $"Invalid key for this search: {key}"),
    };

    /// <summary><c>1.2.3</c>, <c>shop@1.2.3</c>, or <c>1.*</c>; compared without the build.</summary>
    private static Func<StoredRelease, bool> Version(string operation, string value)
    {
        var (package, text) = value.Split('@', 2) is [var before, var after] ? (before, after) : (null, value);
        var holds = ReleaseName.Parse(text) is { } wanted ? Numbers(operation, wanted) : Prefix(text);
        return release => ReleaseName.Of(release.Version) is { Version: { } version } name
            && (package is null || name.Package == package)
            && holds(version);
    }

    private static Func<ReleaseName.Numbers, bool> Numbers(string operation, ReleaseName.Numbers wanted) =>
        version => Holds(operation, ReleaseOrder.Compare(version with { Build = null }, wanted with { Build = null }));

    private static Func<ReleaseName.Numbers, bool> Prefix(string text)
    {
        var parts = text.Split('.', 4).TakeWhile(part => part is not ("*" or "X")).Select(part => ReleaseOrder.Number(part)).ToList();
        if (parts.Contains(null) || parts.Count == text.Split('.', 4).Length)
            throw ApiException.Detail(StatusCodes.Status400BadRequest, NoVersion);

        return version => parts.Zip(version.Parts).All(pair => pair.First == pair.Second);
    }

    private static bool Holds(string operation, int order) => operation switch
    {
        ">" => order > 0,
        ">=" => order >= 0,
        "<" => order < 0,
        "<=" => order <= 0,
        _ => order == 0,
    };

    private static Regex Wildcard(string value) =>
        new($@"\A{Regex.Escape(value).Replace(@"\*", ".*", StringComparison.Ordinal)}\z", RegexOptions.Singleline);

    [GeneratedRegex("^(?<not>!)?(?<key>[a-zA-Z0-9_.-]+):(?<operator>[<>]=?)?(?<value>.+)$")]
    private static partial Regex Condition();

    [GeneratedRegex(@"^(.*)\s+\(([^)]+)\)\s*$", RegexOptions.Singleline)]
    private static partial Regex Shown();
}
