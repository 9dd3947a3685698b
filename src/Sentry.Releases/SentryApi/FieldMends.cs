namespace Sentry.Releases.SentryApi;

/// <summary>Which setting mends a field that the server refused.</summary>
internal static class FieldMends
{
    private static readonly Dictionary<string, string> Mends = new(StringComparer.Ordinal)
    {
        ["version"] = $"Set {PropertyNames.Release} or the project's Version.",
        ["projects"] = $"Check that {PropertyNames.Projects} holds slugs, not display names, and that the token's user is in each project's team.",
        ["commits"] = $"Set {PropertyNames.ChangedFiles}=false or {PropertyNames.CommitSource}=None.",
        ["refs"] = $"Check {PropertyNames.Repository}, or set {PropertyNames.CommitSource}=Git.",
        ["ref"] = $"Check {PropertyNames.Ref}.",
        ["url"] = $"Check {PropertyNames.Url}.",
        ["dateReleased"] = $"Check {PropertyNames.DateReleased}.",
        ["environment"] = $"Check {PropertyNames.DeployEnvironment}.",
        ["name"] = $"Check {PropertyNames.DeployName}.",
    };

    public static string Of(IReadOnlyList<string> fields)
    {
        var mends = fields.Select(field => Mends.GetValueOrDefault(field)).OfType<string>().ToArray();
        return mends.Length == 0 ? $"Set {PropertyNames.DryRun}=true to see the request." : string.Join(' ', mends);
    }
}
