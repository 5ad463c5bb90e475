namespace AtmTerminal.BankHost;

/// <summary>What is accrued on an account and not yet posted.</summary>
/// <param name="Through">The last day that is in it; <c>null</c> for an account that was never looked at.</param>
/// <param name="Paid">For the customer, in the parts of <see cref="InterestRule"/>.</param>
/// <param name="Owed">For the bank, in the same.</param>
/// <param name="BelowZeroSince">The first day that ended below zero; <c>null</c> when the last one did not.</param>
internal sealed record AccruedInterest(DateOnly? Through, long Paid, long Owed, DateOnly? BelowZeroSince)
{
    public static AccruedInterest None { get; } = new(null, 0, 0, null);
}

/// <summary>Statements over accrued interest.</summary>
internal static class InterestTables
{
    /// <summary>Accounts that have a day before <paramref name="through"/> still to come, in the order of their homes.</summary>
    public static List<(AccountView Account, AccruedInterest Accrued)> NotAccruedThrough(
        this Sql sql,
        DateOnly through,
        int most
    ) =>
        sql.All(
            $"""
            SELECT {AccountTables.ViewColumns}, accrued.through, accrued.paid, accrued.owed, accrued.below_zero_since
            FROM account LEFT JOIN account_interest accrued
                ON accrued.home = account.home AND accrued.account = account.account
            WHERE account.state <> 'Closed' AND COALESCE(accrued.through, 0) < @through
            ORDER BY account.home LIMIT {most}
            """,
            static row =>
                (
                    AccountTables.ReadView(row),
                    row.IsDBNull(12)
                        ? AccruedInterest.None
                        : new(row.Day(12), row.GetInt64(13), row.GetInt64(14), row.DayOrNull(15))
                ),
            ("@through", through.ToColumn())
        );

    /// <summary>
    /// What a balance was when a day ended, in minor units. What is booked on that day later does not count. One statement, so that
    /// a withdrawal beside it is in both figures or in neither.
    /// </summary>
    public static long BalanceAtEndOf(this Sql sql, AccountView account, DateOnly day) =>
        sql.Number(
            """
            SELECT balance - COALESCE((
                SELECT CAST(SUM(amount) AS BIGINT) FROM entry
                WHERE entry.home = account.home AND entry.account = account.account AND entry.business_day > @day), 0)
            FROM account WHERE account.home = @home AND account.account = @account
            """,
            ("@home", account.Home),
            ("@account", account.Account),
            ("@day", day.ToColumn())
        );

    /// <summary>Writes what is accrued now, unless another host has done so meanwhile.</summary>
    public static bool TryAccrue(this Sql sql, AccountView account, AccruedInterest before, AccruedInterest after) =>
        sql.Execute(
            """
            INSERT INTO account_interest (home, account, through, paid, owed, below_zero_since)
            VALUES (@home, @account, @through, @paid, @owed, @since)
            ON CONFLICT (home, account) DO UPDATE SET through = excluded.through, paid = excluded.paid,
                owed = excluded.owed, below_zero_since = excluded.below_zero_since
            WHERE account_interest.through = @before
            """,
            ("@home", account.Home),
            ("@account", account.Account),
            ("@through", after.Through?.ToColumn()),
            ("@paid", after.Paid),
            ("@owed", after.Owed),
            ("@since", after.BelowZeroSince?.ToColumn()),
            ("@before", before.Through?.ToColumn() ?? 0)
        ) == 1;
}
