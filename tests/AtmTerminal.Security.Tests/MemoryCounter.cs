namespace AtmTerminal.Security.Tests;

/// <summary>A counter whose reservations survive the death of those who count, as the journal's do.</summary>
internal sealed class MemoryCounter : ICounterStore
{
    public long ReservedUpTo { get; set; }

    public int Writes { get; private set; }

    public bool Fails { get; set; }

    public bool TryReserve(long upTo)
    {
        if (Fails)
            return false;
        Writes++;
        ReservedUpTo = upTo;
        return true;
    }
}
