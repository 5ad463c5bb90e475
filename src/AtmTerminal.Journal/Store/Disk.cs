using System.Runtime.InteropServices;

namespace AtmTerminal.Journal.Store;

/// <summary>The disk of the operating system.</summary>
internal sealed class Disk : IDisk
{
    /// <summary>The one there is.</summary>
    public static readonly Disk Real = new();

    private const int ReadOnlyDirectory = 0x10000;

    private Disk() { }

    public bool Exists(string path) => File.Exists(path);

    public long LengthOf(string path) => new FileInfo(path).Length;

    public byte[] Read(string path) => File.ReadAllBytes(path);

    public void MakeFolder(string path) => Directory.CreateDirectory(path);

    public void Delete(string path) => File.Delete(path);

    public void WriteSecret(string path, ReadOnlySpan<byte> bytes)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var file = new FileStream(path, options);
        file.Write(bytes);
        file.Flush(flushToDisk: true);
    }

    public void Sync(string path)
    {
        using var file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite);
        RandomAccess.FlushToDisk(file);
    }

    public void Publish(string from, string to) => Rename(from, to, overwrite: false);

    public void Replace(string from, string to) => Rename(from, to, overwrite: true);

    private static void Rename(string from, string to, bool overwrite)
    {
        File.Move(from, to, overwrite);
        SyncFolder(Path.GetDirectoryName(Path.GetFullPath(to))!);
    }

    // A new name is durable only when its folder is synced too, which .NET has no call for.
    /// <exception cref="IOException">The folder cannot be opened, or nobody knows whether its names are durable.</exception>
    internal static void SyncFolder(string folder)
    {
        var handle = open(folder, ReadOnlyDirectory);
        if (handle < 0)
            throw new IOException($"The folder {folder} cannot be opened to sync it.");
        var failed = fsync(handle) | close(handle);
        if (failed != 0)
            throw new IOException($"The folder {folder} cannot be synced.");
    }

    [DllImport(
        "libc",
        EntryPoint = "open",
        CharSet = CharSet.Ansi,
        BestFitMapping = false,
        ThrowOnUnmappableChar = true
    )]
    private static extern int open(string path, int flags);

    [DllImport("libc", EntryPoint = "fsync")]
    private static extern int fsync(int handle);

    [DllImport("libc", EntryPoint = "close")]
    private static extern int close(int handle);
}
