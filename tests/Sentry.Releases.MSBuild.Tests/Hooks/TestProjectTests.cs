using Sentry.Releases.MSBuild.Tests.Infrastructure;
using Sentry.StandIn;

namespace Sentry.Releases.MSBuild.Tests.Hooks;

/// <summary>Tests are no application, though Microsoft.Testing.Platform makes programs of them that can be published.</summary>
[TestClass]
public sealed class TestProjectTests
{
    [TestMethod]
    public async Task Tests_on_the_testing_platform_have_no_release()
    {
        await using var sentry = await SentryStandIn.StartAsync();
        var project = TestProject.Create(sentry, "<EnableMSTestRunner>true</EnableMSTestRunner>");
        project.AddPackage("MSTest.TestFramework", "4.5.2");
        project.AddPackage("MSTest.TestAdapter", "4.5.2");
        project.Write("Program.cs", "");
        project.Write("Tests.cs", "[Microsoft.VisualStudio.TestTools.UnitTesting.TestClass] public class Tests { [Microsoft.VisualStudio.TestTools.UnitTesting.TestMethod] public void Pass() { } }");

        var published = await project.RunAsync("publish -p:SentryReleaseOn=Build%3BPublish");

        sentry.AssertRequested(published);
        Assert.Contains("\"IsTestProject\": \"\"", (await project.RunAsync("msbuild -getProperty:IsTestProject -getProperty:OutputType")).Output);
        sentry.AssertRequested(await project.RunAsync("publish --no-restore -p:SentryReleaseEnabled=true"), "app@1.2.3");
    }
}
