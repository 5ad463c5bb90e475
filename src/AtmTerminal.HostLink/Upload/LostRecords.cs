using AtmTerminal.Journal;

namespace AtmTerminal.HostLink;

/// <summary>
/// Finds what a host that fell back has to hear once more (failure matrix, E14): every record above the row it still has, but
/// those that it has yet to hear for the first time, and those that wait for a person.
/// </summary>
internal sealed class LostRecords(IJournal journal)
{
    // A slice takes a few milliseconds: a customer may be at the machine meanwhile.
    private const int RowsAtOnce = 500;

    private IReadOnlyList<OutboxRecord>? _records;

    /// <summary>The lowest record above <paramref name="row"/>. There is one: what the host acknowledged last lies above it.</summary>
    public async Task<OutboxRecord> FindAsync(long row)
    {
        _records ??= await ReadAllAsync(journal);
        var state = journal.State;
        return _records.First(record =>
            record.Seq > row
            && !state.Outbox.Concat(state.Reports).Concat(state.SetAside).Any(owed => owed.Seq == record.Seq)
        );
    }

    /// <summary>The host has everything again.</summary>
    public void Forget() => _records = null;

    /// <summary>Every record that the terminal ever owed, in the order of rows.</summary>
    public static async Task<IReadOnlyList<OutboxRecord>> ReadAllAsync(IJournal journal)
    {
        var replay = new RecordReplay(journal);
        while (replay.Advance(RowsAtOnce))
            await Task.Yield();
        return replay.Records;
    }
}
