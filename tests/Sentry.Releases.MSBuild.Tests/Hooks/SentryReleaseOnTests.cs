using Sentry.Releases.MSBuild.Tests.Infrastructure;
using Sentry.StandIn;

namespace Sentry.Releases.MSBuild.Tests.Hooks;

[TestClass]
public sealed class SentryReleaseOnTests
{
    private static readonly (string Name, string Properties)[] Builds =
        [("Build", ""), ("Publish", ""), ("PublishWhatIsBuilt", "NoBuild=true;"), ("Pack", "")];

    /// <summary>The setting, and the builds after which it releases.</summary>
    private static readonly (string On, string Released)[] Rows =
    [
        ("", "Publish PublishWhatIsBuilt"),
        ("Publish", "Publish PublishWhatIsBuilt"),
        ("Build", "Build Publish Pack"),
        ("Pack", "Pack"),
        ("Build;Publish", "Build Publish PublishWhatIsBuilt Pack"),
        (" build ; ", "Build Publish Pack"),
        ("Build;Pack", "Build Publish Pack"),
        ("Publish;Pack", "Publish PublishWhatIsBuilt Pack"),
        ("Build;Publish;Pack", "Build Publish PublishWhatIsBuilt Pack"),
    ];

    /// <summary>One process builds them all, as repositories with a build project of their own do, and each release tells where it comes from.</summary>
    [TestMethod]
    public async Task One_request_where_the_setting_says_and_none_elsewhere()
    {
        await using var sentry = await SentryStandIn.StartAsync();
        var project = TestProject.Create(sentry, "<SentryReleaseOn>$(On)</SentryReleaseOn><SentryRelease>$(From)</SentryRelease>");
        project.Write("../all.proj", $"""
            <Project>
              <Target Name="All">
                {string.Concat(Rows.SelectMany((row, number) => Builds.Select(build => $"""
                    <MSBuild Projects="app/app.csproj" Targets="{(build.Name == "PublishWhatIsBuilt" ? "Publish" : build.Name)}"
                             Properties="{build.Properties}On={row.On.Replace(";", "%3B", StringComparison.Ordinal)};From={From(number, build.Name)}" />
                    """)))}
              </Target>
            </Project>
            """);
        await project.RunAsync("restore");

        var built = await project.RunAsync("msbuild ../all.proj");

        var expected = Rows.SelectMany((row, number) => row.Released.Split(' ').Select(build => From(number, build)));
        sentry.AssertRequested(built, [.. expected.Order(StringComparer.Ordinal)]);
    }

    [TestMethod]
    public async Task On_the_command_line_semicolons_are_escaped()
    {
        await using var sentry = await SentryStandIn.StartAsync();
        var project = TestProject.Create(sentry);

        sentry.AssertRequested(await project.RunAsync("build -p:SentryReleaseOn=Build%3BPublish"), "app@1.2.3");
    }

    private static string From(int row, string build) => $"{Rows[row].On.Replace(';', '-').Replace(' ', '-')}{row}-{build}@1";
}
