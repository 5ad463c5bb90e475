namespace AtmTerminal.SimulatedBoard.CashDispenser;

/// <summary>How often a sensor sees one note that passes it.</summary>
internal enum Miscount
{
    Once,
    Twice,
    Never,
}

/// <summary>From the rest at the thickness station past the gate into the stacker or, with the gate turned, the reject bin.</summary>
internal sealed class TransportLine(
    InputWire counted,
    InputWire rejected,
    Action<Item, TimeSpan> toStacker,
    Action<Item> toReject,
    Func<bool, long?> jamAt,
    Func<Miscount> miscount
) : NoteStretch(Geometry.Gate, jamAt)
{
    // A tear or a clear window in the note, so far behind its leading edge.
    private const long GapStart = Geometry.BranchSensor + 20 * Geometry.Mm;
    private const long GapEnd = Geometry.BranchSensor + 30 * Geometry.Mm;

    private Miscount? _seenAs;

    public bool AtStation => Item is not null && At < Item.Length - Geometry.StopSensor;

    protected override long EndOf(Item item) => Geometry.BranchSensor + item.Length;

    protected override TimeSpan? NextSeen(Travel at, Item item) =>
        Earliest.Of(
            Earliest.Of(at.Reaches(item.Length - Geometry.StopSensor), at.Reaches(Geometry.BranchSensor)),
            _seenAs == Miscount.Twice ? Earliest.Of(at.Reaches(GapStart), at.Reaches(GapEnd)) : null
        );

    protected override void Leave(Item item, bool way, TimeSpan now)
    {
        if (way)
            toReject(item);
        else
            toStacker(item, now);
    }

    protected override void Sense()
    {
        var atSensor = Item is not null && At >= Geometry.BranchSensor;
        _seenAs = atSensor ? _seenAs ?? miscount() : null;
        var seen = _seenAs switch
        {
            Miscount.Once => true,
            Miscount.Twice => At is < GapStart or >= GapEnd,
            _ => false,
        };
        counted.Set(seen && Way is false);
        rejected.Set(seen && Way is true);
    }
}
