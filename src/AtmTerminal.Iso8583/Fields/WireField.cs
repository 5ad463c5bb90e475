namespace AtmTerminal.Iso8583;

/// <summary>What the codec has to do with the bytes of a field.</summary>
internal enum WireForm : byte
{
    Undefined,

    /// <summary>The value's characters are the bytes on the line.</summary>
    Plain,

    /// <summary>As Plain, but the first byte is a sign and only the others are of the class.</summary>
    Signed,

    /// <summary>Two digits per byte.</summary>
    Packed,

    /// <summary>A sign in a byte of its own, then two digits per byte.</summary>
    SignedPacked,

    /// <summary>Two hexadecimal characters per byte.</summary>
    Hex,
}

/// <summary>A row of the field table, prepared for one dialect and packed so that eight share a cache line.</summary>
/// <param name="Form">How the value travels.</param>
/// <param name="Class">What its characters are checked against.</param>
/// <param name="LengthDigits">0, 2 or 3.</param>
/// <param name="Length">Characters or bytes of the value: exact, or the most there may be.</param>
internal readonly record struct WireField(WireForm Form, ContentClass Class, byte LengthDigits, ushort Length)
{
    public static WireField[] Prepare(DigitCoding digits, ByteCoding binary)
    {
        var fields = new WireField[FieldTable.LastField + 1];
        foreach (var row in FieldTable.All1987)
        {
            // After its sign an x+n is digits like any other, so it joins the run of digits around it.
            var checkedAs = row.Content == ContentClass.SignedDigits ? ContentClass.Digits : row.Content;
            var form = FormOf(row.Content, digits, binary);
            fields[row.Number] = new(form, checkedAs, (byte)row.LengthDigits, (ushort)row.Length);
        }

        return fields;
    }

    private static WireForm FormOf(ContentClass content, DigitCoding digits, ByteCoding binary) =>
        content switch
        {
            ContentClass.Digits or ContentClass.Track when digits == DigitCoding.Packed => WireForm.Packed,
            ContentClass.SignedDigits when digits == DigitCoding.Packed => WireForm.SignedPacked,
            ContentClass.SignedDigits => WireForm.Signed,
            ContentClass.Binary when binary == ByteCoding.Hex => WireForm.Hex,
            _ => WireForm.Plain,
        };
}
