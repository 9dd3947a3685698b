using System.Net.Sockets;
using System.Runtime.InteropServices;
using Sentry.StandIn;

if (CommandLine.Parse(args) is not { } options)
{
    Console.Error.WriteLine(CommandLine.Usage);
    return 2;
}

var stopped = new TaskCompletionSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);

try
{
    await using var sentry = await SentryStandIn.StartAsync(options);
    Greet(sentry);
    await stopped.Task;
    return 0;
}
catch (Exception failure) when (failure is IOException or SocketException)
{
    Console.Error.WriteLine(failure.Message);
    return 1;
}

void Greet(SentryStandIn sentry) => Console.WriteLine($"""
    A stand-in of Sentry listens; open its address to see what it holds. Ctrl+C ends it.

    SENTRY_URL={sentry.Url}
    SENTRY_ORG={options.Organization}
    SENTRY_PROJECT={string.Join(',', options.Projects.Select(project => project.Slug))}
    SENTRY_AUTH_TOKEN={sentry.Token}

    Where the SDK of a running application sends its events:

    SENTRY_DSN={sentry.Dsn}
    """);

void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    stopped.TrySetResult();
}
