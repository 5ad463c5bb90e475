namespace AtmTerminal.Iso8583;

/// <summary>Whole numbers as ASCII decimals of a given width.</summary>
internal static class Decimals
{
    private static ReadOnlySpan<byte> Pairs =>
        "00010203040506070809101112131415161718192021222324252627282930313233343536373839404142434445464748495051525354555657585960616263646566676869707172737475767778798081828384858687888990919293949596979899"u8;

    /// <summary>Fills the destination with the value, zeros in front. A value that is negative or too wide is a bug.</summary>
    public static void Write(long value, Span<byte> destination, int field)
    {
        var rest = value < 0 ? throw new ArgumentException($"Field {field} cannot be negative.") : (ulong)value;
        var end = destination.Length;
        while (end >= 2)
        {
            var (hundreds, pair) = Math.DivRem(rest, 100);
            Pairs.Slice((int)pair * 2, 2).CopyTo(destination.Slice(end - 2, 2));
            (rest, end) = (hundreds, end - 2);
        }

        if (end == 1)
        {
            destination[0] = (byte)('0' + rest % 10);
            rest /= 10;
        }

        if (rest != 0)
        {
            throw new ArgumentException($"Field {field} has not enough digits for the value.");
        }
    }

    /// <summary>How many digits the value has; 1 for zero.</summary>
    public static int CountOf(long value)
    {
        var count = 1;
        for (var rest = value / 10; rest != 0; rest /= 10)
        {
            count++;
        }

        return count;
    }

    /// <summary>Reads digits, 1 to 18 of them; false when there are more, none, or anything else among them.</summary>
    public static bool TryRead(ReadOnlySpan<byte> digits, out long value)
    {
        value = 0;
        if (digits.Length is 0 or > 18)
        {
            return false;
        }

        foreach (var character in digits)
        {
            var digit = CharacterClasses.DigitValue(character);
            if (digit > 9)
            {
                return false;
            }

            value = value * 10 + digit;
        }

        return true;
    }
}
