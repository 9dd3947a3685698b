using System.Reflection;

namespace Sentry.Releases.MSBuild;

/// <summary>Where the documentation explains a diagnostic.</summary>
internal static class HelpLink
{
    private static readonly string Codes = InRepository() ?? InPackage();

    /// <returns>The address of the code's section.</returns>
    public static string Of(string code) => $"{Codes}#{code.ToLowerInvariant()}";

    private static string? InRepository() =>
        typeof(HelpLink).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .FirstOrDefault(metadata => metadata.Key == "RepositoryUrl")?.Value is { Length: > 0 } url && url.StartsWith("https://", StringComparison.Ordinal)
            ? $"{(url.EndsWith(".git", StringComparison.Ordinal) ? url[..^4] : url)}/blob/HEAD/docs/codes.md"
            : null;

    /// <summary>A package built from a repository that has no public address explains itself by the documentation packed in it.</summary>
    private static string InPackage()
    {
        var file = "";
        for (var folder = Path.GetDirectoryName(typeof(HelpLink).Assembly.Location); folder is not null && !File.Exists(file); folder = Path.GetDirectoryName(folder))
            file = Path.Combine(folder, "docs", "codes.md");

        return new Uri(file).AbsoluteUri;
    }
}
