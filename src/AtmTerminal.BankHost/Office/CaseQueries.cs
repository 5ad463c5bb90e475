using System.Data.Common;

namespace AtmTerminal.BankHost;

/// <summary>What the bank's people ask about cases.</summary>
internal static class CaseQueries
{
    /// <summary>How many rows a list has at most.</summary>
    public const int Most = 500;

    private const string Columns = """
        bank_case.terminal, bank_case.record_row, bank_case.kind, bank_case.number, bank_case.amount, bank_case.found,
        bank_case.currency, bank_case.body, bank_case.opened_at, bank_case.closed_at, bank_case.closed_by,
        COALESCE(complaint.bank, atm.bank), case_proposal.employee
        """;

    private const string Tables = """
        bank_case JOIN atm ON atm.terminal = bank_case.terminal
        LEFT JOIN complaint ON bank_case.kind = 'COMPLAINT' AND complaint.terminal = bank_case.terminal
            AND complaint.number = bank_case.number
        LEFT JOIN case_proposal ON case_proposal.terminal = bank_case.terminal
            AND case_proposal.record_row = bank_case.record_row AND case_proposal.kind = bank_case.kind
            AND case_proposal.number = bank_case.number
        """;

    /// <summary>The open cases of the employee's bank, the oldest first.</summary>
    public static List<CaseLine> OpenCases(this Sql sql, Employee who) =>
        sql.All(
            $"""
            SELECT {Columns} FROM {Tables}
            WHERE bank_case.closed_at IS NULL AND COALESCE(complaint.bank, atm.bank) = @bank
            ORDER BY bank_case.opened_at, bank_case.terminal, bank_case.record_row LIMIT {Most}
            """,
            Read,
            ("@bank", who.Bank)
        );

    /// <summary>The cases of the employee's bank that were closed last, the latest first.</summary>
    public static List<CaseLine> ClosedCases(this Sql sql, Employee who) =>
        sql.All(
            $"""
            SELECT {Columns} FROM {Tables}
            WHERE bank_case.closed_at IS NOT NULL AND COALESCE(complaint.bank, atm.bank) = @bank
            ORDER BY bank_case.closed_at DESC, bank_case.terminal, bank_case.record_row LIMIT {Most}
            """,
            Read,
            ("@bank", who.Bank)
        );

    /// <summary>One case of whatever bank; <c>null</c> when there is none.</summary>
    public static CaseLine? CaseLine(this Sql sql, CaseKey key) =>
        sql.First(
            $"""
            SELECT {Columns} FROM {Tables}
            WHERE bank_case.terminal = @terminal AND bank_case.record_row = @row AND bank_case.kind = @kind
                AND bank_case.number = @number
            """,
            Read,
            ("@terminal", key.Terminal),
            ("@row", key.Row),
            ("@kind", key.Kind),
            ("@number", key.Number)
        );

    /// <summary>A case with all its evidence; <c>null</c> when there is none, or it is another bank's.</summary>
    public static CaseFile? CaseFile(this Sql sql, Employee who, CaseKey key)
    {
        if (sql.CaseLine(key) is not { } line || line.Bank != who.Bank)
            return null;
        var withdrawal = key.Number > 0 ? sql.Evidence(key.Terminal, key.Number) : null;
        var counts = sql.CountsOf(key.Terminal);
        var moment = withdrawal?.AskedAt ?? line.Case.OpenedAt;
        var day = withdrawal?.Posted?.BusinessDay;
        return new(
            line,
            key.Kind == CaseRule.Complaint ? sql.Complaint(key.Terminal, key.Number) : null,
            withdrawal,
            sql.NoticesAbout(key),
            counts.LastOrDefault(count => count.FirstAt <= moment),
            counts.FirstOrDefault(count => count.FirstAt > moment),
            [.. sql.ReportedTotals(key.Terminal).Where(total => total.Day == day)],
            sql.ProposalOf(key),
            sql.StepsOf(key),
            sql.AttachmentsOf(key)
        );
    }

    private static CaseLine Read(DbDataReader row) =>
        new(
            new(
                new(row.GetString(0), row.GetInt64(1), row.GetString(2), row.GetInt64(3)),
                row.Amount(4, 6),
                row.AmountOrNull(5, 6),
                row.GetString(7),
                row.Moment(8),
                row.IsDBNull(9) ? null : row.Moment(9),
                row.TextOrNull(10)
            ),
            row.GetString(11),
            !row.IsDBNull(12)
        );
}
