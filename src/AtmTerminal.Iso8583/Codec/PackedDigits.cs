namespace AtmTerminal.Iso8583;

/// <summary>Packed decimal: two digits per byte, right-aligned, a zero nibble in front of an odd count.</summary>
/// <remarks>A track separator travels as nibble D, the only one above 9 that a field may carry.</remarks>
internal static class PackedDigits
{
    private const int Separator = 0xD;

    public static int BytesFor(int digits) => (digits + 1) / 2;

    /// <summary>One byte of two digits, of a value of 0 to 99.</summary>
    public static byte Pair(int value) => (byte)((value / 10 << 4) | (value % 10));

    /// <summary>Unpacks as many digits as the destination has; false when a nibble is not a digit or the pad not zero.</summary>
    public static bool TryUnpack(ReadOnlySpan<byte> packed, Span<byte> digits, bool withSeparator)
    {
        var pad = digits.Length & 1;
        if (pad == 1 && packed[0] > 0x0F)
        {
            return false;
        }

        for (var i = 0; i < digits.Length; i++)
        {
            var pair = packed[(i + pad) >> 1];
            var nibble = ((i + pad) & 1) == 0 ? pair >> 4 : pair & 0x0F;
            if (nibble <= 9)
            {
                digits[i] = (byte)('0' + nibble);
            }
            else if (withSeparator && nibble == Separator)
            {
                digits[i] = (byte)'=';
            }
            else
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Packs digits, or a track with its separator; the caller has checked their class.</summary>
    public static void Pack(ReadOnlySpan<byte> digits, Span<byte> packed)
    {
        packed.Clear();
        var pad = digits.Length & 1;
        for (var i = 0; i < digits.Length; i++)
        {
            var nibble = digits[i] is (byte)'=' or (byte)'D' ? Separator : digits[i] - '0';
            packed[(i + pad) >> 1] |= (byte)(((i + pad) & 1) == 0 ? nibble << 4 : nibble);
        }
    }
}
