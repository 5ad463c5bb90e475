namespace AtmTerminal.BankHost;

/// <summary>Statements over what terminals send besides money.</summary>
internal static class TerminalTables
{
    /// <summary>The highest withdrawal number this store has heard of from a terminal, 0 for none.</summary>
    public static long LastNumberOf(this Sql sql, string terminal) =>
        sql.Number("SELECT MAX(number) FROM hold WHERE terminal = @terminal", ("@terminal", terminal));

    /// <summary>Keeps a notice. One that comes again, as a repeat does, is counted and not kept twice.</summary>
    public static void StoreNotice(this Sql sql, string terminal, long number, string kind, string body, Moment at) =>
        sql.Execute(
            """
            INSERT INTO notice (terminal, number, kind, body, times, first_at, last_at)
            VALUES (@terminal, @number, @kind, @body, 1, @at, @at)
            ON CONFLICT (terminal, number, kind, body)
            DO UPDATE SET times = notice.times + 1, last_at = excluded.last_at
            """,
            ("@terminal", terminal),
            ("@number", number),
            ("@kind", kind),
            ("@body", body),
            ("@at", at.Now.ToColumn())
        );

    /// <summary>
    /// Keeps a security record. Strangers can cause these, so the same one is counted: they cannot fill the disk with them.
    /// </summary>
    /// <param name="terminal">A terminal of the tables, or empty: never a name only a stranger gave.</param>
    public static void StoreSecurityRecord(this Sql sql, string terminal, string what, Moment at) =>
        sql.Execute(
            """
            INSERT INTO security_record (terminal, business_day, what, times, first_at, last_at)
            VALUES (@terminal, @day, @what, 1, @at, @at)
            ON CONFLICT (terminal, business_day, what)
            DO UPDATE SET times = security_record.times + 1, last_at = excluded.last_at
            """,
            ("@terminal", terminal),
            ("@day", at.BusinessDay.ToColumn()),
            ("@what", what),
            ("@at", at.Now.ToColumn())
        );
}
