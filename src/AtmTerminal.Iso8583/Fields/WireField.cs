using System.Runtime.InteropServices;

namespace AtmTerminal.Iso8583;

/// <summary>What the codec has to do with the bytes of a field.</summary>
internal enum WireForm : byte
{
    /// <summary>The value's characters are the bytes on the line.</summary>
    Plain,

    /// <summary>The value's bytes are the bytes on the line.</summary>
    Bytes,

    /// <summary>As Plain, but the first character is a sign and only the others are of the class.</summary>
    Signed,

    /// <summary>Two digits per byte.</summary>
    Packed,

    /// <summary>A sign in a byte of its own, then two digits per byte.</summary>
    SignedPacked,

    /// <summary>Two hexadecimal characters per byte.</summary>
    Hex,

    /// <summary>There is no such field.</summary>
    Undefined,
}

/// <summary>A row of the field table, prepared for one dialect and packed so that eight share a cache line.</summary>
/// <param name="Form">How the value travels.</param>
/// <param name="Class">What its characters are checked against.</param>
/// <param name="LengthBytes">How many bytes in front tell the length; 0 for a fixed field.</param>
/// <param name="Length">Characters or bytes of the value: exact, or the most there may be.</param>
/// <param name="MayLack">How many characters fewer there may be: none of a fixed field, all of a variable one.</param>
[StructLayout(LayoutKind.Sequential, Size = 8)]
internal readonly record struct WireField(
    WireForm Form,
    ContentClass Class,
    byte LengthBytes,
    ushort Length,
    ushort MayLack
)
{
    public static WireField[] Prepare(DigitCoding digits, DigitCoding length, ByteCoding binary)
    {
        var fields = new WireField[FieldTable.LastField + 1];
        Array.Fill(fields, new WireField(WireForm.Undefined, ContentClass.Binary, 0, 0, 0));
        foreach (var row in FieldTable.All1987)
        {
            var lengthBytes = length == DigitCoding.Packed ? PackedDigits.BytesFor(row.LengthDigits) : row.LengthDigits;
            var mayLack = row.LengthDigits == 0 ? 0 : row.Length;
            fields[row.Number] = new(
                FormOf(row.Content, digits, binary),
                row.Content,
                (byte)lengthBytes,
                (ushort)row.Length,
                (ushort)mayLack
            );
        }

        return fields;
    }

    private static WireForm FormOf(ContentClass content, DigitCoding digits, ByteCoding binary) =>
        content switch
        {
            ContentClass.Digits or ContentClass.Track when digits == DigitCoding.Packed => WireForm.Packed,
            ContentClass.SignedDigits when digits == DigitCoding.Packed => WireForm.SignedPacked,
            ContentClass.SignedDigits => WireForm.Signed,
            ContentClass.Binary => binary == ByteCoding.Hex ? WireForm.Hex : WireForm.Bytes,
            _ => WireForm.Plain,
        };
}
