using System.Globalization;
using Sentry.Releases.Diagnostics;
using Sentry.Releases.SentryApi;
using Sentry.Releases.Settings;

namespace Sentry.Releases.Publishing;

/// <summary>Reads a release back after it was sent, and compares.</summary>
internal sealed class ReleaseVerification(SentryClient client, DiagnosticLog log)
{
    private const int ShownId = 12;
    private const int MostShown = 5;

    /// <summary>
    /// Commits that Sentry was told to skip are not missed. Of a release with <c>refs</c>, whose commits Sentry looks up later by itself, only
    /// the release is looked for.
    /// </summary>
    /// <returns>One line that says that Sentry holds what was sent; <see langword="null"/> when it does not, which was reported.</returns>
    public string? Run(ReleaseRequest sent)
    {
        var expected = sent.Refs is { Count: > 0 } ? [] : CommitList.Saved(sent).Select(commit => commit.Id).ToList();
        try
        {
            client.GetRelease(sent.Version, retry: null);
            var lacking = expected.Count == 0 ? expected : Lacking(sent.Version, expected);
            if (lacking.Count == 0)
                return $"Verified: Sentry holds the release {sent.Version}{With(expected.Count)}.";

            log.Failure(DiagnosticCodes.HeldDiffers, string.Create(CultureInfo.InvariantCulture,
                $"Sentry lacks {lacking.Count} of the {expected.Count} commits that were sent with the release '{sent.Version}': {Shown(lacking)}. "
                + $"Another build may have replaced them. Create the release again, or set {Properties.Verify}=false."));
        }
        catch (SentryApiException failure)
        {
            log.Failure(failure.Code, $"The release was sent, but could not be verified. {failure.Message}", failure.Subjects);
        }

        return null;
    }

    private IReadOnlyList<string> Lacking(string version, IReadOnlyList<string> expected)
    {
        var commits = client.ListCommits(version).ToList();
        var held = commits.Select(commit => commit.Id).ToHashSet(StringComparer.Ordinal);
        return [.. expected.Where(id => !held.Contains(id))];
    }

    private static string With(int commits) => commits switch
    {
        0 => "",
        1 => " with the commit that was sent",
        _ => string.Create(CultureInfo.InvariantCulture, $" with all {commits} commits that were sent"),
    };

    private static string Shown(IReadOnlyList<string> ids)
    {
        var shown = string.Join(", ", ids.Take(MostShown).Select(id => id.Length > ShownId ? id[..ShownId] : id));
        return ids.Count > MostShown ? string.Create(CultureInfo.InvariantCulture, $"{shown} and {ids.Count - MostShown} more") : shown;
    }
}
