using AtmTerminal.Testing.Storage.Native;
using static AtmTerminal.Testing.Storage.Native.SqliteCodes;

namespace AtmTerminal.Testing.Storage;

/// <summary>
/// One file that SQLite holds open. After a crash it belongs to a dead process: it can only be closed.
/// </summary>
internal sealed class OpenFile
{
    private readonly SimulatedDisk _disk;
    private readonly SimulatedFile _file;
    private readonly FileLocks _locks;
    private readonly int _life;
    private readonly bool _deleteOnClose;
    private bool _folderIsUnsynced;

    public OpenFile(SimulatedDisk disk, string name, SimulatedFile file, int flags)
    {
        (_disk, Name, _file, _locks, _life) = (disk, name, file, file.Locks, disk.Life);
        _deleteOnClose = (flags & OpenDeleteOnClose) != 0;
        // SQLite's Unix layer syncs the folder with the first sync of a new journal or log, and of nothing else.
        _folderIsUnsynced = (flags & OpenCreate) != 0 && (flags & (OpenLog | OpenMainJournal | OpenSuperJournal)) != 0;
        _locks.Enter(this);
    }

    public string Name { get; }

    public int LockLevel { get; set; }

    public int SharedSlots { get; set; }

    public int ExclusiveSlots { get; set; }

    private bool IsDead => _disk.IsOff || _disk.Life != _life;

    public void Close()
    {
        _locks.Leave(this);
        if (_deleteOnClose && !IsDead)
            _disk.Delete(Name);
    }

    public int Read(long offset, Span<byte> into)
    {
        if (IsDead || _disk.Meets(DiskFault.ReadError, Name))
            return ReadFailed;
        return _file.Read(offset, into) == into.Length ? Ok : ShortRead;
    }

    public int Write(long offset, ReadOnlySpan<byte> bytes)
    {
        if (
            IsDead
            || !_disk.May(DiskAction.Write, Name, offset, bytes.Length)
            || _disk.Meets(DiskFault.WriteError, Name)
        )
            return WriteFailed;
        if (_disk.Meets(DiskFault.DiskFull, Name))
            return Full;
        if (_disk.Meets(DiskFault.ShortWrite, Name))
        {
            _file.Write(offset, bytes[..(bytes.Length / 2 / SimulatedDisk.SectorBytes * SimulatedDisk.SectorBytes)]);
            return WriteFailed;
        }
        _file.Write(offset, bytes);
        return Ok;
    }

    public int Truncate(long length)
    {
        if (IsDead || !_disk.May(DiskAction.Truncate, Name, 0, length))
            return TruncateFailed;
        _file.Truncate(length);
        return Ok;
    }

    public int Sync()
    {
        if (IsDead || !_disk.May(DiskAction.Sync, Name, 0, 0))
            return SyncFailed;
        if (_disk.Meets(DiskFault.SyncError, Name))
        {
            _file.FailToSync();
            return SyncFailed;
        }
        _file.Sync();
        if (!_folderIsUnsynced)
            return Ok;
        _folderIsUnsynced = false;
        return _disk.TrySyncFolder() ? Ok : SyncFailed;
    }

    public long Length => _file.Length;

    // The dead hold no locks and get none: otherwise a closing of theirs could delete the log of the living.
    public int Lock(int level) => IsDead ? LockFailed : _locks.Lock(this, level);

    public int Unlock(int level)
    {
        FileLocks.Unlock(this, level);
        return Ok;
    }

    public bool IsReserved() => _locks.IsReserved(this);

    public int LockMemory(int offset, int count, int flags) =>
        IsDead ? LockFailed : _locks.LockMemory(this, offset, count, flags);

    public nint Region(int index, int bytes, bool extend) => _locks.Region(index, bytes, extend);
}
