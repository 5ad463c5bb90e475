namespace AtmTerminal.SimulatedBoard.CashDispenser;

/// <summary>
/// Distances in nanometres and speeds in nanometres per tick of 100 ns, so that all positions are whole numbers: a movement cut
/// in two by an event ends exactly where the whole one would. Figures from hardware/cash-dispenser/README.md, "Geometry".
/// </summary>
internal static class Geometry
{
    public const long Mm = 1_000_000;

    /// <summary>600 mm/s.</summary>
    public const long NoteSpeed = 60;

    /// <summary>300 mm/s.</summary>
    public const long BeltSpeed = 30;

    /// <summary>120 mm/s.</summary>
    public const long ShutterSpeed = 12;

    // A cam's path, by the note's leading edge; the same for the picking cams and the purging cam.
    public const long CamSensor = 60 * Mm;
    public const long CamTravel = 240 * Mm;

    /// <summary>The sensors of the thickness station and of the hold position stand this far before the note's rest.</summary>
    public const long StopSensor = 60 * Mm;

    /// <summary>Up to here a note on the purging cam is still seen by the stacker's sensor.</summary>
    public const long UnderStackerSensor = 70 * Mm;

    // The transport, by the leading edge, from the hold position on.
    public const long Gate = 40 * Mm;
    public const long BranchSensor = 60 * Mm;

    // The presenter, by the leading edge of the bundle.
    public const long ThroatSensor = 120 * Mm;
    public const long StackerSensorEnd = 130 * Mm;
    public const long Grip = 160 * Mm;
    public const long BeltTravel = 200 * Mm;

    public const long ShutterTravel = 60 * Mm;
    public const long ShutterSwitch = 1 * Mm;
    public const long ShutterGap = 40 * Mm;

    /// <summary>So far below the hold position the selector has decided on the bin.</summary>
    public const long Selector = 10 * Mm;
}
