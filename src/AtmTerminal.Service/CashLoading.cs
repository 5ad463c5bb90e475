using AtmTerminal.Domain.Cash;
using AtmTerminal.Domain.Events;
using AtmTerminal.Journal;

namespace AtmTerminal.Service;

/// <summary>How a loading ended.</summary>
public enum LoadingOutcome
{
    Loaded,

    /// <summary>A request is open: counts may not change until it is reconciled (failure matrix, F1).</summary>
    RequestOpen,

    /// <summary>Counts are there already: replacing them takes an exchange, and two persons (F3).</summary>
    LoadedBefore,

    /// <summary>The journal took it not; the old counts stand and the terminal goes out of service.</summary>
    JournalFailed,
}

/// <summary>Puts the first counts into the journal of a new terminal.</summary>
public static class CashLoading
{
    /// <summary>
    /// Sets all units and their counts in one fact, so that a power failure leaves the old counts or the new ones (F2).
    /// Terminal loop only.
    /// </summary>
    /// <param name="by">Who counted.</param>
    public static LoadingOutcome Load(IJournal journal, IReadOnlyList<CashUnit> units, string by)
    {
        if (journal.State.Open.Any())
            return LoadingOutcome.RequestOpen;
        if (journal.State.Cash is not null)
            return LoadingOutcome.LoadedBefore;
        return journal.Append(new CashUnitsSet(units, by)) == AppendOutcome.Durable
            ? LoadingOutcome.Loaded
            : LoadingOutcome.JournalFailed;
    }
}
