using AtmTerminal.Board;

namespace AtmTerminal.Devices.CardReader;

/// <summary>
/// From the edges of a decoding head's clock and data lines to bits: the data line is valid at every falling edge of the clock
/// (hardware/card-reader/README.md, "Stripe lines"). A low data line is a one, but a head wired the other way is read too.
/// </summary>
internal static class ClockedBits
{
    /// <summary>One bit for each falling clock edge, in the order the head saw them.</summary>
    public static List<bool> Read(ReadOnlySpan<Edge> edges, int clockLine, int dataLine)
    {
        var bits = new List<bool>(edges.Length / 2);
        var dataIsLow = DataBeganLow(edges, dataLine);
        foreach (var edge in edges)
        {
            if (edge.Line == dataLine)
                dataIsLow = !edge.Rising;
            else if (edge.Line == clockLine && !edge.Rising)
                bits.Add(dataIsLow);
        }
        return bits;
    }

    // Edges tell changes only: before the first one the line had the other level. Without any, all bits are equal and there is
    // no track to find, whatever the level was.
    private static bool DataBeganLow(ReadOnlySpan<Edge> edges, int dataLine)
    {
        foreach (var edge in edges)
            if (edge.Line == dataLine)
                return edge.Rising;
        return false;
    }
}
