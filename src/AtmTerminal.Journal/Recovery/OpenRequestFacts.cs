using AtmTerminal.Domain.Cash;
using AtmTerminal.Domain.Withdrawals;

namespace AtmTerminal.Journal;

/// <summary>The open request, reduced to the facts that the table asks for. Nothing is decided here.</summary>
internal sealed class OpenRequestFacts(TerminalState state, Withdrawal open, DispenserEvidence evidence)
{
    /// <summary>
    /// Notes that left their cassettes for this request and are not counted into a bin; by elimination where needed.
    /// <c>null</c> when that leaves more than one answer.
    /// </summary>
    public NoteCounts? NotBack { get; } = NotBackByElimination(state.Cash, open);

    public Reach Reach =>
        !open.MayHaveReachedCustomer ? Reach.Inside
        : open.AccessDoubted || evidence.ShutterOpen is null ? Reach.CustomerShutterDoubted
        : Reach.Customer;

    public Back Back
    {
        get
        {
            var (stacked, back) = (open.Stacked.Total, open.PurgedTotal);
            // A clearing cannot have counted more than the journal names: then one of the two is not to be trusted.
            if (
                evidence.Cleared is not { Counted: { } counted } cleared
                || open.ClearedUncounted
                || counted.Total + cleared.Unclassified > back
            )
                return Back.Unknown;
            if (back > stacked + (open.InDoubt?.AtMost ?? 0))
                return Back.More;
            return back >= stacked ? Back.All
                : back == 0 ? Back.None
                : Back.Some;
        }
    }

    public PathSeen Path =>
        evidence.NotesInStacker is null || evidence.NotesAtExit is null ? PathSeen.Unknown
        : evidence.NotesInStacker is true && open.PurgedTotal == 0 ? PathSeen.Contradicted
        : PathSeen.Clear;

    public Kinds Kinds =>
        HasForeignNotes || !BooksAgree ? Kinds.Contradicted
        : NotBack is null ? Kinds.Unknown
        : Kinds.Known;

    /// <summary>
    /// Of a diverted item, the notes that dropped into the reject bin without their event. Asked when all stacked notes are
    /// back, so what came beyond them is of the item; below zero when more came than it had.
    /// </summary>
    public int DivertedUnwritten =>
        open.InDoubt is { LeftCassette: true } doubt ? doubt.AtMost - (open.PurgedTotal - open.Stacked.Total) : 0;

    // More of one cassette came back than was stacked. After the presentation no note is in doubt, and before it kinds decide
    // nothing.
    private bool HasForeignNotes => open.Purged.Any(p => p.Value > open.Stacked[p.Key]);

    // D5: what is missing in the machine has to be this request and what was declared before, and nothing else.
    private bool BooksAgree =>
        state.Cash is { } cash && CashDifference.Unexplained(state, cash) == cash.ValueOf(open.Outstanding);

    // Which notes are gone, or null when notes that could not be told apart leave more than one value.
    private static NoteCounts? NotBackByElimination(CashPosition? cash, Withdrawal open)
    {
        var outstanding = open.Outstanding;
        if (cash is null || !outstanding.All(o => cash.Denominations.ContainsKey(o.Key)))
            return null;
        var unclassified = open.PurgedUnclassified.Total;
        if (unclassified == 0)
            return outstanding;
        if (unclassified >= outstanding.Total)
            return NoteCounts.Empty;
        var values = outstanding.Select(o => cash.Denominations[o.Key]).Distinct().Count();
        return values == 1 ? FirstOf(outstanding, outstanding.Total - unclassified) : null;
    }

    private static NoteCounts FirstOf(NoteCounts notes, int count)
    {
        var taken = NoteCounts.Empty;
        foreach (var (unit, there) in notes)
            taken = taken.Plus(unit, Math.Min(there, count - taken.Total));
        return taken;
    }
}

/// <summary>What the books cannot explain.</summary>
internal static class CashDifference
{
    /// <summary>
    /// Cash that is missing beyond suspect cases and what an earlier start has reported. An open request's notes are part of
    /// it: they are explained by the decision on that request.
    /// </summary>
    public static Domain.Amounts.Money Unexplained(TerminalState state, CashPosition cash)
    {
        var missing = cash.Missing;
        foreach (var suspect in state.Suspects)
            if (!suspect.CountedSince)
                missing -= suspect.DeclaredDifference!.Value;
        return state.LastDifference is { Found: { } found } reported ? missing - (reported.Expected - found) : missing;
    }
}
