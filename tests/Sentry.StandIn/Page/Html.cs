using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Sentry.StandIn.Store;

namespace Sentry.StandIn.Page;

/// <summary>Makes HTML of text that others wrote.</summary>
internal static class Html
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>The text, encoded, in a box of its own so that it cannot turn the reading direction of what follows.</summary>
    public static string Text(string? text) => string.IsNullOrEmpty(text) ? "" : $"<bdi>{Encoder.Encode(text)}</bdi>";

    public static string Attribute(string? text) => Encoder.Encode(text ?? "");

    public static string Code(string? text) => string.IsNullOrEmpty(text) ? "" : $"<code>{Encoder.Encode(text)}</code>";

    public static string Date(DateTimeOffset date) =>
        Encoder.Encode(date.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture));

    public static string Day(DateTimeOffset date) => date.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string Count(int count, string thing) => Invariant($"{count} {thing}{(count == 1 ? "" : "s")}");

    /// <summary>The id of what the page tells of a release, for links to it.</summary>
    public static string Anchor(StoredRelease release) => Invariant($"release-{release.Id}");

    /// <summary>A link, where following it is safe.</summary>
    public static string Link(string? url)
    {
        if (string.IsNullOrEmpty(url))
            return "";

        var text = Encoder.Encode(url);
        return Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http"
            ? $"<a rel=\"noreferrer\" href=\"{text}\">{text}</a>"
            : text;
    }
}
