namespace AtmTerminal.SimulatedBoard.CashDispenser;

/// <summary>
/// Where a purged note rests, counted, until the drop roller lets it go into the reject bin or, with the selector turned, the
/// retract bin. The sensor sees the note until the very moment it falls free of the roller, and then it is in the bin.
/// </summary>
internal sealed class HoldPosition(Action<Item, bool> toBin, Func<long?> jamAt)
    : NoteStretch(Geometry.Selector, _ => jamAt())
{
    protected override long EndOf(Item item) => item.Length - Geometry.StopSensor;

    protected override void Leave(Item item, bool way, TimeSpan now) => toBin(item, way);
}
