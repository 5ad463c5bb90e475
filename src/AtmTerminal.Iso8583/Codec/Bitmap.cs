using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.Intrinsics;

namespace AtmTerminal.Iso8583;

/// <summary>Sixty-four presence bits; the most significant one is the lowest field, as the standard counts.</summary>
internal static class Bitmap
{
    public const ulong First = 1UL << 63;

    private const int HexCharacters = 16;

    public static ulong BitOf(int field) => First >> ((field - 1) & 63);

    /// <summary>Takes the lowest field number out of the bits. Undefined when no bit is set.</summary>
    public static int TakeLowest(ref ulong bits)
    {
        var index = BitOperations.LeadingZeroCount(bits);
        bits ^= First >> index;
        return index + 1;
    }

    /// <summary>Reads one bitmap of the dialect's width; false when a character is not hexadecimal.</summary>
    public static bool TryRead(ByteCoding coding, ReadOnlySpan<byte> wire, out ulong bits)
    {
        if (coding == ByteCoding.Raw)
        {
            bits = BinaryPrimitives.ReadUInt64BigEndian(wire);
            return true;
        }

        return TryReadHex(wire, out bits);
    }

    public static void Write(ByteCoding coding, ulong bits, Span<byte> wire)
    {
        if (coding == ByteCoding.Raw)
        {
            BinaryPrimitives.WriteUInt64BigEndian(wire, bits);
            return;
        }

        WriteHex(bits, wire);
    }

    private static bool TryReadHex(ReadOnlySpan<byte> wire, out ulong bits)
    {
        var characters = Vector128.Create(wire[..HexCharacters]);
        var digits = characters - Vector128.Create((byte)'0');
        var letters = (characters | Vector128.Create((byte)0x20)) - Vector128.Create((byte)'a');
        var isDigit = Vector128.LessThan(digits, Vector128.Create((byte)10));
        var isLetter = Vector128.LessThan(letters, Vector128.Create((byte)6));
        var nibbles = Vector128.ConditionalSelect(isDigit, digits, letters + Vector128.Create((byte)10));

        // Each pair of characters is one little-endian number: the first character is its low byte and the high nibble.
        var pairs = nibbles.AsUInt16();
        var octets = ((pairs << 4) | (pairs >> 8)) & Vector128.Create((ushort)0xFF);
        bits = BinaryPrimitives.ReverseEndianness(Vector128.Narrow(octets, octets).AsUInt64().ToScalar());
        return (isDigit | isLetter) == Vector128<byte>.AllBitsSet;
    }

    private static void WriteHex(ulong bits, Span<byte> wire)
    {
        var octets = Vector128.CreateScalar(BinaryPrimitives.ReverseEndianness(bits)).AsByte();
        var wide = Vector128.WidenLower(octets);
        var nibbles = (((wide << 8) | (wide >> 4)) & Vector128.Create((ushort)0x0F0F)).AsByte();
        var letters = Vector128.GreaterThan(nibbles, Vector128.Create((byte)9));
        var characters = nibbles + Vector128.Create((byte)'0') + (letters & Vector128.Create((byte)('A' - '9' - 1)));
        characters.CopyTo(wire);
    }
}
