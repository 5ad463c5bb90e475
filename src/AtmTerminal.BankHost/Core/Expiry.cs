namespace AtmTerminal.BankHost;

/// <summary>No hold outlives its agreed time.</summary>
internal static class Expiry
{
    public static int Release(Sql sql, DateTimeOffset now)
    {
        var overdue = sql.OverdueHolds(now);
        foreach (var key in overdue)
            if (sql.Hold(key) is { } hold)
                sql.CloseHold(hold, HoldState.Expired);
        return overdue.Count;
    }
}
