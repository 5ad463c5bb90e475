using AtmTerminal.Domain.Amounts;
using AtmTerminal.Domain.Cash;
using AtmTerminal.Domain.Withdrawals;
using AtmTerminal.Journal;

namespace AtmTerminal.Service;

/// <summary>
/// Decides from a count of all notes what became of the suspect cases: rule 4 of the failure matrix, with a person's count in
/// the place of sensors. What is missing in the machine is with the customers, as far as their notes were ever about to be
/// presented; the rest is a shortage. Pure: the same journal and the same count give the same verdict.
/// </summary>
public static class CountDecision
{
    /// <param name="state">The fold of the journal as it stands after reconciliation.</param>
    /// <param name="count">Every note of the machine, counted before any was added.</param>
    /// <param name="shares">
    /// Which case gave which notes. Needed only when several cases could have given the same missing notes (D4); cases that are
    /// not named gave nothing.
    /// </param>
    public static CountVerdict Decide(
        TerminalState state,
        CashCount count,
        IReadOnlyDictionary<WithdrawalNumber, NoteCounts>? shares = null
    )
    {
        if (state.Cash is not { } cash)
            return new CountVerdict.Undecided(
                ServiceRefusal.NeverLoaded,
                "No exchange has told yet what is in the machine: load it first."
            );
        if (count.All.Select(n => n.Key).FirstOrDefault(unit => !cash.Denominations.ContainsKey(unit)) is { } unknown)
            return new CountVerdict.Undecided(
                ServiceRefusal.UnitsWrong,
                $"There is no cassette {unknown} in this machine: name notes by the cassette that holds their kind."
            );
        var kinds = new NoteKinds(cash);
        var (expected, reported) = (kinds.Of(Expected(cash)), kinds.Of(ReportedBefore(state, cash)));
        var missing = kinds.Less(kinds.Less(expected, kinds.Of(count.All)), reported);
        var cases = CaseShares.Split(state.Suspects, kinds, missing, shares);
        return cases is CaseShares.Fitting { Cases: var closed }
            ? Judge(cash, kinds, count, closed)
            : (CountVerdict)((CaseShares.NotFitting)cases).Why;
    }

    /// <summary>Notes by cassette that have not left the machine by any completed withdrawal. The bins are empty after an exchange.</summary>
    private static Dictionary<string, int> Expected(CashPosition cash) =>
        cash
            .Units.Where(u => u.Type == CashUnitType.CashOut)
            .ToDictionary(u => u.Id, u => u.Initial - u.Out.Presented, StringComparer.Ordinal);

    // Missing before these cases arose, and reported then: no customer of theirs has it.
    private static Dictionary<string, int> ReportedBefore(TerminalState state, CashPosition cash)
    {
        var ofCases = state
            .Suspects.Where(w => !w.CountedSince)
            .Aggregate(NoteCounts.Empty, (sum, w) => sum.Plus(w.Outstanding));
        return cash
            .Units.Where(u => u.Type == CashUnitType.CashOut)
            .ToDictionary(u => u.Id, u => Math.Max(0, u.Out.Unknown - ofCases[u.Id]), StringComparer.Ordinal);
    }

    private static CountVerdict.Decided Judge(
        CashPosition cash,
        NoteKinds kinds,
        CashCount count,
        IReadOnlyList<ClosedCase> closed
    )
    {
        var given = closed.Aggregate(NoteCounts.Empty, (sum, c) => sum.Plus(c.Notes));
        var rest = kinds.Less(kinds.Less(kinds.Of(Expected(cash)), kinds.Of(count.All)), kinds.Of(given));
        return new(
            closed,
            closed.Aggregate(cash.Expected, (sum, c) => sum - c.Amount),
            cash.ValueOf(count.All),
            kinds.Named(rest, above: true),
            kinds.Named(rest, above: false)
        );
    }
}
