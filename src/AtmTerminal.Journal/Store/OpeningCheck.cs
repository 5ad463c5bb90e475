using System.Text.Json;

namespace AtmTerminal.Journal.Store;

/// <summary>What every opening looks at: the file's identity, the projections, and the end of the chain. Constant time.</summary>
internal static class OpeningCheck
{
    internal const string NotAsWritten =
        "the stored state or the card data is not what was written (its seal is broken).";

    /// <returns><c>null</c> with the state, or what is wrong.</returns>
    public static OpeningOutcome? Check(SqliteStore store, HashChain chain, long knownHeadSeq, out TerminalState state)
    {
        state = TerminalState.Empty;
        var (application, version) = store.Identity;
        if (application != SqliteStore.ApplicationId)
            return new OpeningOutcome.Damaged(0, "the file is a database, but no journal of this program.");
        if (version != SqliteStore.SchemaVersion)
            return new OpeningOutcome.CannotOpen(
                $"it was written by another version of the program (layout {version})."
            );
        var rows = store.Projections();
        try
        {
            state = Projections.Read(rows);
        }
        catch (Exception e) when (IsDamage(e, store, chain))
        {
            return new OpeningOutcome.Damaged(0, $"the stored state cannot be read ({e.Message.TrimEnd('.')}).");
        }
        return AnchorRow(store, state)
            ?? ChainEnd(store, chain, ref state)
            ?? Sealed(store, chain)
            ?? OlderCopy(state, knownHeadSeq);
    }

    /// <summary>Whether the last row that the stored state counts is in the journal.</summary>
    internal static OpeningOutcome.Damaged? AnchorRow(SqliteStore store, TerminalState stored)
    {
        if (stored.HeadSeq == 0)
            return null;
        return store.Rows(stored.HeadSeq).FirstOrDefault() is { } row && row.Seq == stored.HeadSeq
            ? row.Hash.AsSpan().SequenceEqual(stored.HeadHash.Span)
                ? null
                : new(row.Seq, "it is not the row that the stored state counts last.")
            : new(stored.HeadSeq, "the row is missing, but the stored state counts it.");
    }

    /// <summary>Whether the rows beside the chain are what was written; true where nothing has been sealed yet.</summary>
    internal static bool SealHolds(SqliteStore store, HashChain chain) =>
        store.Seal() is not { } stored || new StateSeal(chain, store.RowsUnderSeal()).Is(stored);

    /// <summary>
    /// Whether what was thrown over the stored state says something of the file. Of a state that is as it was sealed it does not:
    /// then it is a bug, and goes on.
    /// </summary>
    internal static bool IsDamage(Exception thrown, SqliteStore store, HashChain chain) =>
        thrown is JsonException || store.Seal() is null || !SealHolds(store, chain);

    // A journal of a version that did not seal is believed when it is the fold of all its rows: slow, and only until the first
    // commit that seals. A seal that was taken away gains nothing.
    private static OpeningOutcome.Damaged? Sealed(SqliteStore store, HashChain chain)
    {
        if (store.Seal() is null)
            return JournalAudit.Verify(store, chain) is { Problem: { } problem } found
                ? new(found.BadRow, problem)
                : null;
        return SealHolds(store, chain) ? null : new(0, NotAsWritten);
    }

    // Moves the head of the state from its anchor to the last row, over the end of the chain. Rows behind the anchor are rows that
    // changed no state; one that does change it means that the stored state is an older one.
    private static OpeningOutcome.Damaged? ChainEnd(SqliteStore store, HashChain chain, ref TerminalState state)
    {
        var first = Math.Max(1, store.LastSeq - JournalFolder.RowsCheckedAtOpening);
        var expected = first;
        var before = HashChain.Genesis;
        var folded = state;
        foreach (var row in store.Rows(first))
        {
            if (row.Seq != expected++)
                return new(expected - 1, "the row is missing.");
            // The row in front of the part that is checked has only its hash used, unless it is the first of all.
            if ((row.Seq > first || first == 1) && !chain.Holds(before, row))
                return new(row.Seq, "its hash does not follow from the row before it.");
            before = row.Hash;
            if (row.Seq == folded.HeadSeq + 1 && JournalAudit.TryFold(ref folded, row) is { } misfit)
                return new(row.Seq, misfit);
        }
        if (Projections.Changes(state, folded).Count > 0)
            return new(state.HeadSeq + 1, "the stored state is an older one and does not count it.");
        state = state with { HeadSeq = expected - 1, HeadHash = before };
        return null;
    }

    private static OpeningOutcome.Damaged? OlderCopy(TerminalState state, long knownHeadSeq) =>
        state.HeadSeq >= knownHeadSeq
            ? null
            : new(state.HeadSeq + 1, $"row {knownHeadSeq} is known to have existed: this is an older copy.");
}
