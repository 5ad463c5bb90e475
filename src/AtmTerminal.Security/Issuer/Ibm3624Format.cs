namespace AtmTerminal.Security;

/// <summary>How an issuer cuts the validation data of IBM 3624 out of the card number.</summary>
public sealed class Ibm3624Format
{
    private const int Width = 16;
    private readonly string _decimalisationTable;
    private readonly int _start;
    private readonly int _length;
    private readonly byte _pad;

    private Ibm3624Format(string decimalisationTable, int start, int length, byte pad)
    {
        _decimalisationTable = decimalisationTable;
        _start = start;
        _length = length;
        _pad = pad;
    }

    /// <summary><see langword="null"/> when a part is malformed.</summary>
    /// <param name="decimalisationTable">Sixteen digits: what each of 0 to F becomes.</param>
    /// <param name="start">First digit of the card number that is used, from 0.</param>
    /// <param name="length">Digits used, 1 to 16.</param>
    /// <param name="pad">Hexadecimal digit that fills up to sixteen.</param>
    public static Ibm3624Format? TryCreate(string decimalisationTable, int start, int length, char pad)
    {
        var tableHolds = decimalisationTable.Length == Width && CardDigits.AreAllDigits(decimalisationTable);
        return tableHolds && start >= 0 && length is >= 1 and <= Width && char.IsAsciiHexDigit(pad)
            ? new Ibm3624Format(decimalisationTable, start, length, Convert.ToByte(pad.ToString(), 16))
            : null;
    }

    internal byte Decimalise(byte nibble) => (byte)(_decimalisationTable[nibble] - '0');

    internal bool TryFillValidationData(ReadOnlySpan<char> pan, Span<byte> nibbles)
    {
        if (pan.Length < _start + _length || !CardDigits.AreAllDigits(pan))
            return false;
        nibbles[..Width].Fill(_pad);
        for (var i = 0; i < _length; i++)
            nibbles[i] = (byte)(pan[_start + i] - '0');
        return true;
    }
}
