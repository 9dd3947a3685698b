using System.Text.Json.Nodes;
using Sentry.StandIn.Http;
using Sentry.StandIn.Store;

namespace Sentry.StandIn.Behavior;

/// <summary>Makes of Sentry the server that <see cref="ServerBehavior"/> says.</summary>
internal sealed class OddServer(ServerBehavior behavior, ReleaseStore store)
{
    private readonly RequestRules _rules = new(behavior);

    /// <summary>Stands before the gate: what is not there is not there for anybody.</summary>
    public Task RequireEndpointAsync(HttpContext context, RequestDelegate next) =>
        behavior.Lacks.Any(end => context.Request.Path.Value!.EndsWith('/' + end, StringComparison.Ordinal))
            ? ErrorPage.WriteAsync(context, StatusCodes.Status404NotFound)
            : next(context);

    /// <summary>Stands between the gate and the endpoints.</summary>
    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (behavior == ServerBehavior.Sentry || context.GetEndpoint()?.Metadata.GetMetadata<Access>() is null)
        {
            await next(context);
            return;
        }

        var body = SentBody.Of(context);
        if (body is not null && _rules.FindBreakage(body, wholeBody: true) is { } early)
        {
            await ErrorPage.WriteAsync(context, early.Status);
            return;
        }

        if (body is not null)
            await ReceiveAsync(context, next, body);
        else
            await AnswerAsync(context, next);
    }

    private async Task ReceiveAsync(HttpContext context, RequestDelegate next, SentBody body)
    {
        _rules.RequireAllowed(body);
        if (IsKnownVersion(context, body) && behavior.KnownVersions == KnownVersion.Breaks)
        {
            await ErrorPage.WriteAsync(context, StatusCodes.Status500InternalServerError);
            return;
        }

        if (_rules.FindBreakage(body, wholeBody: false) is { } breakage)
        {
            if (breakage.DoesTheRest)
                await DiscardAsync(context, next, body.Without(breakage.On.Path));

            await WriteBreakageAsync(context, breakage);
            return;
        }

        context.Features.Set(Prepare(context, body).Request);
        await AnswerAsync(context, next);
    }

    private SentBody Prepare(HttpContext context, SentBody body)
    {
        foreach (var path in behavior.Ignores)
            body = body.Without(path);

        if (IsKnownVersion(context, body) && behavior.KnownVersions == KnownVersion.IsCreated)
            return body;

        return behavior.ErasesMissingFields ? body.WithDefault("dateReleased", JsonAnswer.Date(store.Now)) : body;
    }

    private bool IsKnownVersion(HttpContext context, SentBody body)
    {
        lock (store.Lock)
            return context.Request.Method == "POST" && body.Text("version") is { } version && store.Find(version) is not null;
    }

    private static Task WriteBreakageAsync(HttpContext context, Breakage breakage) =>
        breakage.Status == StatusCodes.Status500InternalServerError
            ? JsonAnswer.WriteAsync(context, breakage.Status, ApiException.Crash().Body)
            : ErrorPage.WriteAsync(context, breakage.Status);

    /// <summary>Does what the request asks, and keeps the answer to itself.</summary>
    private static async Task DiscardAsync(HttpContext context, RequestDelegate next, SentBody body)
    {
        context.Features.Set(body.Request);
        var original = context.Response.Body;
        context.Response.Body = Stream.Null;
        try
        {
            await next(context);
        }
        catch (ApiException)
        {
            // The rest is refused as well; the breakage is the answer all the same.
        }
        finally
        {
            context.Response.Body = original;
        }

        context.Response.Clear();
    }

    private async Task AnswerAsync(HttpContext context, RequestDelegate next)
    {
        var original = context.Response.Body;
        using var answer = new MemoryStream();
        context.Response.Body = answer;
        try
        {
            await next(context);
        }
        finally
        {
            context.Response.Body = original;
        }

        if (behavior.WritesLinksAsPythonSet)
            PythonLinks.Rewrite(context.Response.Headers);

        if (behavior.KnownVersions == KnownVersion.IsCreated && context.Response.StatusCode == StatusCodes.Status208AlreadyReported)
            context.Response.StatusCode = StatusCodes.Status201Created;

        if (answer.Length > 0)
            await JsonAnswer.WriteAsync(context, context.Response.StatusCode, Shorten(context, JsonNode.Parse(answer.ToArray())!));
    }

    /// <summary>Leaves out what such a server does not tell of a release.</summary>
    private JsonNode Shorten(HttpContext context, JsonNode answer)
    {
        if (context.Response.StatusCode >= StatusCodes.Status300MultipleChoices || !SentBody.IsAboutReleases(context))
            return answer;

        foreach (var path in behavior.LeavesOut)
            FieldPaths.Remove(answer, path);

        return answer;
    }
}
