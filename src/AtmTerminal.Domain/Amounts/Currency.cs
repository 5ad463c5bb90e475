namespace AtmTerminal.Domain.Amounts;

/// <summary>A currency of ISO 4217. <c>default</c> is <see cref="None"/>, the currency of no amount at all.</summary>
/// <remarks>Numbers and exponents are those of the ISO 4217 list one. Only currencies a terminal can be loaded with are known.</remarks>
public readonly record struct Currency
{
    private readonly string? _code;

    private Currency(string code, int numericCode, int exponent) =>
        (_code, NumericCode, Exponent) = (code, numericCode, exponent);

    /// <summary>No currency; the value of <c>default</c>.</summary>
    public static Currency None => default;

    /// <summary>Ukrainian hryvnia, 100 kopiykas.</summary>
    public static Currency Uah { get; } = new("UAH", 980, 2);

    /// <summary>Vietnamese dong; it has no minor unit.</summary>
    public static Currency Vnd { get; } = new("VND", 704, 0);

    /// <summary>United States dollar.</summary>
    public static Currency Usd { get; } = new("USD", 840, 2);

    /// <summary>Euro.</summary>
    public static Currency Eur { get; } = new("EUR", 978, 2);

    /// <summary>Every currency known here.</summary>
    public static IReadOnlyList<Currency> All { get; } = [Uah, Vnd, Usd, Eur];

    /// <summary>Three letters, or empty for <see cref="None"/>.</summary>
    public string Code => _code ?? "";

    /// <summary>The three-digit number as ISO 8583 DE 49 carries it; 0 for <see cref="None"/>.</summary>
    public int NumericCode { get; }

    /// <summary>How many decimal digits the minor unit has: 2 for UAH, 0 for VND.</summary>
    public int Exponent { get; }

    /// <summary>How many minor units make one major unit: 100 for UAH, 1 for VND.</summary>
    public long MinorUnitsPerMajor => Exponent == 2 ? 100 : 1;

    /// <summary>Finds a currency by its letters, as upper case; <c>null</c> when it is not known here.</summary>
    public static Currency? TryFromCode(string code)
    {
        foreach (var currency in All)
            if (currency.Code == code)
                return currency;
        return null;
    }

    /// <summary>Finds a currency by its ISO 4217 number; <c>null</c> when it is not known here.</summary>
    public static Currency? TryFromNumericCode(int numericCode)
    {
        foreach (var currency in All)
            if (currency.NumericCode == numericCode)
                return currency;
        return null;
    }

    public override string ToString() => Code;
}
