using System.Security.Cryptography;

namespace AtmTerminal.Security;

/// <summary>
/// ISO 9564-1 PIN blocks of eight bytes in the clear: formats 0 (filler F, mixed with the card number), 1 (random
/// filler, no card number) and 3 (random filler A to F, mixed with the card number). The caller encrypts the block.
/// PIN digits are bytes 0 to 9; card numbers are characters.
/// </summary>
public static class PinBlock8
{
    /// <summary>Length of these blocks in bytes.</summary>
    public const int Length = 8;

    private const int Nibbles = 16;

    /// <summary>Format 0. The block is zeroed on a fault.</summary>
    public static PinBlockFault EncodeFormat0(ReadOnlySpan<byte> pin, ReadOnlySpan<char> pan, Span<byte> block)
    {
        Span<byte> filler = stackalloc byte[Nibbles];
        filler.Fill(0xF);
        return Encode(0, pin, filler, pan, block);
    }

    /// <summary>Format 1 with filler from the system's random source.</summary>
    public static PinBlockFault EncodeFormat1(ReadOnlySpan<byte> pin, Span<byte> block)
    {
        Span<byte> filler = stackalloc byte[Nibbles];
        for (var i = 0; i < Nibbles; i++)
            filler[i] = (byte)RandomNumberGenerator.GetInt32(16);
        return EncodeFormat1(pin, filler, block);
    }

    /// <summary>Format 3 with filler from the system's random source.</summary>
    public static PinBlockFault EncodeFormat3(ReadOnlySpan<byte> pin, ReadOnlySpan<char> pan, Span<byte> block)
    {
        Span<byte> filler = stackalloc byte[Nibbles];
        for (var i = 0; i < Nibbles; i++)
            filler[i] = (byte)RandomNumberGenerator.GetInt32(0xA, 0x10);
        return EncodeFormat3(pin, filler, pan, block);
    }

    /// <summary>For published vectors, which fix the filler: nibbles 0 to F, as many as the PIN leaves free.</summary>
    internal static PinBlockFault EncodeFormat1(ReadOnlySpan<byte> pin, ReadOnlySpan<byte> filler, Span<byte> block) =>
        Encode(1, pin, filler, [], block);

    /// <summary>For published vectors, which fix the filler: nibbles A to F, as many as the PIN leaves free.</summary>
    internal static PinBlockFault EncodeFormat3(
        ReadOnlySpan<byte> pin,
        ReadOnlySpan<byte> filler,
        ReadOnlySpan<char> pan,
        Span<byte> block
    ) => Encode(3, pin, filler, pan, block);

    /// <summary>Reads a block of format 0, 1 or 3; the card number is not looked at for format 1.</summary>
    /// <param name="format">0, 1 or 3; anything else is a bug and throws.</param>
    /// <param name="block">The decrypted block.</param>
    /// <param name="pan">The card number, 13 to 19 digits.</param>
    /// <param name="pin">The PIN, for the caller to dispose; <see langword="null"/> on any fault.</param>
    public static PinBlockFault Decode(int format, ReadOnlySpan<byte> block, ReadOnlySpan<char> pan, out ClearPin? pin)
    {
        ThrowUnlessKnown(format);
        pin = null;
        if (block.Length != Length)
            return PinBlockFault.BlockLength;
        Span<byte> field = stackalloc byte[Length];
        Span<byte> nibbles = stackalloc byte[Nibbles];
        try
        {
            block.CopyTo(field);
            if (format != 1)
            {
                var fault = MixCardNumber(field, pan);
                if (fault != PinBlockFault.None)
                    return fault;
            }
            PinField.Unpack(field, nibbles);
            return PinField.Read(format, nibbles, LowestFiller(format), out pin);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(field);
            CryptographicOperations.ZeroMemory(nibbles);
        }
    }

    private static byte LowestFiller(int format) =>
        format switch
        {
            0 => 0xF,
            3 => 0xA,
            _ => 0x0,
        };

    private static PinBlockFault Encode(
        int format,
        ReadOnlySpan<byte> pin,
        ReadOnlySpan<byte> filler,
        ReadOnlySpan<char> pan,
        Span<byte> block
    )
    {
        if (block.Length != Length)
            return PinBlockFault.BlockLength;
        block.Clear();
        Span<byte> nibbles = stackalloc byte[Nibbles];
        try
        {
            var fault = PinField.Write(format, pin, filler, nibbles);
            if (fault != PinBlockFault.None)
                return fault;
            PinField.Pack(nibbles, block);
            fault = format == 1 ? PinBlockFault.None : MixCardNumber(block, pan);
            if (fault != PinBlockFault.None)
                block.Clear();
            return fault;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(nibbles);
        }
    }

    /// <summary>The card number's part: the last 12 digits before the check digit, behind four zero nibbles.</summary>
    private static PinBlockFault MixCardNumber(Span<byte> block, ReadOnlySpan<char> pan)
    {
        if (pan.Length is < 13 or > 19 || !CardDigits.AreAllDigits(pan))
            return PinBlockFault.CardNumber;
        var part = pan[^13..^1];
        for (var i = 0; i < 6; i++)
            block[i + 2] ^= (byte)(((part[2 * i] - '0') << 4) | (part[(2 * i) + 1] - '0'));
        return PinBlockFault.None;
    }

    private static void ThrowUnlessKnown(int format)
    {
        if (format is not (0 or 1 or 3))
            throw new ArgumentOutOfRangeException(nameof(format), format, "Formats of eight bytes are 0, 1 and 3.");
    }
}
