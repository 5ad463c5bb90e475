using System.Buffers;
using System.Buffers.Binary;
using System.Numerics;

namespace AtmTerminal.Iso8583;

/// <summary>Sixty-four presence bits; the most significant one is the lowest field, as the standard counts.</summary>
internal static class Bitmap
{
    public const ulong First = 1UL << 63;

    public static ulong BitOf(int field) => First >> ((field - 1) & 63);

    /// <summary>Reads one bitmap of the dialect's width; false when a character is not hexadecimal.</summary>
    public static bool TryRead(ByteCoding coding, ReadOnlySpan<byte> wire, out ulong bits)
    {
        if (coding == ByteCoding.Raw)
        {
            bits = BinaryPrimitives.ReadUInt64BigEndian(wire);
            return true;
        }

        Span<byte> raw = stackalloc byte[sizeof(ulong)];
        var status = Convert.FromHexString(wire[..16], raw, out _, out _);
        bits = BinaryPrimitives.ReadUInt64BigEndian(raw);
        return status == OperationStatus.Done;
    }

    public static void Write(ByteCoding coding, ulong bits, Span<byte> wire)
    {
        if (coding == ByteCoding.Raw)
        {
            BinaryPrimitives.WriteUInt64BigEndian(wire, bits);
            return;
        }

        Span<byte> raw = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64BigEndian(raw, bits);
        Convert.TryToHexString(raw, wire, out _);
    }

    /// <summary>Takes the lowest field number out of the bits. Undefined when no bit is set.</summary>
    public static int TakeLowest(ref ulong bits)
    {
        var index = BitOperations.LeadingZeroCount(bits);
        bits ^= First >> index;
        return index + 1;
    }
}
