using System.Text.Json;

namespace Sentry.Releases.SentryApi;

/// <summary>A deploy as Sentry describes it.</summary>
public sealed record Deploy
{
    /// <summary>The deploy's number.</summary>
    public string? Id { get; init; }

    /// <summary>Where the release was deployed to.</summary>
    public string Environment { get; init; } = "";

    /// <summary>The deploy's name.</summary>
    public string? Name { get; init; }

    /// <summary>A link to the deploy.</summary>
    public string? Url { get; init; }

    /// <summary>When it began.</summary>
    public DateTimeOffset? DateStarted { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? DateFinished { get; init; }

    /// <returns><see langword="null"/> when it names no environment.</returns>
    internal static Deploy? Read(JsonElement json) =>
        json.Text("environment") is not { Length: > 0 } environment ? null : new Deploy
        {
            Id = json.Text("id"),
            Environment = environment,
            Name = json.Text("name"),
            Url = json.Text("url"),
            DateStarted = json.Date("dateStarted"),
            DateFinished = json.Date("dateFinished"),
        };
}
