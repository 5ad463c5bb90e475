namespace AtmTerminal.Iso8583;

/// <summary>Why bytes from the line were refused.</summary>
public enum DecodeFault : byte
{
    /// <summary>No fault: the value of <c>default</c>, never the fault of a refusal.</summary>
    None,

    /// <summary>The message ends inside the message type.</summary>
    TruncatedMessageType,

    /// <summary>The message type is not four digits.</summary>
    BadMessageType,

    /// <summary>The message ends inside a bitmap.</summary>
    TruncatedBitmap,

    /// <summary>A bitmap character is not hexadecimal.</summary>
    BadBitmap,

    /// <summary>A bit announces a field the table does not have.</summary>
    UnsupportedField,

    /// <summary>The message ends inside the length of a field.</summary>
    TruncatedLength,

    /// <summary>The length of a field is not made of digits.</summary>
    BadLength,

    /// <summary>The length of a field is more than the table allows.</summary>
    OverLength,

    /// <summary>The message ends inside a field.</summary>
    TruncatedField,

    /// <summary>A character does not belong to the class of its field.</summary>
    BadCharacter,

    /// <summary>Bytes are left over after the last field.</summary>
    TrailingData,

    /// <summary>The message is longer than any this house sends or accepts.</summary>
    TooLong,

    /// <summary>A frame announces no message at all, or the line closed inside its header.</summary>
    FrameTooShort,

    /// <summary>A frame's length and the bytes that came do not agree.</summary>
    FrameLengthMismatch,

    /// <summary>A frame announces more than the reader takes.</summary>
    FrameTooLong,

    /// <summary>A frame was begun and not finished in time.</summary>
    FrameTimeout,

    /// <summary>A date or a time that no calendar or clock has.</summary>
    BadDate,

    /// <summary>A field that the message type requires is not there.</summary>
    MissingField,

    /// <summary>A field is well formed but its value is not one this message type may carry.</summary>
    BadValue,
}

/// <summary>Where a message is malformed and why. Holds no byte of the message, so it may be logged as it is.</summary>
/// <param name="Fault">The reason. <see cref="DecodeFault.None"/> only in <c>default</c>, which is no error.</param>
/// <param name="Field">0 the message type, 1 the bitmap, 2 to 128 a field; <c>null</c> when no field is to blame.</param>
/// <param name="Offset">Where in the message the field, or its length, begins, in bytes; <c>null</c> for a fault of the
/// frame and for one found after decoding.</param>
public readonly record struct DecodeError(DecodeFault Fault, int? Field = null, int? Offset = null)
{
    /// <summary>The reason in words, without a character of the message.</summary>
    public string Reason =>
        Fault switch
        {
            DecodeFault.None => "no fault",
            DecodeFault.TruncatedMessageType => "the message ends inside the message type",
            DecodeFault.BadMessageType => "the message type is not four digits",
            DecodeFault.TruncatedBitmap => "the message ends inside the bitmap",
            DecodeFault.BadBitmap => "the bitmap is not hexadecimal",
            DecodeFault.UnsupportedField => "the bitmap announces a field that does not exist",
            DecodeFault.TruncatedLength => "the message ends inside the length",
            DecodeFault.BadLength => "the length is not a number",
            DecodeFault.OverLength => "the length is more than the field may have",
            DecodeFault.TruncatedField => "the message ends inside the field",
            DecodeFault.BadCharacter => "a character is not of the field's class",
            DecodeFault.TrailingData => "bytes are left over after the last field",
            DecodeFault.TooLong => "the message is too long",
            DecodeFault.FrameTooShort => "the frame holds no message",
            DecodeFault.FrameLengthMismatch => "the frame's length and its bytes do not agree",
            DecodeFault.FrameTooLong => "the frame is too long",
            DecodeFault.FrameTimeout => "the frame was not finished in time",
            DecodeFault.BadDate => "no calendar or clock has this value",
            DecodeFault.MissingField => "the message type needs this field",
            DecodeFault.BadValue => "the message type may not carry this value",
            _ => throw new InvalidOperationException($"No words for {Fault}."),
        };

    /// <inheritdoc/>
    public override string ToString()
    {
        var field = Field is { } number ? $"field {number}" : "message";
        var place = Offset is { } offset ? $" at byte {offset}" : "";
        return $"{field}{place}: {Reason}";
    }
}
