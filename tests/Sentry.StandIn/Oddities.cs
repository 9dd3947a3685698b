using System.Collections.Concurrent;

namespace Sentry.StandIn;

/// <summary>What a careful client would never send, though the server lets it pass or answers it with an error.</summary>
internal sealed class Oddities
{
    private readonly ConcurrentQueue<string> _notes = new();

    public IReadOnlyList<string> All => [.. _notes];

    public void Note(string note) => _notes.Enqueue(note);
}
