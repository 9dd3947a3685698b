using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Sentry.StandIn;

namespace Sentry.Releases.MSBuild.Tests.Infrastructure;

/// <summary>
/// The sentry-cli that is part of Sentry's SDK. Besides releases, which the stand-in knows, it asks who it is and uploads debug files; these
/// answers, which say that the server has every file already, are an imitation.
/// </summary>
internal static class SentryCli
{
    private const string Api = "/api/0/";

    /// <summary>For <see cref="StandInOptions.Before"/>.</summary>
    public static Task AnswerAsync(HttpContext context, RequestDelegate next)
    {
        var path = context.Request.Path.Value!;
        if (path == Api)
        {
            return context.Response.WriteAsJsonAsync(
                new { version = "0", user = (object?)null, auth = new { scopes = new[] { "org:ci" } } });
        }

        if (path.EndsWith("/chunk-upload/", StringComparison.Ordinal))
            return context.Response.WriteAsJsonAsync(ChunkOptions(context.Request));

        return path.EndsWith("/difs/assemble/", StringComparison.Ordinal) ? AssembleAsync(context) : next(context);
    }

    /// <summary>Who sent a request and which, such as <c>sentry-cli PUT organizations/acme/releases/VERSION/</c>.</summary>
    public static string Describe(RecordedRequest request)
    {
        var program = request.Headers["User-Agent"].Split('/')[0];
        var path = request.PathAndQuery.Split('?')[0].Split('/').Select(part => IsVersion(part) ? "VERSION" : part);
        return $"{program} {request.Method} {string.Join('/', path)[Api.Length..]}".TrimEnd();
    }

    private static bool IsVersion(string part) => Uri.UnescapeDataString(part).Contains('@', StringComparison.Ordinal);

    private static object ChunkOptions(HttpRequest request) => new
    {
        url = $"{request.Scheme}://{request.Host}{request.Path}",
        chunkSize = 8 * 1024 * 1024,
        chunksPerRequest = 64,
        maxRequestSize = 32 * 1024 * 1024,
        concurrency = 1,
        hashAlgorithm = "sha1",
        accept = new[] { "debug_files", "sources", "pdbs", "portablepdbs" },
    };

    /// <summary>The request names each file by its checksum, and so does the answer.</summary>
    private static Task AssembleAsync(HttpContext context)
    {
        var files = context.Features.GetRequiredFeature<RecordedRequest>().Json.EnumerateObject();
        return context.Response.WriteAsJsonAsync(
            files.ToDictionary(file => file.Name, _ => new { state = "ok", missingChunks = Array.Empty<string>() }));
    }
}
