using AtmTerminal.Devices.Contracts;

namespace AtmTerminal.Devices.CardReader;

/// <summary>
/// From the bits of a pass to the text of track 2 (ISO/IEC 7811-2): 5-bit characters, least significant bit first, odd parity;
/// the check character (LRC) is the exclusive or of the data bits from the start to the end sentinel.
/// </summary>
/// <remarks>
/// A pass may have run either way and the data line may be active low, and nothing on the stripe says so. All four readings are
/// tried. When none holds, the problem is the one of the forward reading as the bits stand. A wrong reading of a good stripe holds
/// by accident once in some hundred cards, and is then a few characters long: the longer one is the track. Two that are both long
/// enough for a payment card are not believed.
/// </remarks>
internal static class StripeBits
{
    // 40 characters are the limit of track 2; two sentinels and the LRC are among them.
    private const int LongestText = 40 - 3;

    // Eight digits, the separator, expiry and service code.
    private const int ShortestCard = 8 + 1 + 4 + 3;
    private const int BitsPerCharacter = 5;
    private const int DataBits = 0b1111;
    private const int StartSentinel = 0b1011;
    private const int EndSentinel = 0b1111;

    private static readonly (bool Backward, bool Inverted)[] s_otherWays = [(true, false), (false, true), (true, true)];

    /// <summary>The text between the sentinels, or the problem. The text is card data: zero it after use.</summary>
    public static StripeReading Decode(ReadOnlySpan<bool> bits)
    {
        var found = DecodeOneWay(new(bits, Backward: false, Inverted: false));
        foreach (var (backward, inverted) in s_otherWays)
        {
            var other = DecodeOneWay(new(bits, backward, inverted));
            if (other.Problem is null)
                found = found.Problem is null ? Choose(found, other) : other;
        }
        return found;
    }

    private static StripeReading Choose(StripeReading one, StripeReading other)
    {
        if (one.Text.SequenceEqual(other.Text))
            return one;
        var (longer, shorter) = one.Text.Length > other.Text.Length ? (one, other) : (other, one);
        return shorter.Text.Length < ShortestCard && shorter.Text.Length < longer.Text.Length
            ? longer
            : new([], StripeProblem.Ambiguous);
    }

    private static StripeReading DecodeOneWay(Reading bits)
    {
        if (FindStart(bits) is not { } at)
            return new([], StripeProblem.NoStartSentinel);
        var lrc = StartSentinel;
        Span<char> text = stackalloc char[LongestText];
        var length = 0;
        for (at += BitsPerCharacter; ; at += BitsPerCharacter)
        {
            if (bits.Length - at < BitsPerCharacter)
                return new([], StripeProblem.NoEndSentinel);
            var character = CharacterAt(bits, at);
            if (!HasOddParity(character))
                return new([], StripeProblem.Parity);
            lrc ^= character & DataBits;
            if ((character & DataBits) == EndSentinel)
                break;
            if (length == LongestText)
                return new([], StripeProblem.TooLong);
            text[length++] = (char)('0' + (character & DataBits));
        }
        at += BitsPerCharacter;
        if (bits.Length - at < BitsPerCharacter)
            return new([], StripeProblem.NoLrc);
        var check = CharacterAt(bits, at);
        if (!HasOddParity(check))
            return new([], StripeProblem.LrcParity);
        return (check & DataBits) == lrc ? new(text[..length].ToArray(), null) : new([], StripeProblem.Lrc);
    }

    // Only the first place that looks like a start sentinel counts. Searching on after a failure would let a damaged stripe be
    // read from its middle, as a shorter card.
    // The sentinel has three ones already, so its parity bit is 0 and the five bits are the four.
    private static int? FindStart(Reading bits)
    {
        for (var at = 0; at + BitsPerCharacter <= bits.Length; at++)
            if (CharacterAt(bits, at) == StartSentinel)
                return at;
        return null;
    }

    private static int CharacterAt(Reading bits, int at)
    {
        var character = 0;
        for (var i = 0; i < BitsPerCharacter; i++)
            if (bits[at + i])
                character |= 1 << i;
        return character;
    }

    private static bool HasOddParity(int character) => (int.PopCount(character) & 1) == 1;

    private readonly ref struct Reading(ReadOnlySpan<bool> Bits, bool Backward, bool Inverted)
    {
        private readonly ReadOnlySpan<bool> _bits = Bits;

        public int Length => _bits.Length;

        public bool this[int at] => _bits[Backward ? _bits.Length - 1 - at : at] != Inverted;
    }
}

/// <summary>What the bits of one pass say. It cannot print itself.</summary>
internal readonly struct StripeReading(char[] text, StripeProblem? problem)
{
    /// <summary>The characters between the sentinels; empty when there is a problem.</summary>
    public char[] Text { get; } = text;

    public StripeProblem? Problem { get; } = problem;

    public override string ToString() => Problem?.ToString() ?? "read";
}
