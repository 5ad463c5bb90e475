using AtmTerminal.Domain.Amounts;
using AtmTerminal.Domain.Withdrawals;
using AtmTerminal.Iso8583;

namespace AtmTerminal.BankHost;

/// <summary>Statements over the totals of a day.</summary>
internal static class TotalTables
{
    /// <summary>What a machine gave on a business day, in one currency, by the host's postings.</summary>
    public static DayTotal PostedOn(this Sql sql, string terminal, DateOnly day, Currency currency) =>
        sql.First(
            """
            SELECT COUNT(*), CAST(COALESCE(SUM(amount), 0) AS BIGINT) FROM posted
            WHERE terminal = @terminal AND business_day = @day AND currency = @currency AND amount > 0
            """,
            row => new DayTotal((int)row.GetInt64(0), Money.FromMinorUnits(row.GetInt64(1), currency)),
            ("@terminal", terminal),
            ("@day", day.ToColumn()),
            ("@currency", currency.Code)
        )!;

    /// <summary>The same, number by number, of a range of numbers.</summary>
    public static List<GivenAmount> PostedOn(this Sql sql, string terminal, TotalsAdvice advice, TotalsPage page) =>
        sql.All(
            """
            SELECT number, CAST(SUM(amount) AS BIGINT) FROM posted
            WHERE terminal = @terminal AND business_day = @day AND currency = @currency AND amount > 0
                AND number > @after AND number <= @up_to
            GROUP BY number ORDER BY number
            """,
            static row => new GivenAmount(new WithdrawalNumber(row.GetInt64(0)), row.GetInt64(1)),
            ("@terminal", terminal),
            ("@day", advice.Day.ToColumn()),
            ("@currency", advice.Amount.Currency.Code),
            ("@after", page.After.Value),
            ("@up_to", page.UpTo.Value)
        );

    /// <summary>Keeps what both sides said of a day; the last comparison counts.</summary>
    public static void StoreTotals(this Sql sql, string terminal, TotalsAdvice advice, DayTotal own, Moment at) =>
        sql.Execute(
            """
            INSERT INTO day_total (terminal, business_day, currency, record_row, given, amount, host_given, host_amount,
                reported_at)
            VALUES (@terminal, @day, @currency, @row, @given, @amount, @host_given, @host_amount, @at)
            ON CONFLICT (terminal, business_day, currency, record_row)
            DO UPDATE SET host_given = excluded.host_given, host_amount = excluded.host_amount,
                reported_at = excluded.reported_at
            """,
            ("@terminal", terminal),
            ("@day", advice.Day.ToColumn()),
            ("@currency", advice.Amount.Currency.Code),
            ("@row", advice.Row),
            ("@given", advice.Count),
            ("@amount", advice.Amount.MinorUnits),
            ("@host_given", own.Given),
            ("@host_amount", own.Amount.MinorUnits),
            ("@at", at.Now.ToColumn())
        );

    public static void StoreDifference(this Sql sql, string terminal, long row, AmountDifference difference) =>
        sql.Execute(
            """
            INSERT INTO total_difference (terminal, record_row, number, amount, host_amount)
            VALUES (@terminal, @row, @number, @amount, @host_amount) ON CONFLICT DO NOTHING
            """,
            ("@terminal", terminal),
            ("@row", row),
            ("@number", difference.Withdrawal.Value),
            ("@amount", difference.Terminal),
            ("@host_amount", difference.Host)
        );

    public static List<ReportedTotal> ReportedTotals(this Sql sql, string terminal) =>
        sql.All(
            """
            SELECT business_day, record_row, given, amount, host_given, host_amount, currency FROM day_total
            WHERE terminal = @terminal ORDER BY business_day, record_row
            """,
            row => new ReportedTotal(
                row.Day(0),
                row.GetInt64(1),
                new((int)row.GetInt64(2), row.Amount(3, 6)),
                new((int)row.GetInt64(4), row.Amount(5, 6))
            ),
            ("@terminal", terminal)
        );

    public static List<AmountDifference> Differences(this Sql sql, string terminal, long row) =>
        sql.All(
            """
            SELECT number, amount, host_amount FROM total_difference
            WHERE terminal = @terminal AND record_row = @row ORDER BY number
            """,
            static row => new AmountDifference(new WithdrawalNumber(row.GetInt64(0)), row.GetInt64(1), row.GetInt64(2)),
            ("@terminal", terminal),
            ("@row", row)
        );
}
