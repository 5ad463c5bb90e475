using System.Security.Cryptography;

namespace AtmTerminal.Security;

/// <summary>
/// The issuer's ways to check a PIN without keeping it: Visa PVV and IBM 3624 offset. PIN digits and results are bytes
/// 0 to 9. Inputs of the wrong shape give <see langword="null"/> or false: a refusal, never a match.
/// </summary>
public static class PinVerification
{
    private const int PvvLength = 4;
    private const int PvvPanDigits = 11;

    /// <summary>The four-digit PIN verification value for the first four digits of a PIN.</summary>
    /// <param name="pvk">The PIN verification key.</param>
    /// <param name="keyIndex">PVKI, one digit.</param>
    /// <param name="pan">The card number, 12 to 19 digits.</param>
    /// <param name="pin">At least four digits.</param>
    public static byte[]? VisaPvv(TdesKey pvk, int keyIndex, ReadOnlySpan<char> pan, ReadOnlySpan<byte> pin)
    {
        if (keyIndex is < 0 or > 9 || pan.Length <= PvvPanDigits || !CardDigits.AreAllDigits(pan))
            return null;
        if (pin.Length < PvvLength || pin.ContainsAnyExceptInRange((byte)0, (byte)9))
            return null;
        using var input = new SecretBytes(16);
        var nibbles = input.Span;
        for (var i = 0; i < PvvPanDigits; i++)
            nibbles[i] = (byte)(pan[^(PvvPanDigits + 1 - i)] - '0');
        nibbles[PvvPanDigits] = (byte)keyIndex;
        pin[..PvvLength].CopyTo(nibbles[(PvvPanDigits + 1)..]);
        EncryptNibbles(pvk, nibbles);
        return Decimalisation.TwoPasses(nibbles, PvvLength);
    }

    /// <summary>True when the PIN gives this verification value. Constant time in the comparison.</summary>
    public static bool MatchesVisaPvv(
        TdesKey pvk,
        int keyIndex,
        ReadOnlySpan<char> pan,
        ClearPin pin,
        ReadOnlySpan<byte> expected
    )
    {
        var computed = VisaPvv(pvk, keyIndex, pan, pin.Digits);
        return computed is not null && CryptographicOperations.FixedTimeEquals(computed, expected);
    }

    /// <summary>The PIN that belongs to a card under IBM 3624: the natural PIN plus the offset, digit by digit.</summary>
    /// <returns>As many digits as the offset has, for the caller to dispose.</returns>
    public static ClearPin? Ibm3624Pin(
        TdesKey pvk,
        Ibm3624Format format,
        ReadOnlySpan<char> pan,
        ReadOnlySpan<char> offset
    )
    {
        if (offset.Length is < 4 or > 12 || !CardDigits.AreAllDigits(offset))
            return null;
        using var work = new SecretBytes(16);
        if (!format.TryFillValidationData(pan, work.Span))
            return null;
        EncryptNibbles(pvk, work.Span);
        for (var i = 0; i < offset.Length; i++)
        {
            var natural = format.Decimalise(work.Span[i]);
            work.Span[i] = (byte)((natural + (offset[i] - '0')) % 10);
        }
        return new ClearPin(work.Span[..offset.Length]);
    }

    /// <summary>Sixteen nibbles are packed, encrypted as one block and unpacked in place.</summary>
    private static void EncryptNibbles(TdesKey key, Span<byte> nibbles)
    {
        Span<byte> block = stackalloc byte[TdesKey.BlockBytes];
        PinField.Pack(nibbles, block);
        key.EncryptBlock(block, block);
        PinField.Unpack(block, nibbles);
        CryptographicOperations.ZeroMemory(block);
    }
}
