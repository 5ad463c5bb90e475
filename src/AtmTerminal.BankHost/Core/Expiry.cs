namespace AtmTerminal.BankHost;

/// <summary>
/// No hold outlives its agreed time. With one writer it is looked for in the transaction of every message. Where many work at once
/// that would lock one customer for another's sake, so it is done beside the messages, one customer at a time, every few seconds.
/// </summary>
internal sealed class Expiry(HostDatabase database)
{
    // A look asks every server of a cluster.
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    private long _nextLook;

    /// <summary>Called before a message is answered, outside its transaction.</summary>
    public void BeforeMessage(DateTimeOffset now)
    {
        var next = Volatile.Read(ref _nextLook);
        if (!database.ServesManyAtOnce || now.UtcTicks < next)
            return;
        // One caller looks; the others need not wait for it.
        if (Interlocked.CompareExchange(ref _nextLook, (now + Pause).UtcTicks, next) == next)
            Release(now);
    }

    /// <summary>Called in the transaction of a message, before anything else.</summary>
    public static void InMessage(Sql sql, DateTimeOffset now)
    {
        if (!sql.NeedsRowLocks)
            Release(sql, now);
    }

    /// <summary>Releases every hold whose time is over.</summary>
    /// <returns>How many.</returns>
    public int Release(DateTimeOffset now)
    {
        if (!database.ServesManyAtOnce)
            return database.InTransaction(sql => Release(sql, now));
        return database
            .Read(sql => sql.OverdueHolds(now))
            .Count(key =>
                database.InTransaction(sql =>
                {
                    sql.LockHome(key.Home);
                    return Release(sql, key, now);
                })
            );
    }

    private static int Release(Sql sql, DateTimeOffset now) =>
        sql.OverdueHolds(now).Count(key => Release(sql, key, now));

    private static bool Release(Sql sql, WithdrawalKey key, DateTimeOffset now)
    {
        if (sql.Hold(key) is not { } hold || !sql.TryExpire(key, now))
            return false;
        if (hold.Account is { } account)
            sql.Release(key.Home, account, hold.Promised + hold.Commission);
        return true;
    }
}
