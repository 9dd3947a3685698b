using System.Globalization;
using Sentry.StandIn.Http;
using Sentry.StandIn.Store;

namespace Sentry.StandIn.Endpoints;

/// <summary>The orders in which releases are listed.</summary>
internal static class ReleaseOrder
{
    private static readonly string[] NeedFlattening =
        ["crash_free_sessions", "crash_free_users", "sessions", "users", "sessions_24h", "users_24h"];

    private static readonly Comparer<ReleaseName.Numbers?> BySemVer = Comparer<ReleaseName.Numbers?>.Create(Compare);

    /// <exception cref="ApiException">400 for an unknown order, 501 for one that the stand-in does not know.</exception>
    public static IEnumerable<StoredRelease> Apply(IEnumerable<StoredRelease> releases, IQueryCollection query)
    {
        var newestFirst = releases.OrderByDescending(release => release.DateCreated).ThenByDescending(release => release.Id);
        return query["sort"].ToString() switch
        {
            "" or "date" => newestFirst,
            "semver" => newestFirst.OrderByDescending(release => ReleaseName.Of(release.Version).Version, BySemVer),
            "build" => newestFirst
                .Where(release => Number(ReleaseName.Of(release.Version).Version?.Build) is not null)
                .OrderByDescending(release => Number(ReleaseName.Of(release.Version).Version?.Build)),
            "adoption" => throw ApiException.NotModelled("does not order by adoption"),
            var sort when !NeedFlattening.Contains(sort) => throw ApiException.Detail(StatusCodes.Status400BadRequest, "invalid sort"),
            _ when query["flatten"] != "1" => throw ApiException.Detail(
                StatusCodes.Status400BadRequest,
                "sorting by crash statistics requires flattening (flatten=1)"),
            _ => throw ApiException.NotModelled("does not order by crash statistics"),
        };
    }

    /// <summary>
    /// By the numbers, then releases above prereleases, prereleases as text, then the build: with letters, as text, above numbers,
    /// above none. What is no version comes last.
    /// </summary>
    public static int Compare(ReleaseName.Numbers? a, ReleaseName.Numbers? b)
    {
        if (a is null || b is null)
            return (a is null ? 0 : 1) - (b is null ? 0 : 1);

        var parts = a.Parts.Zip(b.Parts, (x, y) => x.CompareTo(y)).FirstOrDefault(order => order != 0);
        if (parts != 0)
            return parts;

        var release = (a.Prerelease.Length == 0).CompareTo(b.Prerelease.Length == 0);
        if (release != 0)
            return release;

        var prerelease = string.CompareOrdinal(a.Prerelease, b.Prerelease);
        return prerelease != 0 ? prerelease : CompareBuilds(a.Build, b.Build);
    }

    public static long? Number(string? build) =>
        long.TryParse(build, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static int CompareBuilds(string? a, string? b)
    {
        var kind = Kind(a).CompareTo(Kind(b));
        if (kind != 0)
            return kind;

        return Number(a) is { } number ? number.CompareTo(Number(b)!.Value) : string.CompareOrdinal(a, b);
    }

    private static int Kind(string? build)
    {
        if (build is null)
            return 0;

        return Number(build) is null ? 2 : 1;
    }
}
