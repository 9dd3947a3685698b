using Sentry.Releases.Publishing;

namespace Sentry.Releases.Tests.Faults;

/// <summary>Ctrl+C ends the run at once, whatever it waits for and however much time it has left.</summary>
[TestClass]
public sealed class CancellingTests
{
    private const int AnHour = 3600;

    private static readonly TimeSpan Generous = TimeSpan.FromSeconds(60);

    [TestMethod]
    public async Task Waiting_for_an_answer_ends()
    {
        var asked = new TaskCompletionSource();
        await using var server = new RawServer((_, cancellation) =>
        {
            asked.TrySetResult();
            return Task.Delay(Timeout.Infinite, cancellation);
        });

        await AssertEndsAsync(server, asked.Task);
    }

    [TestMethod]
    public async Task Reading_an_answer_ends()
    {
        var asked = new TaskCompletionSource();
        await using var server = new RawServer(async (socket, cancellation) =>
        {
            await RawServer.SendAsync(socket, "HTTP/1.1 201 Created\r\nContent-Length: 100\r\n\r\n{"u8.ToArray(), cancellation);
            asked.TrySetResult();
            await Task.Delay(Timeout.Infinite, cancellation);
        });

        await AssertEndsAsync(server, asked.Task);
    }

    [TestMethod]
    public async Task Waiting_for_another_try_ends()
    {
        var asked = new TaskCompletionSource();
        await using var server = new RawServer(async (socket, cancellation) =>
        {
            await RawServer.SendAsync(socket, "HTTP/1.1 503 Busy\r\nRetry-After: 1800\r\nContent-Length: 0\r\n\r\n"u8.ToArray(), cancellation);
            asked.TrySetResult();
        });

        await AssertEndsAsync(server, asked.Task);
    }

    [TestMethod]
    public async Task What_is_cancelled_before_it_begins_sends_nothing()
    {
        await using var server = RawServer.Answering("201 Created", "{}");
        using var scenario = new FaultScenario(server.Url);
        scenario.Steps = new ReleaseSteps { Connect = (_, _) => throw new AssertFailedException("It goes on to the network.") };

        await Assert.ThrowsAsync<OperationCanceledException>(() => scenario.RunAsync(new CancellationToken(canceled: true)));

        Assert.AreEqual(0, server.Connections);
    }

    private static async Task AssertEndsAsync(RawServer server, Task asked)
    {
        using var scenario = new FaultScenario(server.Url).Within(AnHour);
        using var cancelling = new CancellationTokenSource();
        var run = scenario.RunAsync(cancelling.Token);
        await asked.WaitAsync(Generous);

        await cancelling.CancelAsync();

        await Assert.ThrowsAsync<OperationCanceledException>(() => run.WaitAsync(Generous));
        Assert.IsEmpty(scenario.Diagnostics);
        Assert.IsFalse(File.Exists(scenario.ReportPath));
    }
}
