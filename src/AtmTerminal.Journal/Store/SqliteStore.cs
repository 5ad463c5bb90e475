using SQLitePCL;

namespace AtmTerminal.Journal.Store;

/// <summary>Rows in one SQLite file, held with an exclusive lock. Set-up and reasons: DESIGN.md, "Store".</summary>
internal sealed class SqliteStore : IEventStore
{
    /// <summary>"ATMJ": tells this file from any other SQLite file.</summary>
    public const int ApplicationId = 0x41544D4A;
    public const int SchemaVersion = 1;
    private const int LogBytes = 4 * 1024 * 1024;

    private readonly SqliteDatabase _database;
    private readonly SqliteStatement _begin;
    private readonly SqliteStatement _commit;
    private readonly SqliteStatement _insertEvent;
    private readonly SqliteStatement _putProjection;
    private readonly SqliteStatement _deleteProjection;
    private readonly SqliteStatement _putCard;
    private readonly SqliteStatement _deleteCard;

    private SqliteStore(SqliteDatabase database)
    {
        _database = database;
        _begin = database.Prepare("BEGIN IMMEDIATE");
        _commit = database.Prepare("COMMIT");
        _insertEvent = database.Prepare(
            "INSERT INTO event(seq, at, type, withdrawal, body, hash) VALUES (?1, ?2, ?3, ?4, ?5, ?6)"
        );
        _putProjection = database.Prepare(
            "INSERT INTO projection(name, body) VALUES (?1, ?2) ON CONFLICT(name) DO UPDATE SET body = excluded.body"
        );
        _deleteProjection = database.Prepare("DELETE FROM projection WHERE name = ?1");
        _putCard = database.Prepare(
            "INSERT INTO card(withdrawal, sealed) VALUES (?1, ?2) ON CONFLICT(withdrawal) DO UPDATE SET sealed = excluded.sealed"
        );
        _deleteCard = database.Prepare("DELETE FROM card WHERE withdrawal = ?1");
    }

    /// <summary>The connection, for tests that make SQLite itself fail.</summary>
    internal SqliteDatabase Database => _database;

    /// <summary>Makes an empty journal file.</summary>
    /// <exception cref="SqliteFailure">It cannot be written.</exception>
    public static void Create(string path)
    {
        using var database = SqliteDatabase.Open(path, create: true);
        database.Execute(
            $"""
            PRAGMA synchronous = FULL;
            BEGIN;
            CREATE TABLE event(
                seq INTEGER PRIMARY KEY,
                at INTEGER NOT NULL,
                type TEXT NOT NULL,
                withdrawal INTEGER NOT NULL,
                body TEXT NOT NULL,
                hash BLOB NOT NULL CHECK (length(hash) = 32)
            ) STRICT;
            CREATE TABLE projection(name TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT, WITHOUT ROWID;
            CREATE TABLE card(withdrawal INTEGER PRIMARY KEY, sealed BLOB NOT NULL) STRICT;
            PRAGMA application_id = {ApplicationId};
            PRAGMA user_version = {SchemaVersion};
            COMMIT;
            """
        );
    }

    /// <summary>Opens and locks a journal file.</summary>
    /// <exception cref="SqliteFailure">It is in use, cannot be read, or is no database.</exception>
    public static SqliteStore Open(string path)
    {
        var database = SqliteDatabase.Open(path, create: false);
        try
        {
            // The lock comes first: with it the log's index lives in memory and no second process can write.
            database.Execute("PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;");
            database.Execute("PRAGMA wal_autocheckpoint = 0; BEGIN IMMEDIATE; COMMIT;");
            database.KeepLogAtClose();
            GrowLog(database, path);
            // Sealed card data is overwritten when it is deleted.
            database.Execute("PRAGMA secure_delete = ON; PRAGMA foreign_keys = OFF;");
            return new(database);
        }
        catch (SqliteFailure)
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>What the file says it is.</summary>
    public (long ApplicationId, long Version) Identity =>
        (_database.Number("PRAGMA application_id"), _database.Number("PRAGMA user_version"));

    public string? Commit(StoreBatch batch)
    {
        try
        {
            _begin.Run();
            foreach (var row in batch.Rows)
                Insert(row);
            foreach (var (name, body) in batch.Projections)
                Put(name, body);
            if (batch.CardToKeep is { } card)
                _putCard.Bind(1, card.Withdrawal.Value).BindBlob(2, card.Sealed.Span).Run();
            foreach (var withdrawal in batch.CardsToDelete)
                _deleteCard.Bind(1, withdrawal).Run();
            _commit.Run();
            return null;
        }
        catch (SqliteFailure failure)
        {
            // No rollback and no second try: what is on the disk is found out by the next start (rule 1).
            return $"The journal could not be written: {failure.Message}.";
        }
    }

    public string? Checkpoint()
    {
        try
        {
            _database.CheckpointRestart();
            return null;
        }
        catch (SqliteFailure failure)
        {
            return $"The journal's log could not be moved into its file: {failure.Message}.";
        }
    }

    public IEnumerable<StoredRow> Rows(long fromSeq)
    {
        using var rows = _database.Prepare(
            "SELECT seq, at, type, withdrawal, body, hash FROM event WHERE seq >= ?1 ORDER BY seq"
        );
        rows.Bind(1, fromSeq);
        while (rows.Step())
            yield return new(
                rows.Number(0),
                rows.Number(1),
                rows.Text(2),
                rows.Number(3),
                rows.Bytes(4),
                rows.Bytes(5)
            );
    }

    public IReadOnlyList<(string Name, byte[] Body)> Projections()
    {
        var projections = new List<(string, byte[])>();
        using var rows = _database.Prepare("SELECT name, body FROM projection ORDER BY name");
        while (rows.Step())
            projections.Add((rows.Text(0), rows.Bytes(1)));
        return projections;
    }

    /// <summary>The number of the last row; 0 when there is none.</summary>
    public long LastSeq => _database.Number("SELECT coalesce(max(seq), 0) FROM event");

    public byte[]? Card(long withdrawal)
    {
        using var rows = _database.Prepare("SELECT sealed FROM card WHERE withdrawal = ?1");
        return rows.Bind(1, withdrawal).Step() ? rows.Bytes(0) : null;
    }

    public void Dispose() => _database.Dispose();

    private void Insert(StoredRow row) =>
        _insertEvent
            .Bind(1, row.Seq)
            .Bind(2, row.AtMs)
            .Bind(3, row.Type)
            .Bind(4, row.Withdrawal)
            .BindText(5, row.Body)
            .BindBlob(6, row.Hash)
            .Run();

    private void Put(string name, byte[]? body)
    {
        if (body is null)
            _deleteProjection.Bind(1, name).Run();
        else
            _putProjection.Bind(1, name).BindText(2, body).Run();
    }

    // A commit that makes the log file longer also writes the file's size: the slowest commits of a day. Growing it once lets
    // every later commit overwrite.
    private static void GrowLog(SqliteDatabase database, string path)
    {
        var log = new FileInfo(path + "-wal");
        if (log.Exists && log.Length >= LogBytes)
            return;
        database.Execute(
            $"""
            BEGIN; CREATE TABLE log_room(x BLOB); INSERT INTO log_room VALUES (zeroblob({LogBytes})); COMMIT;
            DROP TABLE log_room;
            """
        );
        database.CheckpointRestart();
    }
}
