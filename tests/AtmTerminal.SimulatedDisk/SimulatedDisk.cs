using System.Collections.Concurrent;
using System.Globalization;
using AtmTerminal.Testing.Storage.Native;

namespace AtmTerminal.Testing.Storage;

/// <summary>
/// A disk in memory with one folder, on which the real SQLite works: it knows of every byte whether a sync has covered it. It
/// can crash, fail, rot and be put back to an older image.
/// </summary>
/// <remarks>
/// One thread at a time. Any number of disks stand side by side, also on several threads. SQLite finds the files by their path:
/// everything under <see cref="Folder"/> is here, every other path is an ordinary file.
/// </remarks>
public sealed class SimulatedDisk : IDisposable
{
    internal const int SectorBytes = 512;

    /// <summary>Where simulated disks appear to be mounted.</summary>
    internal const string Mount = "/simulated-disk/";

    private static readonly ConcurrentDictionary<string, SimulatedDisk> Mounted = new(StringComparer.Ordinal);
    private static long s_last;

    private readonly string _number = Interlocked.Increment(ref s_last).ToString(CultureInfo.InvariantCulture);
    private readonly FolderNames _names = new();
    private readonly List<ArmedFault> _armed = [];

    public SimulatedDisk()
    {
        SqliteVfs.Register();
        Mounted[_number] = this;
    }

    /// <summary>A disk with the files of an image, all of them durable.</summary>
    public SimulatedDisk(DiskImage image)
        : this() => _names.Replace(image.Files());

    /// <summary>The path of its folder; a file's path is this, a slash and its name.</summary>
    public string Folder => Mount + _number;

    /// <summary>Asked before every step that changes what a crash would leave; it must not throw.</summary>
    public Func<DiskStep, DiskAnswer>? Watch { get; set; }

    /// <summary>Whether the process that used it is gone and has not been followed by <see cref="Crash"/> yet.</summary>
    public bool IsOff { get; private set; }

    /// <summary>Counts what was done since the disk was made.</summary>
    public DiskCounts Counts { get; private set; }

    /// <summary>The names of its files, in order.</summary>
    public IReadOnlyList<string> Files => [.. _names.All.Select(f => f.Key)];

    /// <summary>Whether some write, truncation or name would be lost by the worst crash.</summary>
    public bool HasUnsynced => _names.All.Any(f => f.Value.HasUnsynced);

    internal int Life { get; private set; }

    /// <summary>
    /// The process is gone. What it had open can only be closed, and what was unsynced is treated as <paramref name="variant"/>
    /// says. The disk is then ready for the next process; armed faults stay armed.
    /// </summary>
    /// <param name="random">Decides what of the unsynced a torn crash keeps; the other variants do not ask it.</param>
    public void Crash(CrashVariant variant, Random random)
    {
        var files = _names.All.Select(f => f.Value).ToArray();
        _names.Crash(variant, random);
        // A file whose deletion was lost is among the names again; one whose creation was lost is in neither list.
        foreach (var file in files.Concat(_names.All.Select(f => f.Value)).Distinct())
            file.Crash(variant, random);
        Life++;
        IsOff = false;
    }

    /// <summary>From now on nothing happens on it before <see cref="Crash"/>, as when the power goes.</summary>
    public void SwitchOff() => IsOff = true;

    /// <summary>Makes it refuse.</summary>
    /// <param name="file">The end of the name of the only file it refuses for; any when <c>null</c>.</param>
    /// <param name="skip">How many steps of that kind go well first.</param>
    /// <param name="times">How many it refuses; <see cref="int.MaxValue"/>: all, until <see cref="Mend"/>.</param>
    public void Arm(DiskFault fault, string? file = null, int skip = 0, int times = 1) =>
        _armed.Add(new(fault, file) { Skip = skip, Times = times });

    /// <summary>Takes back everything that was armed.</summary>
    public void Mend() => _armed.Clear();

    /// <summary>Everything on it as it is now.</summary>
    public DiskImage TakeImage() => new(_names.All);

    /// <summary>Puts an image in the place of everything on it. What is open belongs to a dead process.</summary>
    public void PutBack(DiskImage image)
    {
        _names.Replace(image.Files());
        Life++;
        IsOff = false;
    }

    /// <summary>A bit of a file at rest is no longer what it was.</summary>
    /// <param name="bit">0 to 7.</param>
    public void FlipBit(string name, long offset, int bit)
    {
        Span<byte> flipped = stackalloc byte[1];
        Find(name).Read(offset, flipped);
        flipped[0] ^= (byte)(1 << bit);
        Find(name).Durable.Write(offset, flipped);
    }

    /// <summary>A file's length as the program sees it.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public long LengthOf(string name) => Find(name).Length;

    /// <summary>A file as the program would read it.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public byte[] Read(string name) => Find(name).ToArray();

    /// <summary>A file as it would be after a crash that loses everything unsynced.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public byte[] ReadDurable(string name) => Find(name).Durable.ToArray();

    /// <summary>Puts a whole file on it, durable at once; by a hand, and not by a program on the disk.</summary>
    public void Put(string name, ReadOnlySpan<byte> bytes)
    {
        var durable = new DurableBytes();
        durable.Write(0, bytes);
        _names.Replace([.. _names.All.Where(f => f.Key != name), new(name, new SimulatedFile(durable))]);
    }

    /// <summary>Takes the disk out; nothing finds its files any more.</summary>
    public void Dispose()
    {
        IsOff = true;
        Mounted.TryRemove(_number, out _);
    }

    /// <returns>The disk of a path and the name on it, or <c>null</c> for a path that is on no simulated disk.</returns>
    internal static (SimulatedDisk? Disk, string Name)? At(string path)
    {
        if (!path.StartsWith(Mount, StringComparison.Ordinal))
            return null;
        var slash = path.IndexOf('/', Mount.Length);
        var number = slash < 0 ? path[Mount.Length..] : path[Mount.Length..slash];
        return (Mounted.GetValueOrDefault(number), slash < 0 ? "" : path[(slash + 1)..]);
    }

    internal SimulatedFile? TryFind(string name) => _names.Find(name);

    /// <returns>The file, or <c>null</c> when it cannot be made.</returns>
    internal SimulatedFile? TryCreate(string name)
    {
        if (!May(DiskAction.Create, name, 0, 0))
            return null;
        var file = new SimulatedFile();
        _names.Link(name, file);
        return file;
    }

    internal bool Delete(string name)
    {
        if (!May(DiskAction.Delete, name, 0, 0))
            return false;
        _names.Unlink(name);
        return true;
    }

    internal bool TryRename(string from, string to)
    {
        if (!May(DiskAction.Rename, to, 0, 0))
            return false;
        _names.Rename(from, to);
        return true;
    }

    internal bool TrySyncFolder()
    {
        if (!May(DiskAction.SyncFolder, "", 0, 0))
            return false;
        _names.Sync();
        return true;
    }

    /// <summary>Whether a step happens; asks whoever watches, and counts.</summary>
    internal bool May(DiskAction action, string name, long offset, long length)
    {
        if (IsOff)
            return false;
        var answer = Watch?.Invoke(new(action, name, offset, length)) ?? DiskAnswer.Go;
        IsOff = answer == DiskAnswer.Die;
        if (answer == DiskAnswer.Go)
            Counts = Counts.With(action, length);
        return answer == DiskAnswer.Go;
    }

    internal bool Meets(DiskFault fault, string name)
    {
        if (_armed.Count == 0)
            return false;
        foreach (var armed in _armed)
            if (armed.Hits(fault, name))
                return true;
        return false;
    }

    private SimulatedFile Find(string name) =>
        _names.Find(name) ?? throw new FileNotFoundException($"There is no {name} on the simulated disk.");

    private sealed class ArmedFault(DiskFault fault, string? file)
    {
        public int Skip { get; set; }

        public int Times { get; set; }

        public bool Hits(DiskFault asked, string name)
        {
            if (asked != fault || Times == 0 || (file is not null && !name.EndsWith(file, StringComparison.Ordinal)))
                return false;
            if (Skip > 0)
            {
                Skip--;
                return false;
            }
            Times -= Times == int.MaxValue ? 0 : 1;
            return true;
        }
    }
}

/// <summary>What was done on a disk.</summary>
public readonly record struct DiskCounts(long Writes, long BytesWritten, long Syncs)
{
    internal DiskCounts With(DiskAction action, long length) =>
        action switch
        {
            DiskAction.Write => this with { Writes = Writes + 1, BytesWritten = BytesWritten + length },
            DiskAction.Sync => this with { Syncs = Syncs + 1 },
            _ => this,
        };
}
