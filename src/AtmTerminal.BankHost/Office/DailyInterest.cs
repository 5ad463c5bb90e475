using AtmTerminal.Domain.Amounts;

namespace AtmTerminal.BankHost;

/// <summary>
/// Accrues interest for every day that has ended, and posts it when a month has. The balance that counts is the one at the end of
/// the day as the books had it at the pass: a completion that arrives later counts from the day it arrives on.
/// </summary>
internal static class DailyInterest
{
    /// <returns>How many accounts were brought up to the day before.</returns>
    public static int Accrue(HostDatabase database, Moment at, CancellationToken stop)
    {
        var rules = database.Read(RulesByCurrency);
        return DailyWork.InPortions(
            database,
            (sql, most) => sql.NotAccruedThrough(at.BusinessDay.AddDays(-1), most),
            (sql, due) => BringUp(sql, due.Account, due.Accrued, rules[due.Account.Balance.Currency], at),
            stop
        );
    }

    private static void BringUp(Sql sql, AccountView account, AccruedInterest before, InterestRule rule, Moment at)
    {
        var yesterday = at.BusinessDay.AddDays(-1);
        var accrued = before;
        var charges = new List<Charge>();
        // An account that is older than these records begins with today.
        for (var day = before.Through?.AddDays(1) ?? at.BusinessDay; day <= yesterday; day = day.AddDays(1))
            accrued = AddDay(account, accrued, rule, day, sql.BalanceAtEndOf(account, day), charges);
        if (!sql.TryAccrue(account, before, accrued with { Through = yesterday }))
            return;
        foreach (var charge in charges)
            sql.TryCharge(charge, at);
        if (accrued.BelowZeroSince is { } since && since != before.BelowZeroSince)
            sql.TakeFee(account, ChargeKind.BelowZero, since.ToColumn(), $"below zero since {since:yyyy-MM-dd}", at);
    }

    private static AccruedInterest AddDay(
        AccountView account,
        AccruedInterest accrued,
        InterestRule rule,
        DateOnly day,
        long balance,
        List<Charge> charges
    )
    {
        var after = new AccruedInterest(
            day,
            accrued.Paid + InterestRule.AccruedIn(Math.Max(balance, 0), account.InterestBasisPoints),
            accrued.Owed + InterestRule.AccruedIn(Math.Max(-balance, 0), rule.BelowZero),
            balance < 0 ? accrued.BelowZeroSince ?? day : null
        );
        return day.AddDays(1).Day == 1 ? EndMonth(account, after, rule, day, charges) : after;
    }

    private static AccruedInterest EndMonth(
        AccountView account,
        AccruedInterest accrued,
        InterestRule rule,
        DateOnly day,
        List<Charge> charges
    )
    {
        var (paid, paidRest) = rule.Settle(accrued.Paid);
        var (owed, owedRest) = rule.Settle(accrued.Owed);
        var (month, words) = (day.ToColumn() / 100, $"interest of {day:yyyy-MM}");
        charges.Add(new(account, ChargeKind.InterestPaid, month, Amount(paid), words));
        charges.Add(new(account, ChargeKind.InterestOwed, month, Amount(-owed), words));
        return accrued with { Paid = paidRest, Owed = owedRest };

        Money Amount(long minorUnits) => Money.FromMinorUnits(minorUnits, account.Balance.Currency);
    }

    private static Dictionary<Currency, InterestRule> RulesByCurrency(Sql sql) =>
        Currency.All.ToDictionary(currency => currency, currency => sql.InterestOf(currency) ?? new(0, 0, 1));
}
