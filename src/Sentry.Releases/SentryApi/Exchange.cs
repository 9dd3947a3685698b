using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Sentry.Releases.SentryApi;

/// <summary>An answer, read to its end.</summary>
/// <param name="Status">The status.</param>
/// <param name="Headers">The headers but those of the content.</param>
/// <param name="Text">The body, from which the token is blotted out should the server have echoed it.</param>
internal sealed partial record Exchange(HttpStatusCode Status, HttpResponseHeaders Headers, string Text)
{
    /// <summary>Far above any answer of Sentry's; a page of 100 releases has some 300 kB.</summary>
    public const int MaxBodyBytes = 16 * 1024 * 1024;

    /// <exception cref="UnreadableBodyException">The body is too long, or not what its encoding says.</exception>
    public static async Task<Exchange> ReadAsync(HttpResponseMessage response, Func<string, string> redact, CancellationToken cancellation)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(cancellation);
        using var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await ReadAsync(stream, buffer, response.StatusCode, cancellation)) > 0)
        {
            if (body.Length + read > MaxBodyBytes)
                throw new UnreadableBodyException(response.StatusCode, $"it is longer than {MaxBodyBytes / 1024 / 1024} MiB");

            body.Write(buffer, 0, read);
        }

        var text = redact(Encoding.UTF8.GetString(body.GetBuffer(), 0, (int)body.Length));
        return new Exchange(response.StatusCode, response.Headers, text);
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

    private static async ValueTask<int> ReadAsync(Stream stream, byte[] buffer, HttpStatusCode status, CancellationToken cancellation)
    {
        try
        {
            return await stream.ReadAsync(buffer, cancellation);
        }
        catch (Exception fault) when (fault is InvalidDataException or InvalidOperationException)
        {
            // Each decompressor has its own way to say so.
            throw new UnreadableBodyException(status, "its compression is broken");
        }
    }

    [GeneratedRegex(@"\\(u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(?<half>u[dD][89a-fA-F][0-9a-fA-F]{2})|.)",
        RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex Escape();
}

/// <summary>A body that cannot be one of Sentry's; the message says why, as the end of a sentence.</summary>
internal sealed class UnreadableBodyException(HttpStatusCode status, string reason) : Exception(reason)
{
    public HttpStatusCode Status { get; } = status;
}
