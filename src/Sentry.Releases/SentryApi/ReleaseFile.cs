using System.Text.Json;

namespace Sentry.Releases.SentryApi;

/// <summary>A file that was uploaded to a release.</summary>
public sealed record ReleaseFile
{
    /// <summary>The file's number.</summary>
    public string? Id { get; init; }

    /// <summary>The name, usually the address from which a browser loads it, such as <c>~/js/app.js</c>.</summary>
    public string Name { get; init; } = "";

    /// <summary>The distribution of the release that it belongs to.</summary>
    public string? Dist { get; init; }

    /// <summary>The size in bytes.</summary>
    public long? Size { get; init; }

    /// <summary>The SHA-1 of the content in lower-case hexadecimal.</summary>
    public string? Sha1 { get; init; }

    /// <summary>When it was uploaded.</summary>
    public DateTimeOffset? DateCreated { get; init; }

    /// <summary>The HTTP headers that are kept with it, as a JSON object.</summary>
    public JsonElement? Headers { get; init; }

    /// <returns><see langword="null"/> when it has no name.</returns>
    internal static ReleaseFile? Read(JsonElement json) =>
        json.Text("name") is not { Length: > 0 } name ? null : new ReleaseFile
        {
            Id = json.Text("id"),
            Name = name,
            Dist = json.Text("dist"),
            Size = json.Number("size"),
            Sha1 = json.Text("sha1"),
            DateCreated = json.Date("dateCreated"),
            Headers = json.Field("headers") is { ValueKind: JsonValueKind.Object } headers ? headers : null,
        };
}
