namespace Sentry.Releases.Tests.SentryApi;

/// <summary>A clock on which every wait is over at once, and that many seconds have passed.</summary>
internal sealed class ImpatientClock : TimeProvider
{
    private readonly List<TimeSpan> _waits = [];
    private TimeSpan _passed;

    public static DateTimeOffset Start { get; } = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    public IReadOnlyList<TimeSpan> Waits => _waits;

    public TimeSpan Passed => _passed;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => _passed.Ticks;

    public override DateTimeOffset GetUtcNow() => Start + _passed;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        _waits.Add(dueTime);
        _passed += dueTime;
        return base.CreateTimer(callback, state, TimeSpan.Zero, period);
    }
}
