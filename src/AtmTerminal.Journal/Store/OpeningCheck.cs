using System.Text.Json;

namespace AtmTerminal.Journal.Store;

/// <summary>What every opening looks at: the file's identity, the projections, and the end of the chain. Constant time.</summary>
internal static class OpeningCheck
{
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
        try
        {
            state = Projections.Read(store.Projections());
        }
        catch (JsonException e)
        {
            return new OpeningOutcome.Damaged(0, $"the stored state cannot be read ({e.Message})");
        }
        return AnchorRow(store, state) ?? ChainEnd(store, chain, ref state) ?? OlderCopy(state, knownHeadSeq);
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

    // Moves the head of the state from its anchor to the last row, over the end of the chain.
    private static OpeningOutcome.Damaged? ChainEnd(SqliteStore store, HashChain chain, ref TerminalState state)
    {
        var first = Math.Max(1, store.LastSeq - JournalFolder.RowsCheckedAtOpening);
        var expected = first;
        var before = HashChain.Genesis;
        foreach (var row in store.Rows(first))
        {
            if (row.Seq != expected++)
                return new(expected - 1, "the row is missing.");
            // The row in front of the part that is checked has only its hash used, unless it is the first of all.
            if ((row.Seq > first || first == 1) && !chain.Holds(before, row))
                return new(row.Seq, "its hash does not follow from the row before it.");
            before = row.Hash;
        }
        state = state with { HeadSeq = expected - 1, HeadHash = before };
        return null;
    }

    private static OpeningOutcome.Damaged? OlderCopy(TerminalState state, long knownHeadSeq) =>
        state.HeadSeq >= knownHeadSeq
            ? null
            : new(state.HeadSeq + 1, $"row {knownHeadSeq} is known to have existed: this is an older copy.");
}
