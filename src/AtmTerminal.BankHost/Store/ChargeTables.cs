using AtmTerminal.Domain.Amounts;

namespace AtmTerminal.BankHost;

/// <summary>Something that an account pays for, or is paid, once.</summary>
/// <param name="Number">Of the event under this kind and home: the line of the card's log, a day, a month. Never charged twice.</param>
/// <param name="Change">Of the balance: a fee is negative.</param>
internal sealed record Charge(AccountView Account, ChargeKind Kind, long Number, Money Change, string Reason);

/// <summary>Statements over charges, and the table that says how high fees are.</summary>
internal static class ChargeTables
{
    /// <summary>What a fee is in a currency; zero when the bank has set none.</summary>
    public static Money Fee(this Sql sql, ChargeKind kind, Currency currency) =>
        Money.FromMinorUnits(
            sql.Number(
                "SELECT amount FROM fee WHERE kind = @kind AND currency = @currency",
                ("@kind", kind.ToString()),
                ("@currency", currency.Code)
            ),
            currency
        );

    /// <summary>Takes the fee for an event, if the bank has set one.</summary>
    /// <returns>What was taken: zero when there is no fee, or it was taken before.</returns>
    public static Money TakeFee(
        this Sql sql,
        AccountView account,
        ChargeKind kind,
        long number,
        string reason,
        Moment at
    )
    {
        var fee = sql.Fee(kind, account.Balance.Currency);
        return sql.TryCharge(new(account, kind, number, -fee, reason), at) ? fee : Money.Zero(fee.Currency);
    }

    /// <summary>Books a charge through the ledger. It may take the balance below zero, which is marked for a person.</summary>
    /// <returns>False: there is nothing to book, or it was booked before, and nothing was changed.</returns>
    public static bool TryCharge(this Sql sql, Charge charge, Moment at)
    {
        // A closed account has a balance of zero for ever.
        if (charge.Change.IsZero || charge.Account.State == AccountState.Closed || !sql.TryInsert(charge, at))
            return false;
        var (home, account) = (charge.Account.Home, charge.Account.Account);
        var after = sql.ChangeBalance(home, account, charge.Change);
        var key = new WithdrawalKey(home, charge.Kind.ToString(), charge.Number);
        var other = ChargeKinds.OtherSide(charge.Kind, charge.Account.Bank);
        sql.WriteEntries(key, [new(account, charge.Change), new(other, -charge.Change)], at, after);
        if (after.IsNegative)
            sql.FollowUp(key, FollowUps.BelowZero, at.Now);
        return true;
    }

    private static bool TryInsert(this Sql sql, Charge charge, Moment at) =>
        sql.Execute(
            """
            INSERT INTO charge (home, kind, number, account, currency, amount, reason, business_day, charged_at)
            VALUES (@home, @kind, @number, @account, @currency, @amount, @reason, @day, @at)
            ON CONFLICT DO NOTHING
            """,
            ("@home", charge.Account.Home),
            ("@kind", charge.Kind.ToString()),
            ("@number", charge.Number),
            ("@account", charge.Account.Account),
            ("@currency", charge.Change.Currency.Code),
            ("@amount", charge.Change.MinorUnits),
            ("@reason", charge.Reason),
            ("@day", at.BusinessDay.ToColumn()),
            ("@at", at.Now.ToColumn())
        ) == 1;
}
