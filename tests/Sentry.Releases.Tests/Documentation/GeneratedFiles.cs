using Sentry.Releases.Settings;

namespace Sentry.Releases.Tests.Documentation;

/// <summary>What is generated from the tables in the code: <c>dotnet run build/generate.cs</c> writes it.</summary>
public static class GeneratedFiles
{
    /// <summary>Every generated part, by the path of its file and the name that its marks bear.</summary>
    private static readonly (string Path, string Mark, Func<string> Text)[] Parts =
    [
        ("README.md", "settings", SettingsTable),
        ("src/Sentry.Releases.MSBuild/build/Sentry.Releases.MSBuild.Settings.targets", "settings", SettingsItems),
    ];

    /// <summary>Each file that has a generated part, as it must be.</summary>
    /// <param name="repository">The repository's folder.</param>
    /// <returns>Its path relative to that folder, what it contains, and what it ought to contain.</returns>
    public static IEnumerable<(string Path, string Actual, string Expected)> Read(string repository)
    {
        foreach (var (path, mark, text) in Parts)
        {
            var actual = File.ReadAllText(Path.Combine(repository, path));
            yield return (path, actual, Replace(actual, mark, text()));
        }
    }

    private static string Replace(string file, string mark, string text)
    {
        var begin = Find(file, $"<!-- generated: {mark} -->\n", after: true);
        var end = file.LastIndexOf('\n', Find(file, $"<!-- end of {mark} -->", after: false)) + 1;
        return file[..begin] + text + file[end..];
    }

    private static int Find(string file, string mark, bool after) =>
        file.IndexOf(mark, StringComparison.Ordinal) is >= 0 and var at
            ? after ? at + mark.Length : at
            : throw new InvalidDataException($"The mark '{mark.Trim()}' is missing.");

    private static string SettingsTable()
    {
        var rows = Properties.All.Select(property => $"| `{property}` | {property.Default} | {property.Meaning} |\n");
        return $"| property | default | meaning |\n| --- | --- | --- |\n{string.Concat(rows)}";
    }

    private static string SettingsItems() =>
        string.Concat(Properties.All.Select(property => $"      <_SentryReleaseInput Include=\"{property}\" Value=\"$({property})\" />\n"));
}
