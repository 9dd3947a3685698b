using System.Text;
using Microsoft.AspNetCore.WebUtilities;

namespace Sentry.StandIn.Behavior;

/// <summary>The page in HTML that proxies, and servers which fail before they know the format, answer with.</summary>
internal static class ErrorPage
{
    public static Task WriteAsync(HttpContext context, int status)
    {
        var title = Invariant($"{status} {ReasonPhrases.GetReasonPhrase(status)}");
        var page = Encoding.UTF8.GetBytes($"<html>\r\n<head><title>{title}</title></head>\r\n<body><h1>{title}</h1></body>\r\n</html>\r\n");
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/html";
        context.Response.ContentLength = page.Length;
        return context.Response.Body.WriteAsync(page).AsTask();
    }
}
