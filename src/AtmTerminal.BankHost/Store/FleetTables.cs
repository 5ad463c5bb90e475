using System.Data.Common;
using AtmTerminal.Domain.Amounts;

namespace AtmTerminal.BankHost;

/// <summary>What a machine's messages tell of it.</summary>
/// <param name="OutReason">What it last said when it stopped serving; <c>null</c> when it never did.</param>
/// <param name="OpenCases">What persons have to settle there.</param>
internal sealed record MachineState(MachineView Machine, MachineSigns Signs, string? OutReason, long OpenCases);

/// <summary>What a machine gave on a business day in one currency.</summary>
internal sealed record MachineDay(string Terminal, long Withdrawals, Money Amount);

/// <summary>A notice with the moment it last came.</summary>
internal sealed record NoticeLine(DateTimeOffset At, string Kind, long Number, string Text);

/// <summary>Statements over all machines of a bank at once.</summary>
internal static class FleetTables
{
    private const string Statement = """
        SELECT atm.terminal, atm.bank, atm.branch, atm.address, atm.district, atm.city, atm.key_id,
            (SELECT contact.at FROM contact WHERE contact.terminal = atm.terminal),
            (SELECT hold.placed_at FROM hold WHERE hold.terminal = atm.terminal ORDER BY hold.number DESC LIMIT 1),
            (SELECT notice.last_at FROM notice WHERE notice.terminal = atm.terminal AND notice.kind = 'OUT-OF-SERVICE'
                ORDER BY notice.record_row DESC LIMIT 1),
            (SELECT notice.body FROM notice WHERE notice.terminal = atm.terminal AND notice.kind = 'OUT-OF-SERVICE'
                ORDER BY notice.record_row DESC LIMIT 1),
            (SELECT COUNT(*) FROM bank_case WHERE bank_case.terminal = atm.terminal AND bank_case.closed_at IS NULL),
            (SELECT COUNT(*) FROM bank_case WHERE bank_case.terminal = atm.terminal AND bank_case.closed_at IS NULL
                AND bank_case.kind = 'LOCKED')
        FROM atm
        """;

    /// <summary>All machines that a bank services, by where they stand.</summary>
    public static List<MachineState> Fleet(this Sql sql, string bank) =>
        sql.All(
            $"{Statement} WHERE atm.bank = @bank ORDER BY atm.city, atm.district, atm.terminal",
            Read,
            ("@bank", bank)
        );

    /// <summary>One machine; <c>null</c> when there is none, or another bank services it.</summary>
    public static MachineState? FleetMachine(this Sql sql, string bank, string terminal) =>
        sql.First(
            $"{Statement} WHERE atm.bank = @bank AND atm.terminal = @terminal",
            Read,
            ("@bank", bank),
            ("@terminal", terminal)
        );

    /// <summary>What the machines of a bank gave on a business day, as it is posted by now.</summary>
    public static List<MachineDay> GivenOn(this Sql sql, string bank, DateOnly day) =>
        sql.All(
            """
            SELECT posted.terminal, COUNT(*), CAST(SUM(posted.amount) AS BIGINT), posted.currency
            FROM posted JOIN atm ON atm.terminal = posted.terminal
            WHERE atm.bank = @bank AND posted.business_day = @day AND posted.amount > 0
            GROUP BY posted.terminal, posted.currency ORDER BY posted.terminal, posted.currency
            """,
            static row => new MachineDay(row.GetString(0), row.GetInt64(1), row.Amount(2, 3)),
            ("@bank", bank),
            ("@day", day.ToColumn())
        );

    /// <summary>What a machine said last, the newest of its journal first.</summary>
    public static List<NoticeLine> LastNotices(this Sql sql, string terminal, int most) =>
        sql.All(
            """
            SELECT last_at, kind, number, body FROM notice WHERE terminal = @terminal
            ORDER BY record_row DESC, kind, number LIMIT @most
            """,
            static row => new NoticeLine(row.Moment(0), row.GetString(1), row.GetInt64(2), row.GetString(3)),
            ("@terminal", terminal),
            ("@most", (long)most)
        );

    /// <summary>A machine was heard. Written at its greetings only, so that no authorisation waits for it.</summary>
    public static void NoteContact(this Sql sql, string terminal, DateTimeOffset now) =>
        sql.Execute(
            """
            INSERT INTO contact (terminal, at) VALUES (@terminal, @now)
            ON CONFLICT (terminal) DO UPDATE SET at = excluded.at
            """,
            ("@terminal", terminal),
            ("@now", now.ToColumn())
        );

    private static MachineState Read(DbDataReader row)
    {
        var (greeted, served) = (MomentOrNull(row, 7), MomentOrNull(row, 8));
        return new(
            new(
                row.GetString(0),
                row.GetString(1),
                row.GetString(2),
                row.GetString(3),
                row.GetString(4),
                row.GetString(5),
                row.GetString(6)
            ),
            new(Latest(greeted, served), served, MomentOrNull(row, 9), row.GetInt64(12) > 0),
            row.TextOrNull(10),
            row.GetInt64(11)
        );
    }

    private static DateTimeOffset? Latest(DateTimeOffset? one, DateTimeOffset? other) =>
        one > other ? one : other ?? one;

    private static DateTimeOffset? MomentOrNull(DbDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.Moment(column);
}
