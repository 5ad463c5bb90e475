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
    private readonly JournalFiles _files;
    private WriteStatements? _statements;

    private SqliteStore(SqliteDatabase database, JournalFiles files) => (_database, _files) = (database, files);

    /// <summary>The connection, for tests that make SQLite itself fail.</summary>
    internal SqliteDatabase Database => _database;

    /// <summary>Makes an empty journal file.</summary>
    /// <exception cref="SqliteFailure">It cannot be written.</exception>
    public static void Create(string path)
    {
        using var database = SqliteDatabase.Open(path, create: true);
        database.Execute(
            $"""
            PRAGMA journal_mode = WAL;
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

    /// <summary>Opens and locks a file and changes nothing in it: it may be evidence, or no journal at all.</summary>
    /// <exception cref="SqliteFailure">It is in use, cannot be read, or is no database.</exception>
    public static SqliteStore Open(JournalFiles files)
    {
        var database = SqliteDatabase.Open(files.Database, create: false);
        try
        {
            // First of all: a file that is refused below is evidence, and closing it must not move its log into it (D8).
            database.KeepLogAtClose();
            // Then the lock: with it the log's index lives in memory and no second process can write.
            database.Execute(
                "PRAGMA locking_mode = EXCLUSIVE; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 0;"
            );
            database.Execute("BEGIN IMMEDIATE; COMMIT;");
            return new(database, files);
        }
        catch (SqliteFailure)
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>Makes ready for commits; after the file was found good.</summary>
    /// <exception cref="SqliteFailure">It cannot be written.</exception>
    public void PrepareToWrite(HashChain chain)
    {
        GrowLog();
        // Sealed card data is overwritten when it is deleted.
        _database.Execute("PRAGMA secure_delete = ON;");
        _statements = new(_database, new(chain, RowsUnderSeal()));
    }

    /// <summary>What the file says it is.</summary>
    public (long ApplicationId, long Version) Identity =>
        (_database.Number("PRAGMA application_id"), _database.Number("PRAGMA user_version"));

    public string? Commit(StoreBatch batch)
    {
        try
        {
            (_statements ?? throw new InvalidOperationException("The store was opened to read.")).Write(batch);
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

    /// <summary>The stored state, without its seal.</summary>
    public IReadOnlyList<(string Name, byte[] Body)> Projections()
    {
        var projections = new List<(string, byte[])>();
        using var rows = _database.Prepare("SELECT name, body FROM projection WHERE name <> ?1 ORDER BY name");
        rows.Bind(1, StateSeal.RowName);
        while (rows.Step())
            projections.Add((rows.Text(0), rows.Bytes(1)));
        return projections;
    }

    /// <summary>The seal over <see cref="RowsUnderSeal"/>; <c>null</c> when no version that seals has written here yet.</summary>
    public byte[]? Seal()
    {
        using var rows = _database.Prepare("SELECT body FROM projection WHERE name = ?1");
        return rows.Bind(1, StateSeal.RowName).Step() ? rows.Bytes(0) : null;
    }

    /// <summary>Everything that is stored beside the chain, by the name under which it is sealed.</summary>
    public IEnumerable<(string Name, byte[] Body)> RowsUnderSeal()
    {
        foreach (var projection in Projections())
            yield return projection;
        using var cards = _database.Prepare("SELECT withdrawal, sealed FROM card");
        while (cards.Step())
            yield return (StateSeal.CardName(cards.Number(0)), cards.Bytes(1));
    }

    /// <summary>The number of the last row; 0 when there is none.</summary>
    public long LastSeq => _database.Number("SELECT coalesce(max(seq), 0) FROM event");

    /// <summary>What SQLite itself finds wrong with the file; <c>null</c> when nothing.</summary>
    public string? Integrity()
    {
        using var check = _database.Prepare("PRAGMA integrity_check(1)");
        check.Step();
        var answer = check.Text(0);
        return answer == "ok" ? null : answer;
    }

    public byte[]? Card(long withdrawal)
    {
        using var rows = _database.Prepare("SELECT sealed FROM card WHERE withdrawal = ?1");
        return rows.Bind(1, withdrawal).Step() ? rows.Bytes(0) : null;
    }

    public string? BackUpTo(JournalFiles files)
    {
        var disk = files.Disk;
        if (disk.Exists(files.Database) || disk.Exists(files.Key))
            return $"{files.Folder} holds a journal already.";
        try
        {
            disk.MakeFolder(files.Folder);
            using (var copy = SqliteDatabase.Open(files.Database, create: true))
                _database.BackUpTo(copy);
            disk.Sync(files.Database);
            disk.WriteSecret(files.HalfMadeKey, _files.Disk.Read(_files.Key));
            disk.Publish(files.HalfMadeKey, files.Key);
            return null;
        }
        catch (SqliteFailure failure)
        {
            return $"The copy could not be written: {failure.Message}.";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return $"The copy could not be written: {e.Message}";
        }
    }

    public void Dispose() => _database.Dispose();

    // A commit that makes the log file longer also writes the file's size: the slowest commits of a day. Growing it once lets
    // every later commit overwrite.
    private void GrowLog()
    {
        // It is there: taking the lock has made it.
        var log = _files.Database + "-wal";
        if (_files.Disk.LengthOf(log) >= LogBytes)
            return;
        _database.Execute(
            $"""
            BEGIN; CREATE TABLE log_room(x BLOB); INSERT INTO log_room VALUES (zeroblob({LogBytes})); COMMIT;
            DROP TABLE log_room;
            """
        );
        _database.CheckpointRestart();
    }
}
