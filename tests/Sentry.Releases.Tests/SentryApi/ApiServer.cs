using Microsoft.AspNetCore.Http;
using Sentry.Releases.SentryApi;
using Sentry.StandIn;

namespace Sentry.Releases.Tests.SentryApi;

/// <summary>A stand-in of its own for one test, and the library's client that speaks to it.</summary>
internal sealed class ApiServer : IAsyncDisposable
{
    private ApiServer(SentryStandIn sentry, TimeProvider? clock)
    {
        Sentry = sentry;
        Connection = new Connection
        {
            Organization = "acme",
            Server = sentry.Url,
            Token = new AuthToken(sentry.Token),
        };
        Options = NewOptions() with { Clock = clock ?? TimeProvider.System };
        Client = new SentryClient(Connection, Options);
    }

    public SentryStandIn Sentry { get; }

    public Connection Connection { get; }

    public SentryClientOptions Options { get; }

    /// <summary>Options of a client that knows of no other client.</summary>
    public static SentryClientOptions NewOptions() => new() { Timeout = TimeSpan.FromSeconds(60), UserAgent = "api-tests/1.0" };

    public SentryClient Client { get; }

    public IReadOnlyList<string> Paths => [.. Sentry.Requests.Select(request => request.PathAndQuery)];

    public static async Task<ApiServer> StartAsync(StandInOptions? options = null, TimeProvider? clock = null) =>
        new(await SentryStandIn.StartAsync(options), clock);

    /// <summary>A server that answers every request alike.</summary>
    public static Task<ApiServer> AnswersAsync(
        int status, string body, TimeProvider? clock = null, params (string Name, string Value)[] headers) =>
        StartAsync(new StandInOptions { Before = (context, _) => WriteAsync(context, status, body, headers) }, clock);

    /// <summary>A server that answers request after request, and all later ones as the last.</summary>
    public static Task<ApiServer> AnswersInTurnAsync(TimeProvider clock, params (int Status, string Body, string? Header)[] answers)
    {
        var turn = -1;
        return StartAsync(new StandInOptions { Before = Answer }, clock);

        Task Answer(HttpContext context, RequestDelegate next)
        {
            var (status, body, header) = answers[Math.Min(Interlocked.Increment(ref turn), answers.Length - 1)];
            var parts = header?.Split(": ", 2);
            return WriteAsync(context, status, body, parts is null ? [] : [(parts[0], parts[1])]);
        }
    }

    /// <summary>A server whose answers carry another <c>Link</c> header; <see langword="null"/> for none.</summary>
    public static Task<ApiServer> LinksAsync(string? link) =>
        StartAsync(new StandInOptions
        {
            Before = (context, next) =>
            {
                context.Response.OnStarting(() =>
                {
                    context.Response.Headers.Link = link;
                    return Task.CompletedTask;
                });
                return next(context);
            },
        });

    public static string Body(string version) => $$"""{"version": "{{version}}"}""";

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Sentry.DisposeAsync();
    }

    private static Task WriteAsync(HttpContext context, int status, string body, (string Name, string Value)[] headers)
    {
        context.Response.StatusCode = status;
        foreach (var (name, value) in headers)
            context.Response.Headers.Append(name, value);

        return context.Response.WriteAsync(body);
    }
}
