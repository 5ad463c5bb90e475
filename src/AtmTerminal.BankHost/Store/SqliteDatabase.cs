using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace AtmTerminal.BankHost;

/// <summary>The store in one SQLite file: one connection, one writer.</summary>
/// <remarks>Any thread: callers wait for each other. Another process on the same file is waited for up to the busy time.</remarks>
internal sealed class SqliteDatabase : HostDatabase
{
    private const int BusySeconds = 30;

    private readonly Lock _oneAtATime = new();
    private readonly SqliteConnection _connection;
    private readonly SqliteSql _sql;
    private bool _failed;

    private SqliteDatabase(SqliteConnection connection)
    {
        _connection = connection;
        _sql = new SqliteSql(connection);
    }

    public override bool ServesManyAtOnce => false;

    /// <summary>As <see cref="HostDatabase.Open(string?)"/>, with everything in the store replaced by what a backup holds.</summary>
    public static SqliteDatabase Open(string? file, HostBackup? content)
    {
        var connection = Connect(file);
        try
        {
            content?.CopyTo(connection);
            var database = new SqliteDatabase(connection);
            // An acknowledged posting must survive a power cut: WAL with FULL syncs at every commit.
            database._sql.First("PRAGMA journal_mode = WAL", static row => row.GetString(0));
            database._sql.Execute("PRAGMA synchronous = FULL");
            database._sql.Execute("PRAGMA foreign_keys = ON");
            Migrations.Apply(database);
            return database;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>A copy that <see cref="BackUpTo"/> wrote.</summary>
    /// <exception cref="DbException">It cannot be read, or is no store of this program.</exception>
    public static HostBackup ReadCopy(string file)
    {
        var copy = Connect(file, SqliteOpenMode.ReadOnly);
        try
        {
            using var command = copy.CreateCommand();
            command.CommandText = "SELECT MAX(number) FROM migration";
            command.ExecuteScalar();
            return new(copy);
        }
        catch
        {
            copy.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    /// <exception cref="DbException">The store failed. After a failed commit nobody can say what the disk holds, so every later
    /// call fails too: start again and let the terminals repeat.</exception>
    public override T InTransaction<T>(Func<Sql, T> work)
    {
        lock (_oneAtATime)
        {
            if (_failed)
                throw new StoreFailedException();
            // As prepared statements: the driver's own transaction compiles three anew each time.
            _sql.Execute("BEGIN IMMEDIATE");
            try
            {
                var result = work(_sql);
                AtCommit?.Invoke(CommitPoint.Before);
                Commit();
                AtCommit?.Invoke(CommitPoint.After);
                return result;
            }
            finally
            {
                if (IsInTransaction)
                    _sql.Execute("ROLLBACK");
            }
        }
    }

    public override T Read<T>(Func<Sql, T> work)
    {
        lock (_oneAtATime)
            return work(_sql);
    }

    /// <summary>Copies the store as of one moment between two transactions.</summary>
    /// <param name="file">Where to; <c>null</c> for a copy in memory. A store that is there is replaced.</param>
    /// <exception cref="DbException">The copy cannot be written.</exception>
    public HostBackup BackUpTo(string? file)
    {
        var copy = Connect(file);
        try
        {
            lock (_oneAtATime)
                _connection.BackupDatabase(copy);
            return new(copy);
        }
        catch
        {
            copy.Dispose();
            throw;
        }
    }

    public override void Dispose()
    {
        lock (_oneAtATime)
        {
            _sql.Dispose();
            _connection.Dispose();
        }
    }

    private static SqliteConnection Connect(string? file, SqliteOpenMode mode = SqliteOpenMode.ReadWriteCreate)
    {
        SystemSqlite.Use();
        var address = new SqliteConnectionStringBuilder
        {
            DataSource = file ?? ":memory:",
            Mode = mode,
            // A pooled connection would keep the file open, and locked, after the host has stopped.
            Pooling = false,
            DefaultTimeout = BusySeconds,
        };
        var connection = new SqliteConnection(address.ToString());
        try
        {
            connection.Open();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    // Not what was begun, but what SQLite says: after some failures it has rolled back by itself.
    private bool IsInTransaction => SQLitePCL.raw.sqlite3_get_autocommit(_connection.Handle) == 0;

    private void Commit()
    {
        try
        {
            AtCommit?.Invoke(CommitPoint.Within);
            _sql.Execute("COMMIT");
        }
        catch
        {
            _failed = true;
            throw;
        }
    }
}

/// <summary>A commit failed earlier, so this store takes nothing any more.</summary>
internal sealed class StoreFailedException()
    : DbException("A commit failed before; the host has to be started again before it can answer.");
