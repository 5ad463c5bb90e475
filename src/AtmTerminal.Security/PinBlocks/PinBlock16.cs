using System.Security.Cryptography;

namespace AtmTerminal.Security;

/// <summary>
/// ISO 9564-1 PIN block format 4: sixteen bytes, always encrypted with AES, bound to the card number in between:
/// block = E(E(PIN field) xor card number field).
/// </summary>
public static class PinBlock16
{
    /// <summary>Length of the block in bytes.</summary>
    public const int Length = AesKey.BlockBytes;

    private const int ControlNibble = 4;
    private const int LongestPan = 19;
    private const byte Filler = 0xA;
    private const int RandomBytes = 8;

    /// <summary>Makes the encrypted block; its random half comes from the system's random source.</summary>
    /// <param name="key">The PIN encryption key, of any AES length.</param>
    /// <param name="pin">4 to 12 bytes of 0 to 9.</param>
    /// <param name="pan">The card number, 1 to 19 digits.</param>
    /// <param name="block">16 bytes; zeroed on a fault.</param>
    public static PinBlockFault Encrypt(AesKey key, ReadOnlySpan<byte> pin, ReadOnlySpan<char> pan, Span<byte> block)
    {
        Span<byte> random = stackalloc byte[RandomBytes];
        RandomNumberGenerator.Fill(random);
        return Encrypt(key, pin, pan, random, block);
    }

    /// <summary>For published vectors, which fix the eight random bytes.</summary>
    internal static PinBlockFault Encrypt(
        AesKey key,
        ReadOnlySpan<byte> pin,
        ReadOnlySpan<char> pan,
        ReadOnlySpan<byte> random,
        Span<byte> block
    )
    {
        if (block.Length != Length)
            return PinBlockFault.BlockLength;
        block.Clear();
        Span<byte> panField = stackalloc byte[Length];
        var fault = WritePanField(pan, panField);
        if (fault != PinBlockFault.None)
            return fault;
        fault = WritePinField(pin, random, block);
        if (fault != PinBlockFault.None)
            return fault;
        key.EncryptBlock(block, block);
        Blocks.Xor(block, panField);
        key.EncryptBlock(block, block);
        return PinBlockFault.None;
    }

    /// <summary>Reads the encrypted block.</summary>
    /// <param name="key">The PIN encryption key.</param>
    /// <param name="block">16 bytes.</param>
    /// <param name="pan">The card number the block was made for.</param>
    /// <param name="pin">The PIN, for the caller to dispose; <see langword="null"/> on any fault.</param>
    public static PinBlockFault Decrypt(AesKey key, ReadOnlySpan<byte> block, ReadOnlySpan<char> pan, out ClearPin? pin)
    {
        pin = null;
        if (block.Length != Length)
            return PinBlockFault.BlockLength;
        Span<byte> panField = stackalloc byte[Length];
        var fault = WritePanField(pan, panField);
        if (fault != PinBlockFault.None)
            return fault;
        Span<byte> field = stackalloc byte[Length];
        Span<byte> nibbles = stackalloc byte[Length];
        try
        {
            key.DecryptBlock(block, field);
            Blocks.Xor(field, panField);
            key.DecryptBlock(field, field);
            PinField.Unpack(field[..RandomBytes], nibbles);
            return PinField.Read(ControlNibble, nibbles, Filler, out pin, highestFiller: Filler);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(field);
            CryptographicOperations.ZeroMemory(nibbles);
        }
    }

    /// <summary>The PIN in the first half, random bytes in the second, so that equal PINs give unequal blocks.</summary>
    internal static PinBlockFault WritePinField(ReadOnlySpan<byte> pin, ReadOnlySpan<byte> random, Span<byte> field)
    {
        Span<byte> nibbles = stackalloc byte[Length];
        Span<byte> filler = stackalloc byte[Length];
        filler.Fill(Filler);
        try
        {
            var fault = PinField.Write(ControlNibble, pin, filler, nibbles);
            if (fault != PinBlockFault.None)
                return fault;
            PinField.Pack(nibbles, field);
            random.CopyTo(field[RandomBytes..]);
            return PinBlockFault.None;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(nibbles);
        }
    }

    /// <summary>
    /// A length nibble that counts from 12 digits, the digits, zeros. Shorter numbers are padded on the left to 12.
    /// </summary>
    internal static PinBlockFault WritePanField(ReadOnlySpan<char> pan, Span<byte> field)
    {
        if (pan.Length is < 1 or > LongestPan || !CardDigits.AreAllDigits(pan))
            return PinBlockFault.CardNumber;
        Span<byte> nibbles = stackalloc byte[2 * Length];
        nibbles.Clear();
        var leftPadding = Math.Max(0, 12 - pan.Length);
        nibbles[0] = (byte)Math.Max(0, pan.Length - 12);
        for (var i = 0; i < pan.Length; i++)
            nibbles[1 + leftPadding + i] = (byte)(pan[i] - '0');
        PinField.Pack(nibbles, field);
        return PinBlockFault.None;
    }
}
