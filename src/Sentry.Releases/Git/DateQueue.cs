using System.Diagnostics.CodeAnalysis;

namespace Sentry.Releases.Git;

/// <summary>Gives the newest first; of several equally new ones the one that came first, as git does.</summary>
internal sealed class DateQueue<T>
{
    private readonly PriorityQueue<T, (long NegatedTime, int Arrival)> _queue = new();
    private int _arrivals;

    public void Enqueue(T item, long time) => _queue.Enqueue(item, (-time, _arrivals++));

    public bool TryDequeue([MaybeNullWhen(false)] out T item) => _queue.TryDequeue(out item, out _);

    public bool TryPeekTime(out long time)
    {
        var any = _queue.TryPeek(out _, out var priority);
        time = -priority.NegatedTime;
        return any;
    }
}
