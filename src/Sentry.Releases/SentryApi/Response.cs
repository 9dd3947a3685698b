using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Sentry.Releases.SentryApi;

/// <summary>A response, read to its end.</summary>
/// <param name="Status">The status.</param>
/// <param name="Headers">The headers but those of the content.</param>
/// <param name="Text">The body, without the token should the server have echoed it.</param>
internal sealed partial record Response(HttpStatusCode Status, HttpResponseHeaders Headers, string Text)
{
    /// <summary>Far above any response of Sentry's; a page of 100 releases has some 300 kB.</summary>
    public const int MaxBodyBytes = 16 * 1024 * 1024;

    public bool IsSuccess => (int)Status is >= 200 and < 300;

    /// <exception cref="UnexpectedBodyException">The body is too long, or not what its encoding says.</exception>
    public static async Task<Response> ReadAsync(HttpResponseMessage message, AuthToken token, CancellationToken cancellation)
    {
        using var stream = message.Content.ReadAsStream(cancellation);
        var body = new byte[16 * 1024];
        var length = 0;
        try
        {
            while (await stream.ReadAsync(body.AsMemory(length), cancellation) is > 0 and var read)
            {
                length += read;
                if (length > MaxBodyBytes)
                    throw new UnexpectedBodyException(message.StatusCode, $"it is longer than {MaxBodyBytes / 1024 / 1024} MiB");

                if (length == body.Length)
                    Array.Resize(ref body, length * 2);
            }
        }
        catch (Exception fault) when (fault is InvalidDataException or InvalidOperationException)
        {
            // Each decompressor has its own way to say so.
            throw new UnexpectedBodyException(message.StatusCode, "its compression is broken");
        }

        return new Response(message.StatusCode, message.Headers, token.Redact(Encoding.UTF8.GetString(body, 0, length)));
    }

    /// <returns>The body as JSON whatever its content type says (a rate limit's is text/html); <see langword="null"/> when it is not JSON.</returns>
    public JsonElement? Json()
    {
        try
        {
            using var document = JsonDocument.Parse(Text.Contains(@"\ud", StringComparison.OrdinalIgnoreCase) ? WithoutHalves(Text) : Text);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Half a surrogate pair may be escaped in JSON, but whoever then reads the text gets an exception.</summary>
    private static string WithoutHalves(string json) =>
        Escape().Replace(json, escape => escape.Groups["half"].Success ? @"\uFFFD" : escape.Value);

    [GeneratedRegex(@"\\(u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(?<half>u[dD][89a-fA-F][0-9a-fA-F]{2})|.)",
        RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex Escape();
}

/// <summary>A body that cannot be one of Sentry's; the message says why, as the end of a sentence.</summary>
internal sealed class UnexpectedBodyException(HttpStatusCode status, string reason) : Exception(reason)
{
    public HttpStatusCode Status { get; } = status;
}
