using System.Reflection;

namespace Sentry.Releases.MSBuild;

/// <summary>Where the README explains a diagnostic.</summary>
internal static class HelpLink
{
    private static readonly string Readme = RepositoryUrl() ?? PackedReadme();

    /// <returns>The address of the code's row in the README's table.</returns>
    public static string Of(string code) => $"{Readme}#{code.ToLowerInvariant()}";

    private static string? RepositoryUrl() =>
        typeof(HelpLink).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .FirstOrDefault(metadata => metadata.Key == "RepositoryUrl")?.Value is { Length: > 0 } url && url.StartsWith("https://", StringComparison.Ordinal)
            ? url
            : null;

    /// <summary>A package built from a repository that has no public address explains itself by the README packed in it.</summary>
    private static string PackedReadme() =>
        new Uri(Path.GetFullPath(Path.Combine(Path.GetDirectoryName(typeof(HelpLink).Assembly.Location)!, "..", "..", "README.md"))).AbsoluteUri;
}
