namespace AtmTerminal.BankHost;

/// <summary>
/// Brings the sums that reports read up to date: days that are over, and days to which something was posted late. May be
/// stopped at any point and started again, and run by several hosts at once.
/// </summary>
internal static class ReportPass
{
    /// <summary>
    /// No message takes so long between reading the clock and its commit. A day is summed when it has been over for this long,
    /// and what was posted this shortly before a summing is looked at again.
    /// </summary>
    public static readonly TimeSpan Margin = TimeSpan.FromMinutes(10);

    /// <summary>Sums what is to be summed, a transaction for each day: postings wait for one day at most.</summary>
    /// <param name="stop">Honoured between two days.</param>
    /// <returns>How many days were summed.</returns>
    public static int Run(HostDatabase database, DateTimeOffset now, CancellationToken stop = default)
    {
        var last = LastOver(database, now);
        var days = database.Read(sql => sql.DaysToSum(last, Margin));
        for (var summed = 0; summed < days.Count; summed++)
        {
            if (stop.IsCancellationRequested)
                return summed;
            Sum(database, days[summed], now);
        }
        database.InTransaction(sql => sql.ReachThrough(last, now));
        return days.Count;
    }

    private static void Sum(HostDatabase database, DateOnly day, DateTimeOffset now) =>
        database.InTransaction(sql =>
        {
            sql.SumDay(day, now);
            // Days are summed earliest first, so nothing before this one is lacking.
            return sql.ReachThrough(day, now);
        });

    /// <summary>The last business day that has been over for the margin.</summary>
    private static DateOnly LastOver(HostDatabase database, DateTimeOffset now) =>
        database.Read(RuleTables.RuleBook).BusinessDayAt(now - Margin).AddDays(-1);
}
