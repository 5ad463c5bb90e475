using AtmTerminal.Journal;
using AtmTerminal.Journal.Store;

namespace AtmTerminal.Testing;

/// <summary>The journal's store: says which event is being written, and has a stop point after every commit.</summary>
internal sealed class StoppingStore(SqliteStore inner, StopPoints stops) : IEventStore
{
    public string? Commit(StoreBatch batch)
    {
        var type = batch.Rows[^1].Type;
        var failure = Do(type, () => inner.Commit(batch));
        // A call that fails behind the commit would be a commit that failed, and that is the sync's own stop point.
        if (failure is null)
        {
            stops.NoteCommit(batch);
            stops.Cross($"journal.kept {type}");
        }
        return failure;
    }

    public string? Checkpoint() => Do("checkpoint", inner.Checkpoint);

    public IEnumerable<StoredRow> Rows(long fromSeq) => inner.Rows(fromSeq);

    public byte[]? Card(long withdrawal) => inner.Card(withdrawal);

    public string? BackUpTo(JournalFiles files) => inner.BackUpTo(files);

    public void Dispose() => inner.Dispose();

    private string? Do(string what, Func<string?> work)
    {
        stops.ThrowIfDead();
        stops.Doing = what;
        var failure = work();
        stops.Doing = StopPoints.Opening;
        stops.ThrowIfDead();
        return failure;
    }
}
