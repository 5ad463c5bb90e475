namespace AtmTerminal.Devices.CardReader;

/// <summary>
/// From the times between flux changes to bits, for a head without its own decoder. Two-frequency coherent phase encoding
/// (ISO/IEC 7811-2): a zero is one interval of a whole bit cell, a one is two intervals of half a cell.
/// </summary>
/// <remarks>
/// The cell's length follows the card's speed: every cell read moves the estimate half of the way. What fits neither a whole nor
/// a half cell ends the reading there; the parity and length checks then refuse what is missing, so that a slip or a scratch
/// gives no card and never another one.
/// </remarks>
internal static class FluxBits
{
    // The leading zeros of the stripe show the speed; seven intervals are in there even when the card came in skewed, and their
    // median does not mind a spike at the card's edge.
    private const int SpeedSample = 7;

    /// <summary>The bits in the order the head saw them.</summary>
    /// <param name="intervals">In any unit that is fine enough, e.g. microseconds or ticks; all above zero.</param>
    public static List<bool> Read(ReadOnlySpan<long> intervals)
    {
        var bits = new List<bool>(intervals.Length);
        if (intervals.Length < SpeedSample)
            return bits;
        var cell = MedianOfFirst(intervals);
        for (var at = 0; at < intervals.Length; at++)
        {
            var length = intervals[at];
            switch (KindOf(length, cell))
            {
                case Kind.WholeCell:
                    bits.Add(false);
                    break;
                case Kind.HalfCell when at + 1 < intervals.Length && KindOf(intervals[at + 1], cell) == Kind.HalfCell:
                    bits.Add(true);
                    length += intervals[++at];
                    break;
                default:
                    return bits;
            }
            cell = (cell + length) / 2;
        }
        return bits;
    }

    private static long MedianOfFirst(ReadOnlySpan<long> intervals)
    {
        Span<long> sample = stackalloc long[SpeedSample];
        intervals[..SpeedSample].CopyTo(sample);
        sample.Sort();
        return sample[SpeedSample / 2];
    }

    // A half cell lies below three quarters, a whole one above; outside a quarter and one and a half it is neither.
    private static Kind KindOf(long length, long cell) =>
        length * 4 < cell || length * 2 > cell * 3 ? Kind.Neither
        : length * 4 < cell * 3 ? Kind.HalfCell
        : Kind.WholeCell;

    private enum Kind
    {
        Neither,
        HalfCell,
        WholeCell,
    }
}
