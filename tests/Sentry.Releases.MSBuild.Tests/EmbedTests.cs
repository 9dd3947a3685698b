using Sentry.Releases.MSBuild.Tests.Infrastructure;
using Sentry.StandIn;

namespace Sentry.Releases.MSBuild.Tests;

/// <summary>An explicit name and the one that the running application reports.</summary>
[TestClass]
public sealed class EmbedTests
{
    [TestMethod]
    public async Task An_embedded_name_is_what_the_running_application_reports()
    {
        await using var sentry = await SentryStandIn.StartAsync();
        var project = TestProject.Create(sentry, "<SentryReleaseEmbed>true</SentryReleaseEmbed>");
        await project.InitializeGitAsync();

        var first = await project.RunAsync("publish -o out -p:SentryRelease=shop@2026.11+7");
        sentry.AssertRequested(first, "shop@2026.11+7");
        Assert.AreEqual("shop@2026.11+7", (await project.RunAsync("out/app.dll")).Output);
        Assert.IsEmpty(first.Lines("SRM4002"));

        var second = await project.RunAsync("publish --no-restore -o out -p:SentryRelease=shop@2026.12");
        sentry.AssertRequested(second, "shop@2026.11+7", "shop@2026.12");
        Assert.AreEqual("shop@2026.12", (await project.RunAsync("out/app.dll")).Output);
        Assert.IsEmpty(second.Lines("SRM4002"));
    }

    [TestMethod]
    public async Task A_name_in_the_environment_is_embedded_too_and_else_no_reason_to_warn()
    {
        await using var sentry = await SentryStandIn.StartAsync();
        var project = TestProject.Create(sentry);
        project.Set("SENTRY_RELEASE", " shop@8 ");

        var embedded = await project.RunAsync("publish -o out -p:SentryReleaseEmbed=true");
        Assert.AreEqual("shop@8", (await project.RunAsync("out/app.dll")).Output);
        Assert.IsEmpty(embedded.Lines("SRM4002"));

        var plain = await project.RunAsync("publish --no-restore -o out");
        Assert.AreEqual("app@1.2.3", (await project.RunAsync("out/app.dll")).Output);
        Assert.Contains("'app@1.2.3'", plain.Lines("SRM4002: ").Single());
        Assert.IsEmpty(plain.Lines("warning SRM4002"));
        sentry.AssertRequested(plain, "shop@8", "shop@8");
    }

    [TestMethod]
    public async Task A_name_that_the_applications_code_or_settings_set_is_said()
    {
        await using var sentry = await SentryStandIn.StartAsync();
        var project = TestProject.Create(sentry);
        project.AddPackage("Sentry", ThirdParty.Sentry);
        project.Write("Program.cs", "Sentry.SentrySdk.Init(options => options.Release = \"shop@7\");");
        Assert.Contains("'shop@7'", (await project.RunAsync("publish")).Lines("warning SRM4002: ").Single());

        project.Write("Program.cs", "Sentry.SentrySdk.Init(options => options.Release = System.Environment.MachineName);");
        var unknown = await project.RunAsync("publish --no-restore");
        Assert.HasCount(1, unknown.Lines("SRM4002: The application sets SentryOptions.Release"), unknown.Output);
        Assert.IsEmpty(unknown.Lines("warning SRM4002"));

        project.Write("Program.cs", "System.Console.WriteLine();");
        project.Write("appsettings.json", """{ "Sentry": { "Release": "shop@8" } }""");
        project.Add("<ItemGroup><Content Include=\"appsettings.json\" CopyToPublishDirectory=\"PreserveNewest\" /></ItemGroup>");
        Assert.Contains("'shop@8'", (await project.RunAsync("publish --no-restore")).Lines("warning SRM4002: ").Single());
    }

    [TestMethod]
    public async Task A_name_that_the_application_will_not_report_is_said_with_the_fix()
    {
        await using var sentry = await SentryStandIn.StartAsync();
        var project = TestProject.Create(sentry);
        await project.RunAsync("restore");
        foreach (var (properties, fix) in new[]
        {
            ("-p:SentryRelease=shop@7", "Build again with both SentryRelease and SentryReleaseEmbed=true"),
            ("-p:SentryRelease=seven -p:SentryReleaseEmbed=true", "give SentryRelease a name that contains @"),
            ("-p:SentryRelease=shop@7 -p:SentryReleaseEmbed=true -p:GenerateAssemblyInfo=false", "unless GenerateAssemblyInfo is false"),
        })
        {
            var published = await project.RunAsync($"publish --no-restore -o out {properties}");

            var running = (await project.RunAsync("out/app.dll")).Output;
            var line = published.Lines("SRM4002").Single();
            Assert.Contains($"will report '{running}'", line);
            Assert.Contains(fix, line);
        }
    }
}
