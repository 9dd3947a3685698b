using System.Text.Json;
using Sentry.Releases.SentryApi;

namespace Sentry.Releases.Publishing;

/// <summary>What the newest report says of a release that was created or updated: never of a dry run, a failure or a skipped run.</summary>
/// <param name="Release">The release's name.</param>
/// <param name="Assembly">Absolute path of the assembly whose release it is; <see langword="null"/> when the report names none.</param>
public sealed record LastReport(string Release, string? Assembly)
{
    private const string FileName = "sentry-release.json";
    private const long MaxLength = 64 * 1024 * 1024;

    private static readonly EnumerationOptions Recursive = new() { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint, IgnoreInaccessible = true };

    /// <returns>Also where no folder has the configuration's name; <see langword="null"/> when there is none.</returns>
    internal static LastReport? Find(BuildFacts build) =>
        Find(build.IntermediateDirectory, build.Configuration) ?? (File.Exists(build.DefaultReportPath) ? Read(new FileInfo(build.DefaultReportPath)) : null);

    /// <param name="directory">Absolute path of <c>BaseIntermediateOutputPath</c>, below which reports are looked for.</param>
    /// <param name="configuration">The configuration that was built, such as <c>Release</c>: folders are named after it, alone or with more behind an underscore.</param>
    /// <returns><see langword="null"/> when there is none. Files that cannot be read are passed over.</returns>
    public static LastReport? Find(string directory, string configuration)
    {
        if (!Directory.Exists(directory))
            return null;

        return new DirectoryInfo(directory).EnumerateFiles(FileName, Recursive)
            .Where(file => IsOf(configuration, Path.GetRelativePath(directory, file.DirectoryName!)))
            .OrderByDescending(file => file.LastWriteTimeUtc)
            .Select(Read)
            .FirstOrDefault(report => report is not null);
    }

    private static bool IsOf(string configuration, string path) =>
        path.Split(Path.DirectorySeparatorChar).Any(folder =>
            folder.Split('_')[0].Equals(configuration, StringComparison.OrdinalIgnoreCase));

    private static LastReport? Read(FileInfo file)
    {
        try
        {
            if (file.Length > MaxLength)
                return null;

            using var json = JsonDocument.Parse(File.ReadAllBytes(file.FullName));
            return json.RootElement.Text("outcome") is "created" or "updated" && json.RootElement.Text("release") is { Length: > 0 } release
                ? new LastReport(release, json.RootElement.Text("assembly") is { } assembly ? Path.GetFullPath(assembly, file.DirectoryName!) : null)
                : null;
        }
        catch (Exception fault) when (fault is JsonException or IOException or UnauthorizedAccessException or InvalidOperationException or ArgumentException)
        {
            return null;
        }
    }
}
