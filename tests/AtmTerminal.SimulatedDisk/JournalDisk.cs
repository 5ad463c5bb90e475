using AtmTerminal.Journal;
using AtmTerminal.Journal.Store;

namespace AtmTerminal.Testing.Storage;

/// <summary>The small files beside the journal's database, on a simulated disk.</summary>
internal sealed class JournalDisk(SimulatedDisk disk) : IDisk
{
    public bool Exists(string path) => disk.TryFind(Path.GetFileName(path)) is not null;

    public long LengthOf(string path) => Find(path).Length;

    public byte[] Read(string path) => Find(path).ToArray();

    // The disk has one folder, and it is always there.
    public void MakeFolder(string path) { }

    public void Delete(string path)
    {
        if (Exists(path))
            Must(disk.Delete(Path.GetFileName(path)));
    }

    public void WriteSecret(string path, ReadOnlySpan<byte> bytes)
    {
        var name = Path.GetFileName(path);
        var file = disk.TryFind(name) ?? disk.TryCreate(name) ?? throw Refusal();
        file.Truncate(0);
        Must(disk.May(DiskAction.Write, name, 0, bytes.Length));
        file.Write(0, bytes);
        Sync(path);
    }

    public void Sync(string path)
    {
        Must(disk.May(DiskAction.Sync, Path.GetFileName(path), 0, 0));
        Find(path).Sync();
    }

    public void Publish(string from, string to)
    {
        if (Exists(to))
            throw new IOException($"{to} exists.");
        Replace(from, to);
    }

    public void Replace(string from, string to) =>
        Must(disk.TryRename(Path.GetFileName(from), Path.GetFileName(to)) && disk.TrySyncFolder());

    private SimulatedFile Find(string path) =>
        disk.TryFind(Path.GetFileName(path)) ?? throw new FileNotFoundException($"There is no {path}.");

    private static void Must(bool done)
    {
        if (!done)
            throw Refusal();
    }

    private static IOException Refusal() => new("Input/output error.");
}

/// <summary>A journal that lives wholly on a simulated disk.</summary>
public static class SimulatedJournal
{
    /// <summary>As <see cref="JournalFolder.Open(string, bool, TimeProvider, long)"/>.</summary>
    public static OpeningOutcome OpenJournal(
        this SimulatedDisk disk,
        bool firstStart,
        TimeProvider time,
        long knownHeadSeq = 0
    ) => JournalFolder.Open(disk.JournalFiles(), firstStart, time, knownHeadSeq, store => store);

    /// <summary>As <see cref="JournalAudit.Verify(string)"/>; nobody may have the journal open.</summary>
    public static AuditResult VerifyJournal(this SimulatedDisk disk) => JournalAudit.Verify(disk.JournalFiles());

    internal static JournalFiles JournalFiles(this SimulatedDisk disk) => new(disk.Folder, new JournalDisk(disk));
}
