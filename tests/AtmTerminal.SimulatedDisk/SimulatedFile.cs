namespace AtmTerminal.Testing.Storage;

/// <summary>One file: what is durable of it and what is not.</summary>
internal sealed class SimulatedFile(DurableBytes durable)
{
    private readonly UnsyncedWrites _unsynced = new();

    public SimulatedFile()
        : this(new DurableBytes()) { }

    /// <summary>Its length as the program sees it.</summary>
    public long Length { get; private set; } = durable.Length;

    public FileLocks Locks { get; private set; } = new();

    public bool HasUnsynced => !_unsynced.IsEmpty;

    /// <summary>The file as it would be after a crash that loses everything unsynced.</summary>
    public DurableBytes Durable => durable;

    /// <returns>How many bytes the file had there; the rest of <paramref name="into"/> is zero.</returns>
    public int Read(long offset, Span<byte> into)
    {
        durable.Read(offset, into);
        if (!_unsynced.IsEmpty)
            _unsynced.Overlay(offset, into);
        return (int)Math.Clamp(Length - offset, 0, into.Length);
    }

    public void Write(long offset, ReadOnlySpan<byte> bytes)
    {
        _unsynced.AddWrite(offset, bytes);
        Length = Math.Max(Length, offset + bytes.Length);
    }

    public void Truncate(long length)
    {
        if (length >= Length)
            return;
        _unsynced.AddTruncation(length);
        Length = length;
    }

    public void Sync() => _unsynced.SyncInto(durable);

    public void FailToSync() => _unsynced.Forget();

    public void Crash(CrashVariant variant, Random random)
    {
        _unsynced.CrashInto(durable, variant, random);
        (Length, Locks) = (durable.Length, new());
    }

    public byte[] ToArray()
    {
        var bytes = new byte[Length];
        Read(0, bytes);
        return bytes;
    }
}
