namespace AtmTerminal.Journal.Store;

/// <summary>Rows in memory, for simulations of whole terminals where only the order of facts counts and no disk is watched.</summary>
internal sealed class MemoryStore : IEventStore
{
    private readonly List<StoredRow> _rows = [];
    private readonly Dictionary<long, byte[]> _cards = [];

    public string? Commit(StoreBatch batch)
    {
        _rows.AddRange(batch.Rows);
        if (batch.CardToKeep is { } card)
            _cards[card.Withdrawal.Value] = card.Sealed.ToArray();
        foreach (var withdrawal in batch.CardsToDelete)
            _cards.Remove(withdrawal);
        return null;
    }

    public string? Checkpoint() => null;

    public IEnumerable<StoredRow> Rows(long fromSeq) => _rows.Skip(checked((int)(fromSeq - 1)));

    public byte[]? Card(long withdrawal) => _cards.GetValueOrDefault(withdrawal);

    public string? BackUpTo(JournalFiles files) => "This journal is in memory only.";

    public void Dispose() { }
}
