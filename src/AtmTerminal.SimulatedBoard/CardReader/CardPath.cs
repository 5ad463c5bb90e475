namespace AtmTerminal.SimulatedBoard.CardReader;

/// <summary>
/// Lengths and speeds of hardware/card-reader/README.md, "The path". Positions are those of the card's inner edge, in nanometres
/// behind the front of the slot; speeds are nanometres per tick of 100 ns, so that every position is a whole number.
/// </summary>
internal static class CardPath
{
    public const long CardLength = 85_600_000;
    public const long Front = 0;
    public const long Shutter = 5_000_000;
    public const long EntrySensor = 20_000_000;
    public const long FirstRoller = 28_000_000;
    public const long HandReach = 35_000_000;
    public const long Head = 93_000_000;
    public const long TransportSensor = 95_000_000;
    public const long RearSensor = 180_000_000;

    /// <summary>The trailing edge leaves the last roller and the card falls into the bin.</summary>
    public const long Drop = RearSensor + CardLength;

    /// <summary>A hand cannot hold less of the card than this.</summary>
    public const long LeastGrip = 10_000_000;

    public const long MotorSpeed = 25;
    public const long HandPushSpeed = 20;
    public const long HandPullSpeed = 40;

    public static readonly TimeSpan FallPastBinSensor = TimeSpan.FromMilliseconds(40);

    // Where something happens: an edge of the card meets a sensor, a roller, the shutter, the reach of a hand, the end of a pass.
    private static readonly long[] s_marks =
    [
        Front,
        Shutter,
        EntrySensor,
        FirstRoller,
        HandReach,
        Head,
        TransportSensor,
        EntrySensor + CardLength,
        Head + CardLength,
        RearSensor,
        TransportSensor + CardLength,
        Drop,
    ];

    public static bool Sees(long sensor, long innerEdge) => innerEdge >= sensor && innerEdge - CardLength < sensor;

    /// <summary>
    /// The next position at which something happens on the way. Inwards it is the mark itself, outwards the first place before
    /// it, because a sensor sees an edge that is exactly at its own place.
    /// </summary>
    public static long? NextMark(long innerEdge, long speed, long? another)
    {
        long? next = null;
        foreach (var mark in s_marks)
            Consider(mark);
        if (another is { } one)
            Consider(one);
        return next;

        void Consider(long mark)
        {
            if (speed > 0 && mark > innerEdge)
                next = next is null ? mark : Math.Min(next.Value, mark);
            else if (speed < 0 && mark <= innerEdge)
                next = next is null ? mark - 1 : Math.Max(next.Value, mark - 1);
        }
    }

    /// <summary>Ticks until a card at <paramref name="innerEdge"/> has reached <paramref name="mark"/>, rounded up.</summary>
    public static long TicksTo(long mark, long innerEdge, long speed) =>
        (Math.Abs(mark - innerEdge) + Math.Abs(speed) - 1) / Math.Abs(speed);
}
