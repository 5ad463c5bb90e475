namespace AtmTerminal.BankHost;

/// <summary>Where pages and endpoints meet the store: they read, or have one operation done in one transaction.</summary>
internal sealed class Desk(HostCore core, TimeProvider time)
{
    public DateTimeOffset Now => time.GetUtcNow();

    public DateOnly Today => core.Rules.BusinessDayAt(Now);

    public HostDatabase Database => core.Database;

    /// <summary>The operations that need the host's keys.</summary>
    public BankOffice Office => core.Office;

    public T Read<T>(Func<Sql, T> work) => core.Database.Read(work);

    /// <summary>Reads what depends on the moment.</summary>
    public T Read<T>(Func<Sql, Moment, T> work)
    {
        var at = new Moment(Now, Today);
        return core.Database.Read(sql => work(sql, at));
    }

    /// <summary>Does one operation, all of it or nothing.</summary>
    public T Change<T>(Func<Sql, Moment, T> work)
    {
        var at = new Moment(Now, Today);
        return core.Database.InTransaction(sql => work(sql, at));
    }

    /// <summary>A moment on the bank's clock, as people read it.</summary>
    public string Show(DateTimeOffset? moment) =>
        moment is { } at ? (at.UtcDateTime + core.Rules.DayOffset).ToString("yyyy-MM-dd HH:mm", null) : "–";
}
