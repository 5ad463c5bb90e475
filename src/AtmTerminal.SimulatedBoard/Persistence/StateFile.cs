using System.Buffers.Binary;
using System.IO.MemoryMappedFiles;

namespace AtmTerminal.SimulatedBoard.Persistence;

/// <summary>
/// Keeps the machine's state over the death of the process. Writing into a memory-mapped file costs no system call, and the
/// kernel keeps the pages when the process is killed. Two slots in turn, each with sequence number and checksum: a kill in the
/// middle of a write spoils the slot being written and leaves the one before it.
/// </summary>
/// <remarks>Not synced to the disk: a power cut of the computer itself may lose it, and then the machine is a new one.</remarks>
internal sealed class StateFile : IDisposable
{
    private const int SlotBytes = 64 * 1024;
    private const int HeaderBytes = 8 + 4 + 8; // sequence, length, checksum

    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;
    private readonly byte[] _header = new byte[HeaderBytes];
    private long _sequence;

    private StateFile(MemoryMappedFile file)
    {
        _file = file;
        _view = file.CreateViewAccessor(0, 2 * SlotBytes);
    }

    /// <summary>Opens or creates the file and locks it: one process has the machine.</summary>
    /// <exception cref="IOException">It cannot be opened, or another process has it.</exception>
    public static StateFile Open(string path)
    {
        var stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        return new StateFile(
            MemoryMappedFile.CreateFromFile(
                stream,
                null,
                2 * SlotBytes,
                MemoryMappedFileAccess.ReadWrite,
                HandleInheritability.None,
                leaveOpen: false
            )
        );
    }

    /// <summary>The newest whole state, or <c>null</c> in a new file.</summary>
    public byte[]? Read()
    {
        byte[]? newest = null;
        for (var slot = 0; slot < 2; slot++)
        {
            if (ReadSlot(slot) is not { } found || found.Sequence < _sequence)
                continue;
            (_sequence, newest) = found;
        }
        return newest;
    }

    public void Write(ReadOnlySpan<byte> state)
    {
        if (state.Length > SlotBytes - HeaderBytes)
            throw new InvalidOperationException($"The machine's state of {state.Length} bytes does not fit its slot.");
        _sequence++;
        BinaryPrimitives.WriteInt64LittleEndian(_header, _sequence);
        BinaryPrimitives.WriteInt32LittleEndian(_header.AsSpan(8), state.Length);
        BinaryPrimitives.WriteUInt64LittleEndian(_header.AsSpan(12), Checksum(_sequence, state));
        var at = SlotStart(_sequence);
        var memory = _view.SafeMemoryMappedViewHandle;
        memory.WriteSpan((ulong)at, (ReadOnlySpan<byte>)_header);
        memory.WriteSpan((ulong)(at + HeaderBytes), state);
    }

    public void Dispose()
    {
        _view.Dispose();
        _file.Dispose();
    }

    private static long SlotStart(long sequence) => (sequence & 1) * SlotBytes;

    private (long Sequence, byte[] State)? ReadSlot(int slot)
    {
        var at = (ulong)(slot * SlotBytes);
        var memory = _view.SafeMemoryMappedViewHandle;
        memory.ReadSpan(at, _header.AsSpan());
        var sequence = BinaryPrimitives.ReadInt64LittleEndian(_header);
        var length = BinaryPrimitives.ReadInt32LittleEndian(_header.AsSpan(8));
        var checksum = BinaryPrimitives.ReadUInt64LittleEndian(_header.AsSpan(12));
        if (sequence <= 0 || length is < 0 or > SlotBytes - HeaderBytes)
            return null;
        var state = new byte[length];
        memory.ReadSpan(at + HeaderBytes, state.AsSpan());
        return Checksum(sequence, state) == checksum ? (sequence, state) : null;
    }

    // FNV-1a: it has to tell a torn write from a whole one, not to stop an attacker.
    private static ulong Checksum(long sequence, ReadOnlySpan<byte> state)
    {
        unchecked
        {
            var hash = 14695981039346656037UL ^ (ulong)sequence;
            foreach (var octet in state)
                hash = (hash ^ octet) * 1099511628211UL;
            return hash;
        }
    }
}
