namespace AtmTerminal.Devices.CashDispenser;

/// <summary>Limits of every wait, and times a motor runs without a sensor to end it. From hardware/cash-dispenser/README.md, "Timing".</summary>
internal static class DispenserTiming
{
    /// <summary>Micrometres per second at which cams, transport and drop roller move a note.</summary>
    public const long NoteSpeed = 600_000;

    /// <summary>A cam's revolution takes 0.4 s.</summary>
    public static readonly TimeSpan CamLimit = TimeSpan.FromSeconds(1);

    /// <summary>From the hold position into stacker or bin: 0.4 s for the longest note.</summary>
    public static readonly TimeSpan TransportLimit = TimeSpan.FromSeconds(1);

    /// <summary>From the hold position into the bin: 0.3 s for the longest note.</summary>
    public static readonly TimeSpan DropLimit = TimeSpan.FromSeconds(1);

    /// <summary>From end to end the shutter takes 0.5 s.</summary>
    public static readonly TimeSpan ShutterLimit = TimeSpan.FromSeconds(2);

    /// <summary>From the stacker to the throat sensor: 0.4 s.</summary>
    public static readonly TimeSpan PresentLimit = TimeSpan.FromSeconds(2);

    /// <summary>From the throat sensor to the stop, where the belt slips: 0.27 s.</summary>
    public static readonly TimeSpan ToFrontStop = TimeSpan.FromMilliseconds(400);

    /// <summary>From the front stop to the back stop, where the belt slips: 0.67 s.</summary>
    public static readonly TimeSpan ToBackStop = TimeSpan.FromSeconds(1);

    /// <summary>The throat has to stay free for so long before the notes count as taken: a hand may move them about.</summary>
    public static readonly TimeSpan TakenFor = TimeSpan.FromMilliseconds(200);
}
