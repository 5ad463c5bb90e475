namespace AtmTerminal.Domain.Cards;

/// <summary>
/// The fields of track 2 (ISO/IEC 7813), split and not yet believed: check digit and date are the next check's work
/// (<see cref="Track2.TryParse"/>). Views into the caller's text, nothing is copied.
/// </summary>
public readonly ref struct Track2Fields
{
    // Card numbers of ISO/IEC 7812-1.
    private const int ShortestPan = 8;
    private const int LongestPan = 19;
    private const int LongestText = 37;
    private const int ExpiryAndServiceCode = 7;

    private Track2Fields(ReadOnlySpan<char> pan, ReadOnlySpan<char> rest)
    {
        Pan = pan;
        ExpiryYearMonth = rest[..4];
        ServiceCode = rest[4..ExpiryAndServiceCode];
        Discretionary = rest[ExpiryAndServiceCode..];
    }

    public ReadOnlySpan<char> Pan { get; }

    /// <summary>YYMM; the month may still be none.</summary>
    public ReadOnlySpan<char> ExpiryYearMonth { get; }

    /// <summary>Three digits.</summary>
    public ReadOnlySpan<char> ServiceCode { get; }

    /// <summary>The issuer's own digits, perhaps none.</summary>
    public ReadOnlySpan<char> Discretionary { get; }

    /// <summary>Splits the text between the sentinels. False: this is no payment card.</summary>
    public static bool TrySplit(ReadOnlySpan<char> text, out Track2Fields fields)
    {
        fields = default;
        var separator = text.IndexOf('=');
        if (text.Length > LongestText || separator is < ShortestPan or > LongestPan)
            return false;
        var pan = text[..separator];
        var rest = text[(separator + 1)..];
        if (rest.Length < ExpiryAndServiceCode || !AllDigits(pan) || !AllDigits(rest))
            return false;
        fields = new(pan, rest);
        return true;
    }

    private static bool AllDigits(ReadOnlySpan<char> text) => !text.ContainsAnyExceptInRange('0', '9');
}
