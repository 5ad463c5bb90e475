namespace AtmTerminal.Testing.Storage;

/// <summary>The bytes of a file that would survive a crash, in chunks that images of the disk share until one of them changes.</summary>
internal sealed class DurableBytes
{
    private const int ChunkBytes = 1 << 14;

    private readonly List<byte[]?> _chunks;
    private readonly List<bool> _own;

    public DurableBytes()
        : this([], 0) { }

    private DurableBytes(List<byte[]?> chunks, long length)
    {
        (_chunks, Length) = (chunks, length);
        _own = [.. Enumerable.Repeat(false, chunks.Count)];
    }

    public long Length { get; private set; }

    /// <summary>The same bytes, to change apart from these.</summary>
    public DurableBytes Share()
    {
        for (var i = 0; i < _own.Count; i++)
            _own[i] = false;
        return new([.. _chunks], Length);
    }

    /// <summary>Reads; what lies behind the end is zero.</summary>
    public void Read(long offset, Span<byte> into)
    {
        while (into.Length > 0)
        {
            var (index, at) = ((int)(offset / ChunkBytes), (int)(offset % ChunkBytes));
            var part = into[..Math.Min(into.Length, ChunkBytes - at)];
            if (index < _chunks.Count && _chunks[index] is { } chunk)
                chunk.AsSpan(at, part.Length).CopyTo(part);
            else
                part.Clear();
            offset += part.Length;
            into = into[part.Length..];
        }
    }

    public void Write(long offset, ReadOnlySpan<byte> bytes)
    {
        Length = Math.Max(Length, offset + bytes.Length);
        while (bytes.Length > 0)
        {
            var (index, at) = ((int)(offset / ChunkBytes), (int)(offset % ChunkBytes));
            var part = bytes[..Math.Min(bytes.Length, ChunkBytes - at)];
            part.CopyTo(Own(index).AsSpan(at));
            offset += part.Length;
            bytes = bytes[part.Length..];
        }
    }

    public void Truncate(long length)
    {
        if (length >= Length)
            return;
        var (last, at) = ((int)(length / ChunkBytes), (int)(length % ChunkBytes));
        for (var index = last + (at > 0 ? 1 : 0); index < _chunks.Count; index++)
            (_chunks[index], _own[index]) = (null, false);
        if (at > 0 && last < _chunks.Count && _chunks[last] is not null)
            Own(last).AsSpan(at).Clear();
        Length = length;
    }

    public byte[] ToArray()
    {
        var bytes = new byte[Length];
        Read(0, bytes);
        return bytes;
    }

    private byte[] Own(int index)
    {
        while (_chunks.Count <= index)
        {
            _chunks.Add(null);
            _own.Add(false);
        }
        if (_own[index])
            return _chunks[index]!;
        var copy = _chunks[index] is { } shared ? (byte[])shared.Clone() : new byte[ChunkBytes];
        (_chunks[index], _own[index]) = (copy, true);
        return copy;
    }
}
