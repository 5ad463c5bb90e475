namespace AtmTerminal.Security;

/// <summary>The rule PVV and CVV share for making digits out of a cipher block.</summary>
internal static class Decimalisation
{
    /// <summary>First pass: nibbles that are digits, from the left. Second pass: A to F, each less ten.</summary>
    public static byte[] TwoPasses(ReadOnlySpan<byte> nibbles, int count)
    {
        var digits = new byte[count];
        var found = 0;
        foreach (var nibble in nibbles)
            if (found < count && nibble <= 9)
                digits[found++] = nibble;
        foreach (var nibble in nibbles)
            if (found < count && nibble > 9)
                digits[found++] = (byte)(nibble - 10);
        return digits;
    }
}
