using System.Buffers;
using System.Runtime.CompilerServices;

namespace AtmTerminal.Iso8583;

/// <summary>Checks characters against the classes of the field table, a vector at a time.</summary>
internal static class CharacterClasses
{
    private static readonly SearchValues<byte> AlphaNumeric = SearchValues.Create(
        "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"u8
    );

    private static readonly SearchValues<byte> Track = SearchValues.Create("0123456789=D"u8);

    private static readonly SearchValues<byte> Sign = SearchValues.Create("0123456789CD+-"u8);

    /// <summary>True when every character belongs to the class. Binary has no characters, so anything does.</summary>
    public static bool Holds(ContentClass content, ReadOnlySpan<byte> characters) =>
        content switch
        {
            ContentClass.Digits => !characters.ContainsAnyExceptInRange((byte)'0', (byte)'9'),
            ContentClass.Text => !characters.ContainsAnyExceptInRange((byte)' ', (byte)'~'),
            ContentClass.AlphaNumeric => !characters.ContainsAnyExcept(AlphaNumeric),
            ContentClass.Track => !characters.ContainsAnyExcept(Track),
            _ => true,
        };

    /// <summary>True for a character that may stand in front of an x+n amount.</summary>
    public static bool IsSign(byte character) => Sign.Contains(character);

    /// <summary>The value of a decimal digit, or more than 9 for any other character.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint DigitValue(byte character) => unchecked((uint)(character - '0'));
}
