using System.Text.Json;
using Sentry.StandIn.Store;
using Sentry.StandIn.Validation;

namespace Sentry.StandIn.Ingest;

/// <summary>What an event or a session tells the server of the release that it names.</summary>
internal static class ItemIntake
{
    public static void Take(ReleaseStore store, StandInProject project, EnvelopeItem item)
    {
        if (item.Release is not { } version)
            return;

        if (item.IsEvent)
            ReleaseActivity.RecordEvent(store, project, version, item.Environment, Date(item.Json, "timestamp") ?? store.Now);
        else if (item.Type == "session")
            ReleaseActivity.RecordSession(store, project, version, Session(item));
    }

    private static StoredSession Session(EnvelopeItem item)
    {
        var json = item.Json;
        return new StoredSession(
            Text(json, "sid") ?? "",
            Text(json, "did"),
            item.Environment,
            IsCrashed: Text(json, "status") == "crashed")
        {
            IsErrored = json.TryGetProperty("errors", out var errors) && errors.TryGetInt32(out var count) && count > 0,
        };
    }

    private static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>A date as ISO 8601, or as seconds since 1970.</summary>
    private static DateTimeOffset? Date(JsonElement json, string name)
    {
        if (!json.TryGetProperty(name, out var value))
            return null;

        return value.ValueKind == JsonValueKind.Number
            ? DateTimeOffset.UnixEpoch.AddSeconds(value.GetDouble())
            : DateRule.Parse(value.ToString());
    }
}
