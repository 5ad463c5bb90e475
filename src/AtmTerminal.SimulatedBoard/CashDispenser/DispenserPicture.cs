namespace AtmTerminal.SimulatedBoard.CashDispenser;

/// <summary>A cassette at one moment.</summary>
public sealed record CassettePicture(string Unit, bool Inserted, int Notes);

/// <summary>A piece on its way.</summary>
/// <param name="Where">cassette1 to cassette6 (picked), transport, stacker, throat, purge or hold.</param>
/// <param name="Unit">The cassette its notes came from.</param>
/// <param name="AtMm">Leading edge from the start of that stretch.</param>
/// <param name="Stuck">It is jammed there.</param>
public sealed record ItemPicture(string Where, string Unit, int Notes, int AtMm, bool Stuck);

/// <summary>Where every note is at one moment, by the cassette it came from. The truth, for people and tests.</summary>
/// <param name="Path">All that is between a cassette and a bin or the customer.</param>
/// <param name="Customer">Notes that a hand has taken since the machine was made.</param>
/// <param name="ShutterMm">0 closed, 60 open.</param>
public sealed record DispenserPicture(
    IReadOnlyList<CassettePicture> Cassettes,
    IReadOnlyList<ItemPicture> Path,
    IReadOnlyDictionary<string, int> Reject,
    IReadOnlyDictionary<string, int> Retract,
    IReadOnlyDictionary<string, int> Customer,
    int ShutterMm
) : MechanismPicture("dispenser")
{
    /// <summary>Notes in the stacker or at the exit.</summary>
    public int Stacked => Path.Where(i => i.Where is "stacker" or "throat").Sum(i => i.Notes);

    /// <summary>Notes that a hand could take now: they are far enough out, and the shutter is open far enough.</summary>
    public int InReach =>
        ShutterMm >= Geometry.ShutterGap / Geometry.Mm
            ? Path.Where(i => i.Where == "throat" && i.AtMm >= Geometry.Grip / Geometry.Mm).Sum(i => i.Notes)
            : 0;

    /// <summary>All notes that the machine and the customers have.</summary>
    public int Total =>
        Cassettes.Sum(c => c.Notes)
        + Path.Sum(i => i.Notes)
        + Reject.Values.Sum()
        + Retract.Values.Sum()
        + Customer.Values.Sum();
}
