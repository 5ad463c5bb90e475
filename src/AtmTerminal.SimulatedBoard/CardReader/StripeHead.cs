namespace AtmTerminal.SimulatedBoard.CardReader;

/// <summary>
/// The magnetic head: while a stripe passes it, it makes the edges of clock and data as its decoder does, and of the raw flux.
/// </summary>
internal sealed class StripeHead(InputWire? clock, InputWire? data, InputWire? flux)
{
    private const long CellLength = CardPath.CardLength / StripeEncoder.CellsOnCard;

    private TimeSpan _last;

    /// <summary>Makes the edges of all bit cells that passed completely while the card moved evenly.</summary>
    /// <param name="cells">The stripe from the card's inner edge on.</param>
    /// <param name="from">Position of the inner edge at <paramref name="since"/>.</param>
    public void Pass(bool[] cells, long from, long to, long speed, TimeSpan since)
    {
        if (speed > 0)
            for (var cell = Math.Max(0, CellsPast(from)); cell < Math.Min(cells.Length, CellsPast(to)); cell++)
                Read(cells[cell], speed, When(CardPath.Head + (cell + 1) * CellLength));
        else
            for (var cell = Math.Min(cells.Length, CellsBefore(from)) - 1; cell >= Math.Max(0, CellsBefore(to)); cell--)
                Read(cells[cell], speed, When(CardPath.Head + cell * CellLength));

        TimeSpan When(long position) => since + TimeSpan.FromTicks(CardPath.TicksTo(position, from, speed));
    }

    // Cells that lie wholly behind the head, and cells of which at least a part does.
    private static long CellsPast(long innerEdge) => FloorDivide(innerEdge - CardPath.Head, CellLength);

    private static long CellsBefore(long innerEdge) => -FloorDivide(CardPath.Head - innerEdge, CellLength);

    private static long FloorDivide(long a, long b) => (a >= 0 ? a : a - b + 1) / b;

    // The decoder knows a bit when its cell is over; all its edges are made to lie within the cell, so that none is of the future.
    private void Read(bool bit, long speed, TimeSpan end)
    {
        var eighth = CellLength / Math.Abs(speed) / 8;
        if (bit)
            flux?.Set(!flux.Level, At(4));
        data?.Set(!bit, At(3));
        clock?.Set(false, At(2));
        clock?.Set(true, At(1));
        flux?.Set(!flux.Level, At(0));

        // A card that stopped inside a cell and went on makes this cell late: time does not go back for it.
        TimeSpan At(int eighthsBeforeEnd)
        {
            var at = end - TimeSpan.FromTicks(eighth * eighthsBeforeEnd);
            return _last = at > _last ? at : _last;
        }
    }
}
