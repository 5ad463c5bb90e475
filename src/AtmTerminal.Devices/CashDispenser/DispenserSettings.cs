namespace AtmTerminal.Devices.CashDispenser;

/// <summary>A cassette's slot and the notes it is meant for.</summary>
/// <param name="Unit">The cash unit's id in the journal.</param>
/// <param name="Slot">1 to 6, as the pin table names its lines.</param>
/// <param name="NoteLengthMm">Along the path. Units are told apart by it when they differ by 4 mm or more.</param>
public sealed record CassetteSettings(string Unit, int Slot, int NoteLengthMm);

/// <summary>What a dispenser has to know of its machine.</summary>
/// <param name="MaxNotes">The stacker holds no more; an order above it is refused.</param>
public sealed record DispenserSettings(IReadOnlyList<CassetteSettings> Cassettes, int MaxNotes = 40)
{
    /// <summary>The bin for notes that were never presented.</summary>
    public const string RejectBin = "reject";

    /// <summary>The bin for notes that were presented and came back.</summary>
    public const string RetractBin = "retract";
}
