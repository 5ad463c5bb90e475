using System.Runtime.InteropServices;
using static AtmTerminal.Testing.Storage.Native.SqliteCodes;

namespace AtmTerminal.Testing.Storage;

/// <summary>
/// The locks of the connections on one file, and the memory that the connections of a write-ahead log share. It lives as long as
/// its connections: a crash gives the file a new one, and the dead process keeps its own.
/// </summary>
internal sealed class FileLocks
{
    private const int None = 0;
    private const int Shared = 1;
    private const int Reserved = 2;
    private const int Pending = 3;
    private const int Exclusive = 4;
    private const int ShmUnlock = 1;
    private const int ShmShared = 4;

    private readonly List<OpenFile> _open = [];
    private readonly List<nint> _regions = [];

    public void Enter(OpenFile file) => _open.Add(file);

    public unsafe void Leave(OpenFile file)
    {
        _open.Remove(file);
        if (_open.Count > 0)
            return;
        foreach (var region in _regions)
            NativeMemory.Free((void*)region);
        _regions.Clear();
    }

    public int Lock(OpenFile file, int level)
    {
        if (file.LockLevel >= level)
            return Ok;
        var others = HighestOfOthers(file);
        if (others >= (level == Shared ? Pending : Reserved))
            return Busy;
        if (level == Exclusive && others >= Shared)
        {
            file.LockLevel = Pending;
            return Busy;
        }
        file.LockLevel = level;
        return Ok;
    }

    public static void Unlock(OpenFile file, int level) => file.LockLevel = Math.Min(file.LockLevel, level);

    public bool IsReserved(OpenFile file) => Math.Max(file.LockLevel, HighestOfOthers(file)) >= Reserved;

    public int LockMemory(OpenFile file, int offset, int count, int flags)
    {
        var slots = ((1 << count) - 1) << offset;
        if ((flags & ShmUnlock) != 0)
        {
            file.SharedSlots &= ~slots;
            file.ExclusiveSlots &= ~slots;
            return Ok;
        }
        var shared = (flags & ShmShared) != 0;
        foreach (var other in _open)
            if (other != file && ((other.ExclusiveSlots | (shared ? 0 : other.SharedSlots)) & slots) != 0)
                return Busy;
        if (shared)
            file.SharedSlots |= slots;
        else
            file.ExclusiveSlots |= slots;
        return Ok;
    }

    /// <returns>A piece of the shared memory, or 0 when it is not there and shall not be made.</returns>
    public unsafe nint Region(int index, int bytes, bool extend)
    {
        while (extend && _regions.Count <= index)
            _regions.Add((nint)NativeMemory.AllocZeroed((nuint)bytes));
        return index < _regions.Count ? _regions[index] : 0;
    }

    private int HighestOfOthers(OpenFile file)
    {
        var highest = None;
        foreach (var other in _open)
            if (other != file)
                highest = Math.Max(highest, other.LockLevel);
        return highest;
    }
}
