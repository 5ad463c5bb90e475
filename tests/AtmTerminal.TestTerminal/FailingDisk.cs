using AtmTerminal.Domain.Events;
using AtmTerminal.Journal;
using AtmTerminal.Journal.Store;

namespace AtmTerminal.Testing;

/// <summary>How a disk fails.</summary>
public enum DiskFault
{
    /// <summary>It became read-only: SQLite itself refuses the commit.</summary>
    ReadOnly,

    /// <summary>The write returns an I/O error and nothing of it is on the disk.</summary>
    WriteLost,

    /// <summary>The sync returns an error although the rows are there: nobody can know, and a second sync would succeed.</summary>
    SyncFailed,
}

/// <summary>The disk under the journal. It fails once, at the commit of a chosen fact, and is well again after that.</summary>
public sealed class FailingDisk
{
    private (string Type, DiskFault Fault)? _armed;

    /// <summary>Commits that were sent to the disk after it had failed: rule 1 allows none.</summary>
    public int CommitsAfterFailure { get; private set; }

    /// <summary>The next commit that holds a fact of this type fails.</summary>
    public void FailAt<T>(DiskFault fault)
        where T : JournalEvent => _armed = (typeof(T).Name, fault);

    internal IEventStore Under(SqliteStore store) => new Store(this, store);

    private sealed class Store(FailingDisk disk, SqliteStore inner) : IEventStore
    {
        private bool _failed;

        public string? Commit(StoreBatch batch)
        {
            if (_failed)
                disk.CommitsAfterFailure++;
            if (disk._armed is not { } armed || batch.Rows.All(r => r.Type != armed.Type))
                return inner.Commit(batch);
            (disk._armed, _failed) = (null, true);
            switch (armed.Fault)
            {
                case DiskFault.ReadOnly:
                    inner.Database.Execute("PRAGMA query_only = ON");
                    var refused = inner.Commit(batch);
                    inner.Database.Execute("PRAGMA query_only = OFF");
                    return refused;
                case DiskFault.SyncFailed:
                    return inner.Commit(batch) ?? "The sync failed.";
                default:
                    return "The write failed.";
            }
        }

        public string? Checkpoint() => inner.Checkpoint();

        public IEnumerable<StoredRow> Rows(long fromSeq) => inner.Rows(fromSeq);

        public byte[]? Card(long withdrawal) => inner.Card(withdrawal);

        public string? BackUpTo(JournalFiles files) => inner.BackUpTo(files);

        public void Dispose() => inner.Dispose();
    }
}
