namespace AtmTerminal.Journal.Store;

/// <summary>A row as it is stored.</summary>
/// <param name="AtMs">Milliseconds since 1970-01-01 UTC.</param>
/// <param name="Type">The name of the event's type.</param>
/// <param name="Withdrawal">Its withdrawal number, or 0.</param>
/// <param name="Body">The event as JSON.</param>
internal sealed record StoredRow(long Seq, long AtMs, string Type, long Withdrawal, byte[] Body, byte[] Hash)
{
    public DateTimeOffset At => DateTimeOffset.FromUnixTimeMilliseconds(AtMs);
}

/// <summary>One projection row to write, or to delete when <paramref name="Body"/> is null.</summary>
internal readonly record struct ProjectionChange(string Name, byte[]? Body);

/// <summary>Everything one append changes: all of it becomes durable, or nothing.</summary>
/// <param name="From">The state before; with <paramref name="To"/> it says which projection rows change.</param>
internal sealed record StoreBatch(
    IReadOnlyList<StoredRow> Rows,
    TerminalState From,
    TerminalState To,
    SealedCard? CardToKeep,
    IReadOnlyList<long> CardsToDelete
);

/// <summary>Where rows become durable. It decides nothing.</summary>
internal interface IEventStore : IDisposable
{
    /// <summary>Writes and syncs the batch.</summary>
    /// <returns><c>null</c> when it is durable, else why it may not be. After that nothing may be written to this store.</returns>
    string? Commit(StoreBatch batch);

    /// <returns><c>null</c>, or why the checkpoint failed.</returns>
    string? Checkpoint();

    IEnumerable<StoredRow> Rows(long fromSeq);

    byte[]? Card(long withdrawal);

    /// <summary>Copies all rows, as of now, into a new journal file in <paramref name="files"/>.</summary>
    /// <returns><c>null</c>, or why there is no copy.</returns>
    string? BackUpTo(JournalFiles files);
}
