namespace AtmTerminal.BankHost;

/// <summary>What the pass of a business day has done; nothing when it was done before.</summary>
/// <param name="Voided">Cards that nobody collected in time.</param>
/// <param name="Cancelled">Lost cards that were not found in time.</param>
/// <param name="Destroyed">Captured cards that nobody reclaimed in time.</param>
/// <param name="Accrued">Accounts whose interest was brought up to the day before.</param>
public sealed record DailyReport(DateOnly BusinessDay, int Voided, int Cancelled, int Destroyed, int Accrued);

/// <summary>
/// What is due once on each business day. It works through small transactions, each of which finds out for itself what is still
/// to be done: a pass that was interrupted, or runs on two hosts at once, does nothing twice.
/// </summary>
internal static class DailyWork
{
    public static DailyReport Run(HostDatabase database, Moment at)
    {
        var today = at.BusinessDay;
        if (database.Read(sql => IsDone(sql, today)))
            return new(today, 0, 0, 0, 0);
        database.InTransaction(sql => DailyCards.DateUndated(sql, today));
        var report = new DailyReport(
            today,
            DailyCards.Void(database, at),
            DailyCards.CancelLost(database, at),
            DailyCards.DestroyCaptured(database, at),
            DailyInterest.Accrue(database, at)
        );
        database.InTransaction(sql => MarkDone(sql, at));
        return report;
    }

    private static bool IsDone(Sql sql, DateOnly day) =>
        sql.Number("SELECT COUNT(*) FROM daily_work WHERE business_day = @day", ("@day", day.ToColumn())) == 1;

    private static int MarkDone(Sql sql, Moment at) =>
        sql.Execute(
            "INSERT INTO daily_work (business_day, finished_at) VALUES (@day, @at) ON CONFLICT DO NOTHING",
            ("@day", at.BusinessDay.ToColumn()),
            ("@at", at.Now.ToColumn())
        );
}
