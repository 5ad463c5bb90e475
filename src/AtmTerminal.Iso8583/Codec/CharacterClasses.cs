using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AtmTerminal.Iso8583;

/// <summary>Checks characters against the classes of the field table, sixteen at a time and without a branch on the class.</summary>
/// <remarks>
/// A class is sixteen bytes: bit h of byte l is set when the character with high nibble h and low nibble l belongs to it.
/// Looking up the low nibble there and the bit of the high nibble in another table, and asking for a common bit, answers for
/// all lanes at once. Characters above 7F have no bit and belong to no class.
/// </remarks>
internal static class CharacterClasses
{
    // Lane h holds bit h, lane 0 being the lowest byte of the first word; from 8 on there is no bit.
    private static readonly Vector128<byte> BitOfHighNibble = Vector128.Create(0x8040_2010_0804_0201UL, 0UL).AsByte();

    private static readonly Vector128<byte>[] Members = PrepareMembers();

    /// <summary>True when every character belongs to the class.</summary>
    public static bool Holds(ContentClass content, ReadOnlySpan<byte> characters)
    {
        foreach (var character in characters)
        {
            if (Outside(MembersOf(content), Vector128.Create(character)) != Vector128<byte>.Zero)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The class as a table, for <see cref="Outside(Vector128{byte}, Vector128{byte})"/>.</summary>
    public static Vector128<byte> MembersOf(ContentClass content) => Members[(int)content];

    /// <summary>Lanes whose characters do not belong to the class come out as something else than zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> Outside(Vector128<byte> members, Vector128<byte> characters)
    {
        var lowNibbles = characters & Vector128.Create((byte)0x0F);
        var highNibbles = characters >> 4;
        var inside =
            Vector128.ShuffleNative(members, lowNibbles) & Vector128.ShuffleNative(BitOfHighNibble, highNibbles);
        return Vector128.Equals(inside, Vector128<byte>.Zero);
    }

    /// <summary>As the other, of a stretch of memory that goes on for at least a vector behind it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> Outside(ContentClass content, ReadOnlySpan<byte> memory, int start, int length)
    {
        var members = MembersOf(content);
        var outside = Vector128<byte>.Zero;
        for (; length > Vector128<byte>.Count; length -= Vector128<byte>.Count, start += Vector128<byte>.Count)
        {
            outside |= Outside(members, Vector128.Create(memory.Slice(start, Vector128<byte>.Count)));
        }

        var behind = Vector128.LessThan(Vector128<byte>.Indices, Vector128.Create(unchecked((byte)length)));
        return outside | (Outside(members, Vector128.Create(memory.Slice(start, Vector128<byte>.Count))) & behind);
    }

    /// <summary>True for a character that may stand in front of an x+n amount.</summary>
    public static bool IsSign(byte character) =>
        character is (byte)'C' or (byte)'D' or (byte)'+' or (byte)'-' || DigitValue(character) <= 9;

    /// <summary>The value of a decimal digit, or more than 9 for any other character.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint DigitValue(byte character) => unchecked((uint)(character - '0'));

    private static bool Belongs(ContentClass content, char character) =>
        content switch
        {
            ContentClass.Digits or ContentClass.SignedDigits => char.IsAsciiDigit(character),
            ContentClass.AlphaNumeric => char.IsAsciiLetterOrDigit(character),
            ContentClass.Text => character is >= ' ' and <= '~',
            ContentClass.Track => char.IsAsciiDigit(character) || character is '=' or 'D',
            ContentClass.Binary => false,
            _ => throw new InvalidOperationException($"Nobody has said what belongs to {content}."),
        };

    private static Vector128<byte>[] PrepareMembers()
    {
        var members = new Vector128<byte>[Enum.GetValues<ContentClass>().Length];
        foreach (var content in Enum.GetValues<ContentClass>())
        {
            Span<byte> bits = new byte[Vector128<byte>.Count];
            for (var character = '\0'; character < 0x80; character++)
            {
                if (Belongs(content, character))
                {
                    bits[character & 0x0F] |= (byte)(1 << (character >> 4));
                }
            }

            members[(int)content] = Vector128.Create<byte>(bits);
        }

        return members;
    }
}
