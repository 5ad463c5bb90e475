namespace AtmTerminal.Security;

/// <summary>The three digits on the stripe that prove that the issuer wrote it (CVV, CVC).</summary>
public static class CardVerificationValue
{
    private const int Digits = 3;
    private const int Width = 32;

    /// <summary>Three digits 0 to 9, or <see langword="null"/> when an input is malformed.</summary>
    /// <param name="cvk">The card verification key pair, 16 bytes.</param>
    /// <param name="pan">The card number, up to 19 digits.</param>
    /// <param name="expiry">Four digits in the issuer's order (YYMM on the stripe).</param>
    /// <param name="serviceCode">Three digits.</param>
    public static byte[]? Compute(
        TdesKey cvk,
        ReadOnlySpan<char> pan,
        ReadOnlySpan<char> expiry,
        ReadOnlySpan<char> serviceCode
    )
    {
        if (pan.Length is < 12 or > 19 || expiry.Length != 4 || serviceCode.Length != 3)
            return null;
        Span<char> text = stackalloc char[Width];
        text.Fill('0');
        pan.CopyTo(text);
        expiry.CopyTo(text[pan.Length..]);
        serviceCode.CopyTo(text[(pan.Length + 4)..]);
        if (!CardDigits.AreAllDigits(text))
            return null;

        Span<byte> nibbles = stackalloc byte[Width];
        for (var i = 0; i < Width; i++)
            nibbles[i] = (byte)(text[i] - '0');
        Span<byte> message = stackalloc byte[Width / 2];
        PinField.Pack(nibbles, message);
        // Single DES on the first half, TDES on the second: exactly the retail MAC over these sixteen bytes.
        Span<byte> block = stackalloc byte[TdesKey.BlockBytes];
        Iso9797Mac.Algorithm3(cvk, MacPadding.Zeros, message, block);
        PinField.Unpack(block, nibbles[..16]);
        return Decimalisation.TwoPasses(nibbles[..16], Digits);
    }
}
