namespace AtmTerminal.Iso8583;

/// <summary>How characters travel: one per byte, or as packed decimal with a zero in front of an odd count.</summary>
public enum DigitCoding : byte
{
    /// <summary>One ASCII character per byte.</summary>
    Ascii,

    /// <summary>Two digits per byte, right-aligned.</summary>
    Packed,
}

/// <summary>How bytes travel: as they are, or as two hexadecimal characters each.</summary>
public enum ByteCoding : byte
{
    /// <summary>As they are.</summary>
    Raw,

    /// <summary>Two hexadecimal characters per byte; written in upper case, read in both.</summary>
    Hex,
}

/// <summary>One way of writing ISO 8583 messages. Fields mean the same in all of them; only their bytes differ.</summary>
/// <remarks>Build one per line and keep it: it carries the field table prepared for its codings. Safe on any thread.</remarks>
public sealed class Dialect
{
    /// <summary>The line between our terminals and the bank host: all ASCII, bitmaps in hexadecimal, binary fields raw.</summary>
    public static readonly Dialect Line = new(
        DigitCoding.Ascii,
        ByteCoding.Hex,
        DigitCoding.Ascii,
        DigitCoding.Ascii,
        ByteCoding.Raw
    );

    /// <param name="messageType">The four digits in front.</param>
    /// <param name="bitmap">Both bitmaps.</param>
    /// <param name="digits">Fields of class n, z and the digits of x+n.</param>
    /// <param name="length">The lengths of LLVAR and LLLVAR fields; packed, the latter take two bytes.</param>
    /// <param name="binary">Fields of class b.</param>
    public Dialect(
        DigitCoding messageType,
        ByteCoding bitmap,
        DigitCoding digits,
        DigitCoding length,
        ByteCoding binary
    )
    {
        MessageType = messageType;
        Bitmap = bitmap;
        Digits = digits;
        Length = length;
        Binary = binary;
        Wire = WireField.Prepare(digits, length, binary);
    }

    /// <summary>How the message type travels.</summary>
    public DigitCoding MessageType { get; }

    /// <summary>How the bitmaps travel.</summary>
    public ByteCoding Bitmap { get; }

    /// <summary>How fields of class n, z and the digits of x+n travel.</summary>
    public DigitCoding Digits { get; }

    /// <summary>How the lengths of variable fields travel.</summary>
    public DigitCoding Length { get; }

    /// <summary>How fields of class b travel.</summary>
    public ByteCoding Binary { get; }

    internal WireField[] Wire { get; }

    internal int MessageTypeBytes => MessageType == DigitCoding.Ascii ? 4 : 2;

    internal int BitmapBytes => Bitmap == ByteCoding.Hex ? 16 : 8;

    /// <summary>True when some value has to be unpacked before it can be read as characters or bytes.</summary>
    internal bool Unpacks => Digits == DigitCoding.Packed || Binary == ByteCoding.Hex;
}
