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
        task.Input =
        [
            Value("ProjectFile", _folder.PathOf("app.csproj")),
            Value("DefaultReport", "obj/sentry-release.json"),
            Value("SentryOrg", "acme"),
            Value("SentryProject", "web"),
            Value("SentryUrl", server.Url.AbsoluteUri),
            Value("SentryRelease", "app@1.0.0"),
            Value("SentryReleaseCommitSource", "None"),
            Value("SentryReleaseTimeout", "3600"),
            Value("SentryReleaseAuthTokenFile", _folder.Write("token", Tokens.User)),
        ];
        task.BuildEngine = _engine;
        return task;
    }

    private static TaskItem Value(string name, string text) => new(name, new Dictionary<string, string> { ["Value"] = text });
}
