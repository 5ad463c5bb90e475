namespace AtmTerminal.Domain.Cards;

/// <summary>Month and year of expiry as the stripe carries them.</summary>
/// <param name="Year">Two digits, 0 to 99.</param>
/// <param name="Month">1 to 12.</param>
public readonly record struct CardExpiry(int Year, int Month)
{
    /// <summary>The card is good through the last day of its month.</summary>
    public bool IsOverOn(DateOnly day) => (2000 + Year, Month).CompareTo((day.Year, day.Month)) < 0;
}

/// <summary>What track 2 of a bank card says (ISO/IEC 7813). It cannot print itself and must never reach a disk.</summary>
public sealed class Track2
{
    private readonly string _text;

    private Track2(string text, Pan pan, CardExpiry expiry, string serviceCode)
    {
        _text = text;
        Pan = pan;
        Expiry = expiry;
        ServiceCode = serviceCode;
    }

    public Pan Pan { get; }

    public CardExpiry Expiry { get; }

    /// <summary>Three digits.</summary>
    public string ServiceCode { get; }

    /// <summary>
    /// Takes the text between the sentinels: number, <c>=</c>, expiry YYMM, service code, discretionary digits.
    /// <c>null</c> when any of them is malformed or the check digit is wrong.
    /// </summary>
    public static Track2? TryParse(ReadOnlySpan<char> text)
    {
        var separator = text.IndexOf('=');
        if (separator < 0 || text.Length is < 8 or > 37 || text.Length < separator + 8)
            return null;
        var rest = text[(separator + 1)..];
        if (rest.ContainsAnyExceptInRange('0', '9'))
            return null;
        if (Pan.TryParse(text[..separator]) is not { } pan)
            return null;
        var month = (rest[2] - '0') * 10 + rest[3] - '0';
        if (month is < 1 or > 12)
            return null;
        var expiry = new CardExpiry((rest[0] - '0') * 10 + rest[1] - '0', month);
        return new(text.ToString(), pan, expiry, rest[4..7].ToString());
    }

    /// <summary>The text between the sentinels, for DE 35 of an authorisation request alone.</summary>
    public string Reveal() => _text;

    public override string ToString() => $"track 2 of {Pan}";
}
