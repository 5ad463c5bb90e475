using AtmTerminal.Domain.Amounts;
using AtmTerminal.Domain.Cash;
using AtmTerminal.Domain.Events;
using AtmTerminal.Domain.Withdrawals;
using AtmTerminal.Journal;

namespace AtmTerminal.Service;

/// <summary>
/// The facts that end an exchange, for one transaction: what was counted, how each suspect case is closed, what is short or
/// over, and the new counts of all units. After a power failure all of them are there or none is (failure matrix, F2).
/// </summary>
internal static class ExchangeEnd
{
    /// <summary>DE 39 of the reversal of a case whose customer got nothing: suspected malfunction.</summary>
    private const string SuspectedMalfunction = "22";

    public static List<JournalEvent> Facts(
        TerminalState state,
        CashEntry entry,
        string confirmedBy,
        CountVerdict.Decided verdict
    )
    {
        var (by, found) = (entry.By.Trim(), entry.Found);
        var names = $"counted by {by} and {confirmedBy}";
        var facts = new List<JournalEvent>
        {
            new CashCounted(found.Cassettes, found.Reject, found.Retract, found.Elsewhere, by, confirmedBy),
        };
        foreach (var closed in verdict.Cases)
            facts.AddRange(Close(state, verdict, closed, $"{names}: {found}", names));
        if (!verdict.Agrees)
            facts.Add(Difference(verdict, names));
        if (state.Lock is not null)
            facts.Add(new TerminalUnlocked(names));
        facts.Add(new CashUnitsSet(Units(state.Units, entry.Loaded), by, confirmedBy));
        return facts;
    }

    private static IEnumerable<JournalEvent> Close(
        TerminalState state,
        CountVerdict.Decided verdict,
        ClosedCase closed,
        string evidence,
        string names
    )
    {
        var withdrawal = closed.Case;
        var words =
            closed.Amount.IsZero ? "nothing given"
            : closed.Amount == withdrawal.Amount ? "given in full"
            : "given in part";
        yield return new ReconciliationDecided(
            withdrawal.Number,
            $"{words} (counted)",
            state.Cash!.Expected,
            verdict.Found,
            evidence
        );
        yield return new WithdrawalCompleted(
            withdrawal.Number,
            closed.Amount,
            withdrawal.CommissionOn(closed.Amount),
            closed.Notes,
            names,
            SuspectedMalfunction
        );
    }

    private static ReconciliationDecided Difference(CountVerdict.Decided verdict, string names)
    {
        var (expected, found) = (verdict.Expected, verdict.Found);
        var words =
            found < expected ? "shortage"
            : found > expected ? "over"
            : "other notes than expected";
        return new(
            default,
            $"{words} (counted)",
            expected,
            found,
            $"{names}; short {verdict.Short}, over {verdict.Over}"
        );
    }

    // A lock that the operator has put on a unit is not lifted by filling it.
    private static List<CashUnit> Units(IReadOnlyList<CashUnit> before, IReadOnlyList<LoadedCassette> loaded) =>
        [
            .. before.Select(unit =>
                loaded.FirstOrDefault(l => l.Unit == unit.Id) is { } cassette
                    ? CashUnit.Cassette(unit.Id, cassette.Denomination, cassette.Notes) with
                    {
                        AppLockOut = unit.AppLockOut,
                    }
                    : CashUnit.Bin(unit.Id, unit.Type)
            ),
        ];
}
