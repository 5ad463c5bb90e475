using System.Data.Common;
using AtmTerminal.Domain.Events;

namespace AtmTerminal.BankHost;

/// <summary>Statements that gather what the host has of one withdrawal and of the machine around it.</summary>
internal static class EvidenceTables
{
    /// <summary>What the host has under a number; <c>null</c> when it never heard of it.</summary>
    public static WithdrawalEvidence? Evidence(this Sql sql, string terminal, long number)
    {
        if (sql.HomeOfNumber(terminal, number) is not { } home)
            return null;
        var key = new WithdrawalKey(home, terminal, number);
        var posted = sql.PostedEvidence(key);
        return
            sql.First(
                """
                SELECT state, amount, commission, currency, placed_at, account FROM hold
                WHERE home = @home AND terminal = @terminal AND number = @number
                """,
                row => new WithdrawalEvidence(
                    key,
                    row.GetString(0),
                    row.Amount(1, 3),
                    row.Amount(2, 3),
                    row.Moment(4),
                    row.TextOrNull(5),
                    posted?.Posting,
                    posted?.At,
                    [],
                    []
                ),
                ("@home", home),
                ("@terminal", terminal),
                ("@number", number)
            )
                is { } evidence
            ? evidence with
            {
                Entries = sql.EntriesOf(key),
                Answers = sql.AnswersOf(key),
            }
            : null;
    }

    /// <summary>Notices about a case: of its withdrawal, or of the journal row it is about.</summary>
    public static List<NoticeEvidence> NoticesAbout(this Sql sql, CaseKey key) =>
        sql.All(
            """
            SELECT record_row, kind, body, times, first_at FROM notice
            WHERE terminal = @terminal AND ((number = @number AND number > 0) OR (record_row = @row AND record_row > 0))
            ORDER BY record_row, kind
            """,
            ReadNotice,
            ("@terminal", key.Terminal),
            ("@number", key.Number),
            ("@row", key.Row)
        );

    /// <summary>Every time that somebody counted a machine, the oldest first.</summary>
    public static List<NoticeEvidence> CountsOf(this Sql sql, string terminal) =>
        sql.All(
            """
            SELECT record_row, kind, body, times, first_at FROM notice
            WHERE terminal = @terminal AND kind = @kind ORDER BY record_row
            """,
            ReadNotice,
            ("@terminal", terminal),
            ("@kind", NoticeKinds.Counted)
        );

    private static NoticeEvidence ReadNotice(DbDataReader row) =>
        new(row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetInt64(3), row.Moment(4));

    private static (Posting Posting, DateTimeOffset At)? PostedEvidence(this Sql sql, WithdrawalKey key) =>
        sql.First(
            """
            SELECT account, amount, commission, currency, business_day, posted_at FROM posted
            WHERE home = @home AND terminal = @terminal AND number = @number
            """,
            row =>
                ((Posting, DateTimeOffset)?)
                    (
                        new Posting(
                            key.Terminal,
                            key.Number,
                            row.GetString(0),
                            row.Amount(1, 3),
                            row.Amount(2, 3),
                            row.Day(4),
                            []
                        ),
                        row.Moment(5)
                    ),
            ("@home", key.Home),
            ("@terminal", key.Terminal),
            ("@number", key.Number)
        )
            is { } found
            ? (found.Item1 with { FollowUps = sql.FollowUpsOf(key) }, found.Item2)
            : null;

    private static List<LedgerLine> EntriesOf(this Sql sql, WithdrawalKey key) =>
        sql.All(
            """
            SELECT account, amount, currency FROM entry
            WHERE home = @home AND terminal = @terminal AND number = @number ORDER BY line
            """,
            static row => new LedgerLine(row.GetString(0), row.Amount(1, 2)),
            ("@home", key.Home),
            ("@terminal", key.Terminal),
            ("@number", key.Number)
        );

    private static List<AnswerEvidence> AnswersOf(this Sql sql, WithdrawalKey key) =>
        sql.All(
            """
            SELECT kind, question, response_code, approval_code FROM answer
            WHERE home = @home AND terminal = @terminal AND number = @number ORDER BY kind
            """,
            static row => new AnswerEvidence(
                row.Word<QuestionKind>(0),
                row.GetString(1),
                row.GetString(2),
                row.TextOrNull(3)
            ),
            ("@home", key.Home),
            ("@terminal", key.Terminal),
            ("@number", key.Number)
        );
}
