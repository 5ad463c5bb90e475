using System.Security.Cryptography;
using System.Text.Json;
using AtmTerminal.Journal.Store;
using SQLitePCL;

namespace AtmTerminal.Journal;

/// <summary>
/// The journal of a data folder: <c>journal.db</c> with SQLite's <c>journal.db-wal</c> beside it, and <c>journal.key</c>, the key
/// of its chain. The three belong together; none is ever replaced by the program.
/// </summary>
public static class JournalFolder
{
    /// <summary>Rows at the end of the chain that every opening checks; the whole chain is the audit's work.</summary>
    internal const int RowsCheckedAtOpening = 64;

    /// <summary>
    /// Opens the journal and locks it for this process. Takes the same time at ten rows and at ten million. Nothing is thrown
    /// for what the world may do to a file.
    /// </summary>
    /// <param name="folder">The data folder; created on a first start.</param>
    /// <param name="firstStart">
    /// True when the caller knows that this terminal never ran on this folder. Only then is a missing journal made; in any other
    /// case a missing journal is a lost one, and a new one beside the loss would hide it (D8).
    /// </param>
    /// <param name="time">Stamps the rows.</param>
    /// <param name="knownHeadSeq">
    /// A row number known from outside this disk to have existed, or 0: a journal that ends before it is an older copy (D9).
    /// </param>
    public static OpeningOutcome Open(string folder, bool firstStart, TimeProvider time, long knownHeadSeq = 0) =>
        Open(new JournalFiles(folder), firstStart, time, knownHeadSeq, store => store);

    /// <param name="through">What the journal writes through; tests put a disk that fails there.</param>
    internal static OpeningOutcome Open(
        JournalFiles files,
        bool firstStart,
        TimeProvider time,
        long knownHeadSeq,
        Func<SqliteStore, IEventStore> through
    )
    {
        try
        {
            var create = !files.Disk.Exists(files.Database);
            if (create && WhyNotCreate(files, firstStart, knownHeadSeq) is { } reason)
                return new OpeningOutcome.CannotOpen(reason);
            if (create)
                Create(files);
            return OpenExisting(files, time, knownHeadSeq, create, through);
        }
        catch (SqliteFailure failure)
        {
            return Outcome(failure, files);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new OpeningOutcome.CannotOpen($"{e.Message.TrimEnd('.')}.");
        }
    }

    internal static byte[]? ReadKey(JournalFiles files)
    {
        if (!files.Disk.Exists(files.Key))
            return null;
        var key = files.Disk.Read(files.Key);
        return key.Length == HashChain.HashBytes ? key : null;
    }

    internal static OpeningOutcome Outcome(SqliteFailure failure, JournalFiles files) =>
        failure.Code switch
        {
            raw.SQLITE_BUSY or raw.SQLITE_LOCKED => new OpeningOutcome.InUse(),
            raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB => new OpeningOutcome.Damaged(
                0,
                $"{files.Database} cannot be read as a database ({failure.Message})."
            ),
            _ => new OpeningOutcome.CannotOpen($"{files.Database}: {failure.Message}."),
        };

    // The key is published first and the database last. A key without a database is therefore a lost journal, unless the
    // half-made file is still there: then the first start was cut off and is done again.
    private static string? WhyNotCreate(JournalFiles files, bool firstStart, long knownHeadSeq)
    {
        if (files.Disk.Exists(files.Key) && !files.Disk.Exists(files.HalfMade))
            return $"{files.Database} is missing although its key is there: the journal was lost or moved. Put it back.";
        if (knownHeadSeq > 0)
            return $"there is no {files.Database}, but its row {knownHeadSeq} is known to have existed. Put it back.";
        return firstStart ? null : $"there is no {files.Database}, and this is not the first start. Put it back.";
    }

    private static void Create(JournalFiles files)
    {
        var disk = files.Disk;
        disk.MakeFolder(files.Folder);
        disk.Delete(files.HalfMade);
        disk.Delete(files.HalfMade + "-wal");
        SqliteStore.Create(files.HalfMade);
        if (!disk.Exists(files.Key))
        {
            disk.WriteSecret(files.HalfMadeKey, RandomNumberGenerator.GetBytes(HashChain.HashBytes));
            disk.Publish(files.HalfMadeKey, files.Key);
        }
        disk.Publish(files.HalfMade, files.Database);
    }

    private static OpeningOutcome OpenExisting(
        JournalFiles files,
        TimeProvider time,
        long knownHeadSeq,
        bool created,
        Func<SqliteStore, IEventStore> through
    )
    {
        if (ReadKey(files) is not { } key)
            return new OpeningOutcome.CannotOpen($"its key {files.Key} is missing or is not 32 bytes. Put it back.");
        // SQLite would take an empty file for a new database and begin to fill it.
        if (files.Disk.LengthOf(files.Database) == 0)
            return new OpeningOutcome.Damaged(0, $"{files.Database} is empty.");
        var store = SqliteStore.Open(files);
        var kept = false;
        try
        {
            var chain = new HashChain(key);
            if (OpeningCheck.Check(store, chain, knownHeadSeq, out var state) is { } problem)
                return problem;
            store.PrepareToWrite(chain);
            kept = true;
            return new OpeningOutcome.Opened(new TerminalJournal(through(store), chain, state, time), created);
        }
        finally
        {
            if (!kept)
                store.Dispose();
        }
    }
}

/// <summary>The names of the files of one journal, and the disk they are on.</summary>
internal sealed record JournalFiles(string Folder, IDisk Disk)
{
    /// <summary>A journal on the disk of the operating system.</summary>
    public JournalFiles(string folder)
        : this(folder, Store.Disk.Real) { }

    public string Database => Path.Combine(Folder, "journal.db");

    public string Key => Path.Combine(Folder, "journal.key");

    public string HalfMade => Path.Combine(Folder, "journal.new");

    public string HalfMadeKey => Path.Combine(Folder, "journal.key.new");
}
