namespace Sentry.StandIn.Http;

/// <summary>Turns what an endpoint throws into an answer.</summary>
internal sealed class ErrorAnswers(Oddities oddities)
{
    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (ApiException answer)
        {
            await JsonAnswer.WriteAsync(context, answer.Status, answer.Body);
        }
        catch (Exception failure) when (failure is not OperationCanceledException && !context.Response.HasStarted)
        {
            oddities.Note($"The stand-in itself failed: {failure}");
            await JsonAnswer.WriteAsync(context, StatusCodes.Status500InternalServerError, ApiException.Crash().Body);
        }
    }
}
