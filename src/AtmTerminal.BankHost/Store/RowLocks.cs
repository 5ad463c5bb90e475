namespace AtmTerminal.BankHost;

/// <summary>
/// Locks, where transactions run beside each other; nothing where there is one writer. Always in this order: the terminal, then
/// the home. What is decided from a row that is read after its lock is still true at the commit.
/// </summary>
internal static class RowLocks
{
    // Any number of ours: whoever locks it changes the schema, or fills an empty store.
    private const long StartLock = 0x41_54_4D_42_41_4E_4B;

    /// <summary>Lets one transaction at a time take records of a terminal, whichever host they were sent to.</summary>
    public static void LockTerminal(this Sql sql, string terminal)
    {
        if (!sql.NeedsRowLocks || sql.TryLockTerminal(terminal))
            return;
        sql.Execute(
            "INSERT INTO taken (terminal, last_row) VALUES (@terminal, 0) ON CONFLICT DO NOTHING",
            ("@terminal", terminal)
        );
        sql.TryLockTerminal(terminal);
    }

    /// <summary>Lets one transaction at a time decide over the money of a customer.</summary>
    public static void LockHome(this Sql sql, long home)
    {
        if (sql.NeedsRowLocks)
            sql.All(
                "SELECT account FROM account WHERE home = @home ORDER BY account FOR UPDATE",
                static row => row.GetString(0),
                ("@home", home)
            );
    }

    /// <summary>Lets one host at a time change the schema or fill an empty store, until the transaction ends.</summary>
    public static void LockStart(this Sql sql)
    {
        if (sql.NeedsRowLocks)
            sql.First("SELECT pg_advisory_xact_lock(@lock)", static _ => true, ("@lock", StartLock));
    }

    private static bool TryLockTerminal(this Sql sql, string terminal) =>
        sql.First(
            "SELECT last_row FROM taken WHERE terminal = @terminal FOR UPDATE",
            static _ => true,
            ("@terminal", terminal)
        );
}
