using Microsoft.Data.Sqlite;

namespace AtmTerminal.BankHost;

/// <summary>
/// The host's store as it was at one moment, in memory or in a file. It is as secret as the store, and opens only with the
/// vault's key that the store was written with. May be restored any number of times; one thread at a time.
/// </summary>
public sealed class HostBackup : IDisposable
{
    private readonly SqliteConnection _copy;

    internal HostBackup(SqliteConnection copy) => _copy = copy;

    public void Dispose() => _copy.Dispose();

    internal void CopyTo(SqliteConnection store) => _copy.BackupDatabase(store);
}
