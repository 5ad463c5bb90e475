using System.Numerics;

namespace AtmTerminal.Security;

/// <summary>The counting rule both kinds of DUKPT share: counters with too many one-bits are skipped.</summary>
internal static class DukptCounter
{
    /// <summary>Adding the lowest one-bit carries past every counter that shares the crowded upper part.</summary>
    public static bool TryNext(uint counter, uint highest, int mostOneBits, out uint next)
    {
        var candidate = counter + 1UL;
        while (candidate <= highest && BitOperations.PopCount(candidate) > mostOneBits)
            candidate += candidate & (~candidate + 1UL);
        var found = candidate <= highest;
        next = found ? (uint)candidate : 0;
        return found;
    }
}
