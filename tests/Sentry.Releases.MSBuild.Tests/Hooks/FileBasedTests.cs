using Sentry.Releases.MSBuild.Tests.Infrastructure;
using Sentry.StandIn;

namespace Sentry.Releases.MSBuild.Tests.Hooks;

/// <summary>An application that is one file of C#, which the .NET SDK publishes as a native program unless it is told otherwise.</summary>
[TestClass]
public sealed class FileBasedTests
{
    [TestMethod]
    [NativeLinkerCondition]
    public async Task One_request_with_the_name_that_the_program_reports()
    {
        await using var sentry = await SentryStandIn.StartAsync();
        var project = TestProject.Create(sentry);
        project.UseFeedsOfThisMachine();
        Directory.CreateDirectory(Path.Combine(project.Environment["HOME"], ".local", "share"));
        File.Delete(Path.Combine(project.Directory, "app.csproj"));
        project.Write("app.cs", $"""
            #:package {Package.Id}@{Package.Version}
            #:property Version=1.2.3
            #:property SentryOrg=acme
            #:property SentryProject=web
            #:property SentryUrl={sentry.Url}
            {File.ReadAllText(Path.Combine(project.Directory, "Program.cs"))}
            """);
        File.Delete(Path.Combine(project.Directory, "Program.cs"));

        var published = await project.RunAsync("publish app.cs -o out");

        sentry.AssertRequested(published, "app@1.2.3");
        Assert.Contains("Generating native code", published.Output);
        var running = await Command.RunAsync(Path.Combine(project.Directory, "out", "app"), [], project.Directory);
        Assert.AreEqual("app@1.2.3", running.Succeeded().Output);
    }
}
