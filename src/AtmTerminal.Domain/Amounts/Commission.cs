namespace AtmTerminal.Domain.Amounts;

/// <summary>What a customer pays for cash, as a share of what was really given.</summary>
/// <param name="BasisPoints">Hundredths of a percent, 0 to 10,000: 120 is 1.2 %.</param>
/// <remarks>
/// Rounded half up to the currency's minor unit: to the kopiyka for UAH, to the dong for VND. The terminal shows it before
/// and the host charges it after with this same function, so the two can never differ by rounding.
/// </remarks>
public readonly record struct Commission(int BasisPoints)
{
    public static Commission Free => default;

    /// <summary>The commission on <paramref name="given"/>, which is zero or more.</summary>
    public Money On(Money given)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(given.MinorUnits);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(BasisPoints, 10_000);
        var tenThousandths = checked(given.MinorUnits * BasisPoints);
        return Money.FromMinorUnits((tenThousandths + 5_000) / 10_000, given.Currency);
    }
}
