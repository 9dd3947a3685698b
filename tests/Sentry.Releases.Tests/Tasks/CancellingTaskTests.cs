using Microsoft.Build.Utilities;
using Sentry.Releases.MSBuild.Tasks;
using Sentry.Releases.Tests.Faults;
using Sentry.Releases.Tests.Settings;
using Task = System.Threading.Tasks.Task;

namespace Sentry.Releases.Tests.Tasks;

/// <summary>Ctrl+C, as MSBuild passes it on to a task that runs.</summary>
[TestClass]
public sealed class CancellingTaskTests : IDisposable
{
    private static readonly TimeSpan Generous = TimeSpan.FromSeconds(60);

    private readonly TemporaryFolder _folder = new();
    private readonly RecordingEngine _engine = new();

    [TestMethod]
    public async Task Creating_ends_while_the_server_never_answers()
    {
        await AssertEndsAsync(new CreateSentryRelease());

        Assert.IsFalse(Directory.Exists(_folder.PathOf("obj")));
    }

    [TestMethod]
    public Task Listing_ends_while_the_server_never_answers() => AssertEndsAsync(new ListSentryReleases());

    [TestMethod]
    public async Task What_was_cancelled_before_it_runs_does_nothing()
    {
        await using var server = RawServer.Answering("201 Created", "{}");
        using var task = Configured(new CreateSentryRelease(), server);

        task.Cancel();

        Assert.IsFalse(task.Execute());
        Assert.AreEqual(0, server.Connections);
        Assert.AreEqual("", _engine.Text);
    }

    public void Dispose() => _folder.Dispose();

    private async Task AssertEndsAsync(SentryTask created)
    {
        var asked = new TaskCompletionSource();
        await using var server = new RawServer((_, cancellation) =>
        {
            asked.TrySetResult();
            return Task.Delay(Timeout.Infinite, cancellation);
        });
        using var task = Configured(created, server);
        var run = Task.Run(task.Execute);
        await asked.Task.WaitAsync(Generous);

        task.Cancel();

        Assert.IsFalse(await run.WaitAsync(Generous));
        Assert.AreEqual("", _engine.Text);
    }

    private SentryTask Configured(SentryTask task, RawServer server)
    {
        var settings = new TaskItem("Settings");
        settings.SetMetadata("SentryOrg", "acme");
        settings.SetMetadata("SentryProject", "web");
        settings.SetMetadata("SentryUrl", server.Url.AbsoluteUri);
        settings.SetMetadata("SentryRelease", "app@1.0.0");
        settings.SetMetadata("SentryReleaseCommitSource", "None");
        settings.SetMetadata("SentryReleaseTimeout", "3600");
        settings.SetMetadata("SentryReleaseAuthTokenFile", _folder.Write("token", Tokens.User));
        var build = new TaskItem("Build");
        build.SetMetadata("ProjectFile", _folder.PathOf("app.csproj"));
        build.SetMetadata("DefaultReport", "obj/sentry-release.json");
        task.Settings = settings;
        task.Build = build;
        task.BuildEngine = _engine;
        return task;
    }
}
