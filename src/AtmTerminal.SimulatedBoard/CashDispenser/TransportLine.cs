namespace AtmTerminal.SimulatedBoard.CashDispenser;

/// <summary>From the rest at the thickness station past the gate into the stacker or, with the gate turned, the reject bin.</summary>
internal sealed class TransportLine(
    InputWire counted,
    InputWire rejected,
    Action<Item, TimeSpan> toStacker,
    Action<Item> toReject,
    Func<bool, long?> jamAt
) : NoteStretch(Geometry.Gate, jamAt)
{
    public bool AtStation => Item is not null && At < Item.Length - Geometry.StopSensor;

    protected override long EndOf(Item item) => Geometry.BranchSensor + item.Length;

    protected override TimeSpan? NextSeen(Travel at, Item item) =>
        Earliest.Of(at.Reaches(item.Length - Geometry.StopSensor), at.Reaches(Geometry.BranchSensor));

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
        counted.Set(atSensor && Way is false);
        rejected.Set(atSensor && Way is true);
    }
}
