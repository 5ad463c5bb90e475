namespace AtmTerminal.SimulatedBoard.CashDispenser;

/// <summary>A position that is a linear function of time until its speed is changed.</summary>
internal struct Travel
{
    private TimeSpan _since;

    /// <summary>Nanometres, as of the last <see cref="MoveTo"/>.</summary>
    public long At { get; private set; }

    /// <summary>Nanometres per tick, either way; 0 stands.</summary>
    public long Speed { get; private set; }

    public void Put(long at, TimeSpan now) => (At, _since) = (at, now);

    public void Run(long speed, TimeSpan now)
    {
        MoveTo(now);
        Speed = speed;
    }

    public void MoveTo(TimeSpan now)
    {
        At += Speed * (now - _since).Ticks;
        _since = now;
    }

    /// <summary>The first tick at or beyond <paramref name="target"/>; <c>null</c> when it is not ahead.</summary>
    public readonly TimeSpan? Reaches(long target)
    {
        var ahead = Speed < 0 ? At - target : target - At;
        if (Speed == 0 || ahead <= 0)
            return null;
        var speed = Math.Abs(Speed);
        return _since + TimeSpan.FromTicks((ahead + speed - 1) / speed);
    }
}

internal static class Earliest
{
    public static TimeSpan? Of(TimeSpan? a, TimeSpan? b) =>
        a is null ? b
        : b is null ? a
        : a < b ? a
        : b;
}
