namespace AtmTerminal.BankHost;

/// <summary>Interest in one currency, as the bank's table has it.</summary>
/// <param name="OnNewAccounts">Hundredths of a percent a year that a new account earns on what it has.</param>
/// <param name="BelowZero">The same that an account pays on what it owes.</param>
/// <param name="Smallest">What is posted is a multiple of so many minor units, 1 or more.</param>
/// <remarks>
/// A year has 365 days, also a leap year. A day's interest is accrued unrounded, in ten-thousandths of a 365th of a minor unit.
/// At the end of a month the whole multiples of <paramref name="Smallest"/> are posted, never more than was accrued, and what is
/// left goes into the next month: nothing is lost by rounding, and nothing made.
/// </remarks>
internal sealed record InterestRule(int OnNewAccounts, int BelowZero, long Smallest)
{
    private const long PartsOfMinorUnit = 10_000L * 365;

    /// <summary>What one day adds, in the parts that interest is accrued in, 0 or more.</summary>
    /// <param name="minorUnits">What the account had, or owed, when the day ended, 0 or more; up to 9 * 10^14 before it overflows.</param>
    public static long AccruedIn(long minorUnits, int basisPoints) => minorUnits * basisPoints;

    /// <summary>What to post of an accrued sum, in minor units, and the parts that stay accrued.</summary>
    public (long MinorUnits, long Left) Settle(long accrued)
    {
        var minorUnits = accrued / (PartsOfMinorUnit * Smallest) * Smallest;
        return (minorUnits, accrued - minorUnits * PartsOfMinorUnit);
    }
}
