namespace AtmTerminal.Iso8583;

/// <summary>One row of the field table: what ISO 8583:1987 says of a data element, and what may be printed of it.</summary>
/// <param name="Number">2 to 128, without 65.</param>
/// <param name="Name">The name the standard gives it, shortened.</param>
/// <param name="Content">The class every character of the value must belong to.</param>
/// <param name="Length">Characters (bytes for <see cref="ContentClass.Binary"/>; the sign of an x+n counts), exact when
/// <paramref name="LengthDigits"/> is 0, else the most there may be.</param>
/// <param name="LengthDigits">0 for a fixed length, 2 for LLVAR, 3 for LLLVAR.</param>
/// <param name="Mask">What the printable form shows.</param>
public sealed record FieldDefinition(
    int Number,
    string Name,
    ContentClass Content,
    int Length,
    int LengthDigits,
    Mask Mask
);
