namespace AtmTerminal.Domain.Time;

/// <summary>
/// A clock that stands still until it is told to move. Timers fire in the order of their due times, equal ones in the order
/// of their setting, on the thread that moves the clock. One thread only.
/// </summary>
public sealed class VirtualTime(DateTimeOffset start) : TimeProvider
{
    private readonly PriorityQueue<(VirtualTimer Timer, long Setting), (long DueTicks, long Order)> _due = new();
    private long _order;
    private TimeSpan _elapsed;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => start + _elapsed;

    public override long GetTimestamp() => _elapsed.Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new VirtualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves the clock to the next timer and fires it.</summary>
    /// <returns>False when no timer is set: nothing will ever happen by itself.</returns>
    public bool TryFireNext()
    {
        while (_due.TryDequeue(out var next, out var key))
        {
            if (next.Setting != next.Timer.Setting)
                continue;
            if (key.DueTicks > _elapsed.Ticks)
                _elapsed = TimeSpan.FromTicks(key.DueTicks);
            next.Timer.Fire();
            return true;
        }
        return false;
    }

    /// <summary>When the next timer is due, counted from the start of the clock; <c>null</c> when none is set.</summary>
    public TimeSpan? NextDue
    {
        get
        {
            while (_due.TryPeek(out var next, out var key))
            {
                if (next.Setting == next.Timer.Setting)
                    return TimeSpan.FromTicks(key.DueTicks);
                _due.Dequeue();
            }
            return null;
        }
    }

    /// <summary>Time since the clock was made.</summary>
    public TimeSpan Elapsed => _elapsed;

    /// <summary>Moves the clock on without firing what is due later than <paramref name="until"/>.</summary>
    public void MoveTo(TimeSpan until)
    {
        while (NextDue is { } due && due <= until)
            TryFireNext();
        if (until > _elapsed)
            _elapsed = until;
    }

    private sealed class VirtualTimer(VirtualTime clock, TimerCallback callback, object? state) : ITimer
    {
        private TimeSpan _period;

        // Every change is a new setting; queue entries of older settings are skipped when they come up.
        public long Setting { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            Setting++;
            _period = period;
            if (dueTime != Timeout.InfiniteTimeSpan)
                clock._due.Enqueue((this, Setting), ((clock._elapsed + dueTime).Ticks, clock._order++));
            return true;
        }

        public void Fire()
        {
            if (_period > TimeSpan.Zero)
                Change(_period, _period);
            else
                Setting++;
            callback(state);
        }

        public void Dispose() => Setting++;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
