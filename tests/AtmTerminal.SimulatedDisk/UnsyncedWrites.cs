using System.Runtime.InteropServices;

namespace AtmTerminal.Testing.Storage;

/// <summary>The changes of one file that no sync has covered, in order, with their bytes. Reused, so that a write allocates nothing.</summary>
internal sealed class UnsyncedWrites
{
    private const int MostBytesKept = 1 << 18;

    private readonly List<Change> _changes = [];
    private byte[] _bytes = [];
    private int _used;
    private bool _someForgotten;

    public enum Fate : byte
    {
        Pending,

        /// <summary>A sync that should have covered it failed: no later sync makes it durable.</summary>
        Forgotten,

        /// <summary>Durable already, and kept here only because it lies over something forgotten.</summary>
        Durable,
    }

    public bool IsEmpty => _changes.Count == 0;

    public void AddWrite(long offset, ReadOnlySpan<byte> bytes)
    {
        if (_used + bytes.Length > _bytes.Length)
            Array.Resize(ref _bytes, Math.Max(_used + bytes.Length, Math.Max(1 << 16, _bytes.Length * 2)));
        bytes.CopyTo(_bytes.AsSpan(_used));
        _changes.Add(new(offset, bytes.Length, _used, Fate.Pending));
        _used += bytes.Length;
    }

    public void AddTruncation(long length) => _changes.Add(new(length, Change.Truncation, 0, Fate.Pending));

    /// <summary>Lays all changes over what was read from the durable image.</summary>
    public void Overlay(long offset, Span<byte> read)
    {
        foreach (var change in CollectionsMarshal.AsSpan(_changes))
        {
            var from = Math.Max(change.Offset, offset);
            if (change.IsTruncation)
            {
                if (from < offset + read.Length)
                    read[(int)(from - offset)..].Clear();
                continue;
            }
            var to = Math.Min(change.Offset + change.Length, offset + read.Length);
            if (from < to)
                _bytes
                    .AsSpan(change.Start + (int)(from - change.Offset), (int)(to - from))
                    .CopyTo(read[(int)(from - offset)..]);
        }
    }

    /// <summary>A sync that failed.</summary>
    public void Forget()
    {
        foreach (ref var change in CollectionsMarshal.AsSpan(_changes))
            if (change.Fate == Fate.Pending)
                (change, _someForgotten) = (change with { Fate = Fate.Forgotten }, true);
    }

    /// <summary>A sync that went well.</summary>
    public void SyncInto(DurableBytes durable)
    {
        foreach (ref var change in CollectionsMarshal.AsSpan(_changes))
            if (change.Fate == Fate.Pending)
            {
                Apply(change, durable);
                change = change with { Fate = Fate.Durable };
            }
        if (!_someForgotten)
            Clear();
    }

    /// <summary>A crash: what a variant lets survive goes into the durable image, the rest is gone.</summary>
    public void CrashInto(DurableBytes durable, CrashVariant variant, Random random)
    {
        if (variant == CrashVariant.KeepUnsynced)
            foreach (var change in _changes)
                Apply(change, durable);
        if (variant == CrashVariant.Torn)
            Tear(durable, random);
        Clear();
    }

    // A part of a change within one sector is there or not; all other borders are possible. The order of what is forgotten and
    // what is durable over it has to be kept, so durable changes are laid on again in their place.
    private void Tear(DurableBytes durable, Random random)
    {
        var left = random.Next(2) == 0 ? random.Next(Sectors() + 1) : (int?)null;
        foreach (var change in _changes)
        {
            if (change.Fate == Fate.Durable)
                Apply(change, durable);
            else if (change.IsTruncation)
            {
                if (Survives(random, ref left))
                    durable.Truncate(change.Offset);
            }
            else
                for (var at = change.Offset; at < change.Offset + change.Length; )
                {
                    var end = Math.Min(
                        change.Offset + change.Length,
                        (at / SimulatedDisk.SectorBytes + 1) * SimulatedDisk.SectorBytes
                    );
                    if (Survives(random, ref left))
                        durable.Write(at, _bytes.AsSpan(change.Start + (int)(at - change.Offset), (int)(end - at)));
                    at = end;
                }
        }
    }

    private static bool Survives(Random random, ref int? left) => left is null ? random.Next(2) == 0 : left-- > 0;

    private int Sectors()
    {
        var sectors = 0L;
        foreach (var change in _changes)
            if (change.Fate != Fate.Durable)
                sectors += change.IsTruncation
                    ? 1
                    : (change.Offset + change.Length - 1) / SimulatedDisk.SectorBytes
                        - change.Offset / SimulatedDisk.SectorBytes
                        + 1;
        return (int)sectors;
    }

    private void Apply(Change change, DurableBytes durable)
    {
        if (change.IsTruncation)
            durable.Truncate(change.Offset);
        else
            durable.Write(change.Offset, _bytes.AsSpan(change.Start, change.Length));
    }

    private void Clear()
    {
        _changes.Clear();
        (_used, _someForgotten) = (0, false);
        if (_bytes.Length > MostBytesKept)
            _bytes = [];
    }

    private readonly record struct Change(long Offset, int Length, int Start, Fate Fate)
    {
        public const int Truncation = -1;

        public bool IsTruncation => Length == Truncation;
    }
}
