using System.Text;
using System.Text.Json;

namespace Sentry.StandIn.Ingest;

/// <summary>What Sentry's SDK sent in one request: events, sessions and the like.</summary>
/// <param name="Project">The project whose DSN it was sent to.</param>
/// <param name="Header">The envelope's header.</param>
/// <param name="Items">What it holds.</param>
public sealed record RecordedEnvelope(StandInProject Project, JsonElement Header, IReadOnlyList<EnvelopeItem> Items)
{
    /// <summary>The events and transactions in it.</summary>
    public IEnumerable<EnvelopeItem> Events => Items.Where(item => item.IsEvent);
}

/// <summary>One item of an envelope.</summary>
/// <param name="Header">Its header.</param>
/// <param name="Payload">Its bytes.</param>
public sealed record EnvelopeItem(JsonElement Header, ReadOnlyMemory<byte> Payload)
{
    /// <summary>Its type, such as <c>event</c> or <c>session</c>.</summary>
    public string Type => Header.GetProperty("type").GetString()!;

    /// <summary>Whether it is an event: an error, a message or a transaction.</summary>
    public bool IsEvent => Type is "event" or "transaction";

    /// <summary>Whether it tells how runs of the application went.</summary>
    public bool IsSession => Type is "session" or "sessions";

    /// <summary>The payload as UTF-8.</summary>
    public string Text => Encoding.UTF8.GetString(Payload.Span);

    /// <summary>The payload as JSON.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public JsonElement Json => JsonSerializer.Deserialize<JsonElement>(Payload.Span);

    /// <summary>The release that an event or a session names; <see langword="null"/> when it names none.</summary>
    public string? Release => Attribute("release");

    /// <summary>The environment that an event or a session names; <see langword="null"/> when it names none.</summary>
    public string? Environment => Attribute("environment");

    private string? Attribute(string name)
    {
        if (IsEvent)
            return TextIn(Json, name);

        return IsSession && Json.TryGetProperty("attrs", out var attributes) ? TextIn(attributes, name) : null;
    }

    private static string? TextIn(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
