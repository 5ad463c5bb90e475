namespace AtmTerminal.Security;

/// <summary>
/// What all formats share: control nibble, length nibble, digits, filler up to sixteen nibbles. Works on one nibble a
/// byte, so that no format has to care for odd lengths.
/// </summary>
internal static class PinField
{
    private const int ShortestPin = 4;
    private const int LongestPin = 12;
    private const int Header = 2;

    public static PinBlockFault Write(
        int control,
        ReadOnlySpan<byte> pin,
        ReadOnlySpan<byte> filler,
        Span<byte> nibbles
    )
    {
        if (pin.Length is < ShortestPin or > LongestPin)
            return PinBlockFault.PinLength;
        if (pin.ContainsAnyExceptInRange((byte)0, (byte)9))
            return PinBlockFault.PinDigit;
        nibbles[0] = (byte)control;
        nibbles[1] = (byte)pin.Length;
        pin.CopyTo(nibbles[Header..]);
        var rest = nibbles[(Header + pin.Length)..];
        filler[..rest.Length].CopyTo(rest);
        return PinBlockFault.None;
    }

    /// <summary>Reads sixteen nibbles. Filler must lie between <paramref name="lowestFiller"/> and F.</summary>
    public static PinBlockFault Read(
        int control,
        ReadOnlySpan<byte> nibbles,
        byte lowestFiller,
        out ClearPin? pin,
        byte highestFiller = 0xF
    )
    {
        pin = null;
        if (nibbles[0] != control)
            return PinBlockFault.ControlNibble;
        if (nibbles[1] is < ShortestPin or > LongestPin)
            return PinBlockFault.PinLength;
        var digits = nibbles.Slice(Header, nibbles[1]);
        if (digits.ContainsAnyExceptInRange((byte)0, (byte)9))
            return PinBlockFault.PinDigit;
        if (nibbles[(Header + digits.Length)..].ContainsAnyExceptInRange(lowestFiller, highestFiller))
            return PinBlockFault.Filler;
        pin = new ClearPin(digits);
        return PinBlockFault.None;
    }

    public static void Pack(ReadOnlySpan<byte> nibbles, Span<byte> bytes)
    {
        for (var i = 0; i < nibbles.Length / 2; i++)
            bytes[i] = (byte)((nibbles[2 * i] << 4) | nibbles[(2 * i) + 1]);
    }

    public static void Unpack(ReadOnlySpan<byte> bytes, Span<byte> nibbles)
    {
        for (var i = 0; i < bytes.Length; i++)
        {
            nibbles[2 * i] = (byte)(bytes[i] >> 4);
            nibbles[(2 * i) + 1] = (byte)(bytes[i] & 0xF);
        }
    }
}
