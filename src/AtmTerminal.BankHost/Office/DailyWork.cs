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
    private const int RowsAtOnce = 200;

    /// <param name="stop">Honoured between two portions.</param>
    public static DailyReport Run(HostDatabase database, Moment at, CancellationToken stop)
    {
        var today = at.BusinessDay;
        if (database.Read(sql => IsDone(sql, today)))
            return new(today, 0, 0, 0, 0);
        database.InTransaction(sql => DailyCards.DateUndated(sql, today));
        var report = new DailyReport(
            today,
            DailyCards.Void(database, at, stop),
            DailyCards.CancelLost(database, at, stop),
            DailyCards.DestroyCaptured(database, at, stop),
            DailyInterest.Accrue(database, at, stop)
        );
        if (!stop.IsCancellationRequested)
            database.InTransaction(sql => MarkDone(sql, at));
        return report;
    }

    /// <summary>
    /// Works through everything that is due, a transaction for each few hundred rows: the writer is never held for long, and
    /// what was done stays done.
    /// </summary>
    /// <param name="find">What is due, at most so many; what was worked through must not be found again.</param>
    /// <returns>How many rows were worked through.</returns>
    public static int InPortions<T>(
        HostDatabase database,
        Func<Sql, int, List<T>> find,
        Action<Sql, T> work,
        CancellationToken stop
    )
    {
        var (all, portion) = (0, RowsAtOnce);
        // A full portion may have more behind it.
        for (; portion == RowsAtOnce && !stop.IsCancellationRequested; all += portion)
            portion = database.InTransaction(sql =>
            {
                var due = find(sql, RowsAtOnce);
                foreach (var row in due)
                    work(sql, row);
                return due.Count;
            });
        return all;
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
