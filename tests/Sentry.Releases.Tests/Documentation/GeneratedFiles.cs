using Sentry.Releases.Settings;

namespace Sentry.Releases.Tests.Documentation;

/// <summary>What is generated from the tables in the code: <c>dotnet run build/generate.cs</c> writes it.</summary>
public static class GeneratedFiles
{
    private const string Begin = "<!-- generated: dotnet run build/generate.cs -->\n";
    private const string End = "<!-- end of what is generated -->";

    /// <summary>The files, and what stands between their two marks.</summary>
    private static readonly (string Path, Func<string> Text)[] Files =
    [
        ("docs/settings.md", SettingsTable),
        ("docs/codes.md", Codes),
        ("docs/diagnosis.md", () => $"\n| item | metadata | meaning |\n| --- | --- | --- |\n{MetadataTable.Rows()}\n"),
        ("src/PublicApi.md", PublicApi.Text),
        ("src/Sentry.Releases.MSBuild/build/Sentry.Releases.MSBuild.Settings.targets", Targets),
    ];

    /// <summary>Each file that has a generated part.</summary>
    /// <param name="repository">The repository's folder.</param>
    /// <returns>Its path relative to that folder, what it contains, and what it ought to contain.</returns>
    public static IEnumerable<(string Path, string Actual, string Expected)> Read(string repository)
    {
        foreach (var (path, text) in Files)
        {
            var actual = File.ReadAllText(Path.Combine(repository, path));
            var begin = actual.IndexOf(Begin, StringComparison.Ordinal);
            var end = actual.IndexOf(End, StringComparison.Ordinal);
            if (begin < 0 || end < begin)
                throw new InvalidDataException($"{path} lacks the marks '{Begin.Trim()}' and '{End}'.");

            yield return (path, actual, actual[..(begin + Begin.Length)] + text() + actual[(actual.LastIndexOf('\n', end) + 1)..]);
        }
    }

    private static string SettingsTable() =>
        "\n| property | default | meaning |\n| --- | --- | --- |\n"
        + string.Concat(Properties.All.Select(property => $"| `{property}` | {property.Default} | {property.Meaning} |\n"))
        + "\n";

    private static string Codes() =>
        string.Concat(CodeTable.Rows.Select(row => $"\n### {row.Code}\n\n{row.When}\n\n*Fix:* {row.Fix}\n")) + "\n";

    private static string Targets()
    {
        var items = Properties.All.Select(property => property.Name)
            .Append(Properties.OfTheBuild.ContinuousIntegration)
            .Select(name => Item(name, name))
            .Append(Item(Properties.OfTheBuild.TokenInSdkProperty, $"_{Properties.OfTheBuild.TokenInSdkProperty}"));
        return $"""

              <!--
                Every setting goes to the tasks as an item of its own. The token is not among them: whatever MSBuild knows ends up in
                binary logs, so the tasks read it themselves.
              -->
              <Target Name="_SentryReleaseCollectSettings">
                <ItemGroup>
            {string.Join('\n', items)}
                </ItemGroup>
              </Target>

              <!-- The codes of the package's warnings, which -warnaserror shall not turn into errors. -->
              <PropertyGroup>
                <_SentryReleaseCodes>{string.Join(';', CodeTable.Rows.Select(row => row.Code))}</_SentryReleaseCodes>
              </PropertyGroup>


            """.ReplaceLineEndings("\n");
    }

    private static string Item(string name, string property) => $"      <_SentryReleaseInput Include=\"{name}\" Value=\"$({property})\" />";
}
