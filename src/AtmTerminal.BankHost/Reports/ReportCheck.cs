namespace AtmTerminal.BankHost;

/// <summary>The sums that reports read are right when each day in them has what its postings and declines add up to.</summary>
internal static class ReportCheck
{
    // Both ways round: a row too many is as wrong as a row that is lacking.
    private const string Differing = $"""
        SELECT business_day FROM (
            SELECT business_day, terminal, currency, atm_bank, card_bank, kind, operations, amount, commission
            FROM operation_day
            EXCEPT SELECT * FROM ({Truth}) AS truth) AS too_much
        UNION
        SELECT business_day FROM (
            SELECT * FROM ({Truth}) AS truth WHERE business_day IN (SELECT business_day FROM report_day)
            EXCEPT
            SELECT business_day, terminal, currency, atm_bank, card_bank, kind, operations, amount, commission
            FROM operation_day) AS lacking
        ORDER BY 1
        """;

    private const string Truth = $"""
        {OperationSums.OfPosted} WHERE posted.amount > 0
        GROUP BY posted.business_day, posted.terminal, posted.currency, posted.atm_bank, posted.card_bank
        UNION ALL
        {OperationSums.OfDeclined} WHERE answer.declined_on IS NOT NULL
        GROUP BY answer.declined_on, answer.terminal, hold.currency
        """;

    /// <summary>One sentence for each day whose sums are wrong. A day that is to be summed anew is not wrong, only late.</summary>
    public static IReadOnlyList<string> Run(Sql sql)
    {
        var late = sql.DaysToSum(DateOnly.MaxValue, ReportPass.Margin).ToHashSet();
        return
        [
            .. sql.All(Differing, static row => row.Day(0))
                .Where(day => !late.Contains(day))
                .Select(day => $"The report sums of {day:yyyy-MM-dd} are not those of its postings."),
        ];
    }
}
