using AtmTerminal.Domain.Amounts;

namespace AtmTerminal.BankHost;

/// <summary>Statements over complaints, and over the withdrawals they are about.</summary>
internal static class ComplaintTables
{
    /// <summary>What is known of a withdrawal of a customer; <c>null</c> when the host has none under that number.</summary>
    public static Disputed? Disputed(this Sql sql, string terminal, long number) =>
        sql.First(
            """
            SELECT hold.home, hold.account, account.bank, hold.business_day,
                CASE WHEN posted.amount > hold.amount THEN posted.amount ELSE hold.amount END, hold.currency
            FROM hold JOIN account ON account.home = hold.home AND account.account = hold.account
            LEFT JOIN posted ON posted.home = hold.home AND posted.terminal = hold.terminal
                AND posted.number = hold.number
            WHERE hold.terminal = @terminal AND hold.number = @number
            ORDER BY hold.home LIMIT 1
            """,
            row => new Disputed(
                new(row.GetInt64(0), terminal, number),
                row.GetString(1),
                row.GetString(2),
                row.Day(3),
                row.Amount(4, 5)
            ),
            ("@terminal", terminal),
            ("@number", number)
        );

    /// <returns>False: there is a complaint about this withdrawal.</returns>
    public static bool TryInsertComplaint(
        this Sql sql,
        Disputed about,
        Money claimed,
        string told,
        Employee who,
        Moment at
    ) =>
        sql.Execute(
            """
            INSERT INTO complaint (home, terminal, number, account, bank, currency, claimed, told, withdrawn_on,
                accepted_on, accepted_by)
            VALUES (@home, @terminal, @number, @account, @bank, @currency, @claimed, @told, @withdrawn, @today, @by)
            ON CONFLICT DO NOTHING
            """,
            ("@home", about.Key.Home),
            ("@terminal", about.Key.Terminal),
            ("@number", about.Key.Number),
            ("@account", about.Account),
            ("@bank", about.Bank),
            ("@currency", claimed.Currency.Code),
            ("@claimed", claimed.MinorUnits),
            ("@told", told),
            ("@withdrawn", about.WithdrawnOn.ToColumn()),
            ("@today", at.BusinessDay.ToColumn()),
            ("@by", who.Code)
        ) == 1;

    public static Complaint? Complaint(this Sql sql, string terminal, long number) =>
        sql.First(
            """
            SELECT home, account, bank, claimed, currency, told, withdrawn_on, accepted_on, accepted_by FROM complaint
            WHERE terminal = @terminal AND number = @number ORDER BY home LIMIT 1
            """,
            static row => new Complaint(
                row.GetInt64(0),
                row.GetString(1),
                row.GetString(2),
                row.Amount(3, 4),
                row.GetString(5),
                row.Day(6),
                row.Day(7),
                row.GetString(8)
            ),
            ("@terminal", terminal),
            ("@number", number)
        );
}
