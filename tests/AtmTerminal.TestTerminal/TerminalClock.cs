using AtmTerminal.Domain.Time;

namespace AtmTerminal.Testing;

/// <summary>The clock of the terminal's computer: it runs evenly, but what it calls now may be wrong.</summary>
public sealed class TerminalClock(VirtualTime time) : TimeProvider
{
    /// <summary>How far it is ahead of the world; negative: behind.</summary>
    public TimeSpan Error { get; set; }

    public override TimeZoneInfo LocalTimeZone => time.LocalTimeZone;

    public override long TimestampFrequency => time.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => time.GetUtcNow() + Error;

    public override long GetTimestamp() => time.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        time.CreateTimer(callback, state, dueTime, period);
}
