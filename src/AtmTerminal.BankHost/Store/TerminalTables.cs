using AtmTerminal.Iso8583;

namespace AtmTerminal.BankHost;

/// <summary>Statements over what terminals send besides money.</summary>
internal static class TerminalTables
{
    /// <summary>The highest withdrawal number this store has heard of from a terminal, 0 for none.</summary>
    public static long LastNumberOf(this Sql sql, string terminal) =>
        sql.Number("SELECT MAX(number) FROM hold WHERE terminal = @terminal", ("@terminal", terminal));

    /// <summary>Keeps a notice. One that comes again, as a repeat does, is counted and not kept twice.</summary>
    /// <returns>True when it came for the first time.</returns>
    public static bool StoreNotice(this Sql sql, string terminal, Notice notice, Moment at) =>
        sql.First(
            """
            INSERT INTO notice (terminal, record_row, kind, number, body, times, first_at, last_at)
            VALUES (@terminal, @row, @kind, @number, @body, 1, @at, @at)
            ON CONFLICT (terminal, record_row, kind, number)
            DO UPDATE SET times = notice.times + 1, last_at = excluded.last_at
            RETURNING times
            """,
            static row => row.GetInt64(0) == 1,
            ("@terminal", terminal),
            ("@row", notice.Row),
            ("@kind", notice.Kind),
            ("@number", notice.Withdrawal?.Value ?? 0),
            ("@body", notice.Text),
            ("@at", at.Now.ToColumn())
        );

    /// <summary>The highest journal row of which this store has a record of the terminal, 0 for none.</summary>
    public static long LastRowOf(this Sql sql, string terminal) =>
        sql.Number("SELECT last_row FROM taken WHERE terminal = @terminal", ("@terminal", terminal));

    /// <summary>Notes that a record was taken, in the transaction that takes it.</summary>
    public static void Take(this Sql sql, string terminal, long row) =>
        sql.Execute(
            """
            INSERT INTO taken (terminal, last_row) VALUES (@terminal, @row)
            ON CONFLICT (terminal) DO UPDATE SET last_row = excluded.last_row WHERE excluded.last_row > taken.last_row
            """,
            ("@terminal", terminal),
            ("@row", row)
        );

    /// <summary>
    /// Keeps a security record. Strangers can cause these, so the same one is counted: they cannot fill the disk with them.
    /// </summary>
    /// <param name="terminal">A terminal of the tables, or empty: never a name only a stranger gave.</param>
    /// <param name="times">How often it happened since the last time it was stored.</param>
    public static void StoreSecurityRecord(this Sql sql, string terminal, string what, long times, Moment at) =>
        sql.Execute(
            """
            INSERT INTO security_record (terminal, business_day, what, times, first_at, last_at)
            VALUES (@terminal, @day, @what, @times, @at, @at)
            ON CONFLICT (terminal, business_day, what)
            DO UPDATE SET times = security_record.times + excluded.times, last_at = excluded.last_at
            """,
            ("@terminal", terminal),
            ("@day", at.BusinessDay.ToColumn()),
            ("@what", what),
            ("@times", times),
            ("@at", at.Now.ToColumn())
        );
}
