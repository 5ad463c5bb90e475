using AtmTerminal.Domain.Withdrawals;
using AtmTerminal.Journal.Store;

namespace AtmTerminal.Journal;

/// <summary>What a full reading of a journal found.</summary>
/// <param name="Rows">Rows that hold, counted from the first.</param>
/// <param name="BadRow">The first row that does not, or 0 when it is not one row.</param>
/// <param name="Problem">What is wrong, in one sentence; <c>null</c> when all holds.</param>
public sealed record AuditResult(long Rows, long BadRow, string? Problem)
{
    public bool Holds => Problem is null;

    /// <summary>One line for the person who asked.</summary>
    public override string ToString() =>
        Problem is null ? $"The journal holds: {Rows} rows, the chain is unbroken and the stored state follows from it."
        : BadRow > 0 ? $"The journal does not hold at row {BadRow}: {Problem}"
        : $"The journal does not hold: {Problem}";
}

/// <summary>
/// The scan behind <c>AtmTerminal journal verify</c>: every row's hash and number, every body, and that the state a start would
/// use is the fold of all rows from zero. It reads the whole file and changes nothing.
/// </summary>
public static class JournalAudit
{
    /// <summary>Reads the journal of <paramref name="folder"/>, which no terminal may be using.</summary>
    public static AuditResult Verify(string folder) => Verify(new JournalFiles(folder));

    internal static AuditResult Verify(JournalFiles files) =>
        JournalReading.Use(files, Verify) switch
        {
            { Problem: { } problem } => new(0, 0, problem),
            { Value: var result } => result!,
        };

    internal static AuditResult Verify(SqliteStore store, HashChain chain)
    {
        if (store.Integrity() is { } broken)
            return new(0, 0, $"SQLite finds the file broken ({broken}).");
        var state = TerminalState.Empty;
        foreach (var row in store.Rows(1))
        {
            if (Problem(row, state, chain) is { } problem)
                return new(state.HeadSeq, state.HeadSeq + 1, problem);
            if (TryFold(ref state, row) is { } misfit)
                return new(state.HeadSeq, row.Seq, misfit);
        }
        return StoredState(store, chain, state) is { } difference
            ? new(state.HeadSeq, 0, difference)
            : new(state.HeadSeq, 0, null);
    }

    private static string? Problem(StoredRow row, TerminalState before, HashChain chain) =>
        row.Seq != before.HeadSeq + 1 ? "the row is missing."
        : !chain.Holds(before.HeadHash.Span, row) ? "its hash does not follow from the row before it."
        : null;

    /// <returns><c>null</c>, or why the row cannot follow.</returns>
    internal static string? TryFold(ref TerminalState state, StoredRow row)
    {
        if (EventCodec.Decode(row, out var problem) is not { } e)
            return problem;
        if (EventCodec.Withdrawal(e) != row.Withdrawal)
            return "its withdrawal number is not that of its body.";
        try
        {
            state = state.Apply(new(row.Seq, row.At, e, row.Hash));
            return null;
        }
        catch (EventOutOfOrderException outOfOrder)
        {
            return outOfOrder.Message;
        }
    }

    private static string? StoredState(SqliteStore store, HashChain chain, TerminalState folded)
    {
        var rows = store.Projections();
        try
        {
            var stored = Projections.Read(rows);
            if (OpeningCheck.AnchorRow(store, stored) is { } lost)
                return lost.Reason;
            return Projections.FirstDifference(stored, folded) is { } name
                    ? $"the stored state '{name}' is not what the rows lead to."
                : OpeningCheck.SealHolds(store, chain) ? null
                : OpeningCheck.NotAsWritten;
        }
        catch (Exception e) when (OpeningCheck.IsDamage(e, store, chain))
        {
            return $"the stored state cannot be read ({e.Message.TrimEnd('.')}).";
        }
    }
}
