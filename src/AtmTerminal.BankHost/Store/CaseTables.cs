using AtmTerminal.Domain.Amounts;

namespace AtmTerminal.BankHost;

/// <summary>Statements over cases: what a person of the bank has to settle.</summary>
internal static class CaseTables
{
    /// <summary>Opens a case, or leaves the one of this key as it is, open or closed.</summary>
    public static void OpenCase(this Sql sql, CaseKey key, Money amount, Money? found, string body, Moment at) =>
        sql.Execute(
            """
            INSERT INTO bank_case (terminal, record_row, kind, number, currency, amount, found, body, opened_at)
            VALUES (@terminal, @row, @kind, @number, @currency, @amount, @found, @body, @at)
            ON CONFLICT DO NOTHING
            """,
            ("@terminal", key.Terminal),
            ("@row", key.Row),
            ("@kind", key.Kind),
            ("@number", key.Number),
            ("@currency", amount.Currency.Code),
            ("@amount", amount.MinorUnits),
            ("@found", found?.MinorUnits),
            ("@body", body),
            ("@at", at.Now.ToColumn())
        );

    /// <summary>Closes the cases that wait for the end of a withdrawal. A difference of cash is not settled by it.</summary>
    public static void CloseCasesOf(this Sql sql, string terminal, long number, string by, Moment at) =>
        sql.Execute(
            """
            UPDATE bank_case SET closed_at = @at, closed_by = @by
            WHERE terminal = @terminal AND number = @number AND kind IN ('SUSPECT', 'SET-ASIDE') AND closed_at IS NULL
            """,
            ("@terminal", terminal),
            ("@number", number),
            ("@by", by),
            ("@at", at.Now.ToColumn())
        );

    /// <summary>Closes what is open of one kind at a machine and about no withdrawal.</summary>
    public static void CloseCasesOfKind(this Sql sql, string terminal, string kind, string by, Moment at) =>
        sql.Execute(
            """
            UPDATE bank_case SET closed_at = @at, closed_by = @by
            WHERE terminal = @terminal AND number = 0 AND kind = @kind AND closed_at IS NULL
            """,
            ("@terminal", terminal),
            ("@kind", kind),
            ("@by", by),
            ("@at", at.Now.ToColumn())
        );

    /// <summary>Closes one case by a person's word.</summary>
    /// <returns>False: there is no such case, or it is closed.</returns>
    public static bool CloseCase(this Sql sql, CaseKey key, string by, Moment at) =>
        sql.Execute(
            """
            UPDATE bank_case SET closed_at = @at, closed_by = @by
            WHERE terminal = @terminal AND record_row = @row AND kind = @kind AND number = @number AND closed_at IS NULL
            """,
            ("@terminal", key.Terminal),
            ("@row", key.Row),
            ("@kind", key.Kind),
            ("@number", key.Number),
            ("@by", by),
            ("@at", at.Now.ToColumn())
        ) == 1;

    /// <summary>All cases of a machine, the oldest first.</summary>
    public static List<BankCase> Cases(this Sql sql, string terminal) =>
        sql.All(
            """
            SELECT record_row, kind, number, amount, found, currency, body, opened_at, closed_at, closed_by
            FROM bank_case WHERE terminal = @terminal ORDER BY record_row, kind, number
            """,
            row => new BankCase(
                new(terminal, row.GetInt64(0), row.GetString(1), row.GetInt64(2)),
                row.Amount(3, 5),
                row.AmountOrNull(4, 5),
                row.GetString(6),
                row.Moment(7),
                row.IsDBNull(8) ? null : row.Moment(8),
                row.TextOrNull(9)
            ),
            ("@terminal", terminal)
        );
}
