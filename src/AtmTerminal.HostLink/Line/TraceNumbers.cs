using AtmTerminal.Iso8583;
using AtmTerminal.Security;

namespace AtmTerminal.HostLink;

/// <summary>
/// Trace numbers of questions, 1 to 999,999 and then 1 again. They only have to be apart within the time an answer may
/// take; going on above the reserved block after a restart keeps an answer from before it from fitting anything.
/// </summary>
internal sealed class TraceNumbers(ICounterStore store)
{
    private const int ReservedAtOnce = 64;
    private long _current = store.ReservedUpTo;

    /// <summary><see langword="null"/> when the journal does not take the reservation.</summary>
    public int? TryNext()
    {
        var next = _current + 1;
        if (next > store.ReservedUpTo && !store.TryReserve(next + ReservedAtOnce - 1))
            return null;
        _current = next;
        return Of(next);
    }

    /// <summary>The trace number that any growing number gives: a record of the journal gets that of its row.</summary>
    public static int Of(long number) => (int)((number - 1) % LineHeader.HighestTraceNumber) + 1;
}
