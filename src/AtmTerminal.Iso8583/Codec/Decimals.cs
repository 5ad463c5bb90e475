using System.Buffers.Binary;

namespace AtmTerminal.Iso8583;

/// <summary>Whole numbers as ASCII decimals of a given width.</summary>
internal static class Decimals
{
    private const int DigitsPerWord = 8;
    private const uint PerWord = 100_000_000;
    private const ulong Zeros = 0x3030_3030_3030_3030;

    /// <summary>Fills the destination with the value, zeros in front; false when it is negative or has more digits than fit.</summary>
    public static bool TryWrite(long value, Span<byte> destination)
    {
        var rest = unchecked((ulong)value);
        while (destination.Length > DigitsPerWord)
        {
            var above = rest / PerWord;
            BinaryPrimitives.WriteUInt64LittleEndian(
                destination[^DigitsPerWord..],
                Digits(unchecked((uint)(rest - above * PerWord)))
            );
            destination = destination[..^DigitsPerWord];
            rest = above;
        }

        // A negative value is a very large one here, whatever was written of it.
        return value >= 0 && rest < PerWord && TryPutLast(Digits(unchecked((uint)rest)), destination);
    }

    /// <summary>Fills two bytes with a value of 0 to 99.</summary>
    public static void WriteTwo(int value, Span<byte> destination)
    {
        unchecked
        {
            var tens = (uint)value / 10;
            destination[1] = (byte)('0' + (uint)value - tens * 10);
            destination[0] = (byte)('0' + tens);
        }
    }

    /// <summary>Fills two or three bytes with a length.</summary>
    public static void WriteLength(int length, Span<byte> destination)
    {
        var hundreds = length / 100;
        if (destination.Length == 3)
        {
            destination[0] = unchecked((byte)('0' + hundreds));
        }

        WriteTwo(length - hundreds * 100, destination[^2..]);
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

    /// <summary>Eight digits of a value below 10^8 as bytes of a word, the first digit in the lowest byte.</summary>
    /// <remarks>
    /// Halves the number three times, all halves at once: to fours of digits in 32 bits each, to twos in 16, to ones in 8.
    /// The factors are 2^k / 100 and 2^k / 10, rounded up; for such small numbers the quotients are exact.
    /// </remarks>
    private static ulong Digits(uint value)
    {
        unchecked
        {
            ulong fours = (value / 10_000) | ((ulong)(value % 10_000) << 32);
            var hundreds = ((fours * 10_486) >> 20) & 0x0000_007F_0000_007F;
            var twos = hundreds | ((fours - hundreds * 100) << 16);
            var tens = ((twos * 103) >> 10) & 0x000F_000F_000F_000F;
            var ones = tens | ((twos - tens * 10) << 8);
            return ones | Zeros;
        }
    }

    /// <summary>Puts the last digits of a word, as many as there is room for; false when one left out is not zero.</summary>
    private static bool TryPutLast(ulong digits, Span<byte> destination)
    {
        var leftOut = (DigitsPerWord - destination.Length) * 8;
        if (leftOut == 0)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(destination, digits);
            return true;
        }

        var kept = digits >> (leftOut & 63);
        if (destination.Length >= sizeof(uint))
        {
            // Two words that overlap in the middle.
            BinaryPrimitives.WriteUInt32LittleEndian(destination, unchecked((uint)kept));
            BinaryPrimitives.WriteUInt32LittleEndian(destination[^sizeof(uint)..], (uint)(digits >> 32));
        }
        else
        {
            for (var i = 0; i < destination.Length; i++)
            {
                destination[i] = unchecked((byte)(kept >> (8 * i)));
            }
        }

        return ((digits ^ Zeros) << (64 - leftOut)) == 0;
    }
}
