namespace AtmTerminal.Domain.Cards;

/// <summary>Month and year of expiry as the stripe carries them.</summary>
/// <param name="Year">Two digits, 0 to 99.</param>
/// <param name="Month">1 to 12.</param>
public readonly record struct CardExpiry(int Year, int Month)
{
    /// <summary>The card is good through the last day of its month.</summary>
    public bool IsOverOn(DateOnly day) => (2000 + Year, Month).CompareTo((day.Year, day.Month)) < 0;
}

/// <summary>Why a text is not the track 2 of a card that this terminal can take. It carries nothing of the text.</summary>
public enum Track2Problem
{
    /// <summary>The fields of ISO/IEC 7813 are not there.</summary>
    NotAPaymentCard,

    /// <summary>The number's last digit does not fit the others, or the number is shorter than any bank's.</summary>
    CheckDigit,

    /// <summary>The month of expiry is none of the twelve.</summary>
    ExpiryMonth,
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
    /// Whether the third digit of the service code lets the issuer's card buy cash; 2, 5 and 7 are for goods and services only.
    /// </summary>
    public bool AllowsCash => ServiceCode[2] is not ('2' or '5' or '7');

    /// <summary>
    /// Takes the text between the sentinels: number, <c>=</c>, expiry YYMM, service code, discretionary digits.
    /// <c>null</c> when any of them is malformed or the check digit is wrong.
    /// </summary>
    public static Track2? TryParse(ReadOnlySpan<char> text) => TryParse(text, out _);

    /// <inheritdoc cref="TryParse(ReadOnlySpan{char})"/>
    /// <param name="problem">Why there is no card; without meaning when there is one.</param>
    public static Track2? TryParse(ReadOnlySpan<char> text, out Track2Problem problem)
    {
        problem = Track2Problem.NotAPaymentCard;
        if (!Track2Fields.TrySplit(text, out var fields))
            return null;
        problem = Track2Problem.CheckDigit;
        if (Pan.TryParse(fields.Pan) is not { } pan)
            return null;
        problem = Track2Problem.ExpiryMonth;
        var date = fields.ExpiryYearMonth;
        var month = (date[2] - '0') * 10 + date[3] - '0';
        if (month is < 1 or > 12)
            return null;
        var expiry = new CardExpiry((date[0] - '0') * 10 + date[1] - '0', month);
        return new(text.ToString(), pan, expiry, fields.ServiceCode.ToString());
    }

    /// <summary>The text between the sentinels, for DE 35 of an authorisation request alone.</summary>
    public string Reveal() => _text;

    public override string ToString() => $"track 2 of {Pan}";
}
