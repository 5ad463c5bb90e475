using SQLitePCL;

namespace AtmTerminal.Journal.Store;

/// <summary>SQLite said no. Stays inside the store: above it failures are values.</summary>
internal sealed class SqliteFailure(int code, string message) : Exception(message)
{
    /// <summary>The primary result code, <c>raw.SQLITE_BUSY</c> and the like.</summary>
    public int Code => code & 0xFF;
}

/// <summary>One SQLite connection, used by one thread.</summary>
internal sealed class SqliteDatabase : IDisposable
{
    private readonly sqlite3 _handle;
    private readonly List<SqliteStatement> _statements = [];

    private SqliteDatabase(sqlite3 handle) => _handle = handle;

    /// <exception cref="SqliteFailure">The file cannot be opened. SQLite reads it only when it is first used.</exception>
    public static SqliteDatabase Open(string path, bool create)
    {
        NativeSqlite.Prepare();
        var flags = raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_NOMUTEX | (create ? raw.SQLITE_OPEN_CREATE : 0);
        var code = raw.sqlite3_open_v2(path, out var handle, flags, null);
        var database = new SqliteDatabase(handle);
        if (code == raw.SQLITE_OK)
            return database;
        var failure = database.Failure(code);
        database.Dispose();
        throw failure;
    }

    public void Execute(string sql) => Check(raw.sqlite3_exec(_handle, sql));

    /// <summary>A statement that lives as long as the connection and is used again and again.</summary>
    public SqliteStatement Prepare(string sql)
    {
        Check(raw.sqlite3_prepare_v2(_handle, sql, out var statement));
        var prepared = new SqliteStatement(this, statement);
        _statements.Add(prepared);
        return prepared;
    }

    /// <summary>The answer of a question that has exactly one, as <c>PRAGMA user_version</c>.</summary>
    public long Number(string sql)
    {
        using var statement = Prepare(sql);
        statement.Step();
        return statement.Number(0);
    }

    /// <summary>Writes the log into the main file and lets the next commit start the log anew.</summary>
    public void CheckpointRestart() =>
        Check(raw.sqlite3_wal_checkpoint_v2(_handle, null, raw.SQLITE_CHECKPOINT_RESTART, out _, out _));

    /// <summary>
    /// Leaves the log in place at closing: a file that is only looked at keeps every byte, the log keeps its grown size, and
    /// closing stays as quick as a power cut. Reads nothing, so it works on a damaged file too.
    /// </summary>
    public void KeepLogAtClose()
    {
        const int NoCheckpointOnClose = 1006;
        Check(raw.sqlite3_db_config(_handle, NoCheckpointOnClose, 1, out _));
    }

    /// <summary>Copies the whole database as one consistent moment into <paramref name="target"/>.</summary>
    public void BackUpTo(SqliteDatabase target)
    {
        using var backup = raw.sqlite3_backup_init(target._handle, "main", _handle, "main");
        var code = raw.sqlite3_backup_step(backup, -1);
        if (code != raw.SQLITE_DONE)
            throw Failure(code);
        Check(raw.sqlite3_backup_finish(backup));
    }

    public void Check(int code)
    {
        if (code is not (raw.SQLITE_OK or raw.SQLITE_ROW or raw.SQLITE_DONE))
            throw Failure(code);
    }

    public void Forget(SqliteStatement statement) => _statements.Remove(statement);

    public void Dispose()
    {
        foreach (var statement in _statements.ToArray())
            statement.Dispose();
        raw.sqlite3_close_v2(_handle);
    }

    private SqliteFailure Failure(int code) => new(code, raw.sqlite3_errmsg(_handle).utf8_to_string());
}

/// <summary>A prepared statement. Parameters count from 1, columns from 0, as SQLite does.</summary>
internal sealed class SqliteStatement(SqliteDatabase database, sqlite3_stmt handle) : IDisposable
{
    public SqliteStatement Bind(int parameter, long value)
    {
        database.Check(raw.sqlite3_bind_int64(handle, parameter, value));
        return this;
    }

    public SqliteStatement Bind(int parameter, string value)
    {
        database.Check(raw.sqlite3_bind_text(handle, parameter, value));
        return this;
    }

    /// <param name="utf8">Text that is UTF-8 already.</param>
    public SqliteStatement BindText(int parameter, ReadOnlySpan<byte> utf8)
    {
        database.Check(raw.sqlite3_bind_text(handle, parameter, utf8));
        return this;
    }

    public SqliteStatement BindBlob(int parameter, ReadOnlySpan<byte> bytes)
    {
        database.Check(raw.sqlite3_bind_blob(handle, parameter, bytes));
        return this;
    }

    /// <summary>Runs to the next row. False: done, and ready to be bound and run again.</summary>
    public bool Step()
    {
        var code = raw.sqlite3_step(handle);
        if (code == raw.SQLITE_ROW)
            return true;
        // Reset reports the step's own failure once more; the first report is the one that counts.
        if (code == raw.SQLITE_DONE)
            raw.sqlite3_reset(handle);
        database.Check(code);
        return false;
    }

    /// <summary>Runs a statement that gives no row.</summary>
    public void Run() => Step();

    public long Number(int column) => raw.sqlite3_column_int64(handle, column);

    public string Text(int column) => raw.sqlite3_column_text(handle, column).utf8_to_string();

    public byte[] Bytes(int column) => raw.sqlite3_column_blob(handle, column).ToArray();

    public void Dispose()
    {
        database.Forget(this);
        raw.sqlite3_finalize(handle);
    }
}
