using System.Globalization;

namespace AtmTerminal.Domain.Amounts;

/// <summary>
/// An amount of one currency in its minor unit, any sign. <c>default</c> is zero of <see cref="Currency.None"/>.
/// </summary>
/// <remarks>Arithmetic is checked: an overflow or a mix of currencies is a bug and throws.</remarks>
public readonly record struct Money : IComparable<Money>
{
    private Money(long minorUnits, Currency currency) => (MinorUnits, Currency) = (minorUnits, currency);

    /// <summary>The amount in minor units: 12345 for 123.45 UAH, 50000 for 50,000 VND.</summary>
    public long MinorUnits { get; }

    /// <summary>The currency the amount is counted in.</summary>
    public Currency Currency { get; }

    public bool IsZero => MinorUnits == 0;

    public bool IsPositive => MinorUnits > 0;

    public bool IsNegative => MinorUnits < 0;

    public static Money FromMinorUnits(long minorUnits, Currency currency) => new(minorUnits, currency);

    /// <summary>A whole number of major units: 100 hryvnias, not 100 kopiykas.</summary>
    public static Money FromMajorUnits(long majorUnits, Currency currency) =>
        new(checked(majorUnits * currency.MinorUnitsPerMajor), currency);

    public static Money Zero(Currency currency) => new(0, currency);

    public static Money operator +(Money a, Money b) => new(checked(a.MinorUnits + b.MinorUnits), Common(a, b));

    public static Money operator -(Money a, Money b) => new(checked(a.MinorUnits - b.MinorUnits), Common(a, b));

    public static Money operator -(Money a) => new(checked(-a.MinorUnits), a.Currency);

    public static Money operator *(Money a, int count) => new(checked(a.MinorUnits * count), a.Currency);

    public static bool operator <(Money a, Money b) => a.CompareTo(b) < 0;

    public static bool operator >(Money a, Money b) => a.CompareTo(b) > 0;

    public static bool operator <=(Money a, Money b) => a.CompareTo(b) <= 0;

    public static bool operator >=(Money a, Money b) => a.CompareTo(b) >= 0;

    public static Money Min(Money a, Money b) => a <= b ? a : b;

    /// <exception cref="CurrencyMismatchException">The two are of different currencies.</exception>
    public int CompareTo(Money other)
    {
        Common(this, other);
        return MinorUnits.CompareTo(other.MinorUnits);
    }

    /// <summary>For people and logs: <c>1,234.50 UAH</c>, <c>50,000 VND</c>. Always the same, whatever the machine's locale.</summary>
    public override string ToString() => $"{ToNumberString()} {Currency.Code}".TrimEnd();

    /// <summary>The number alone, with thousands separated by commas and the currency's decimals behind a point.</summary>
    public string ToNumberString()
    {
        var perMajor = Currency.MinorUnitsPerMajor;
        var whole = (MinorUnits / perMajor).ToString("N0", CultureInfo.InvariantCulture);
        if (perMajor == 1)
            return whole;
        var sign = MinorUnits < 0 && MinorUnits > -perMajor ? "-" : "";
        return $"{sign}{whole}.{Math.Abs(MinorUnits % perMajor):00}";
    }

    private static Currency Common(Money a, Money b) =>
        a.Currency == b.Currency ? a.Currency : throw new CurrencyMismatchException(a.Currency, b.Currency);
}

/// <summary>Two currencies met in one calculation: a bug, never a situation to handle.</summary>
public sealed class CurrencyMismatchException(Currency a, Currency b)
    : InvalidOperationException($"Amounts of '{a}' and '{b}' cannot be added or compared.");
