using System.Data.Common;

namespace AtmTerminal.BankHost;

/// <summary>A card that a machine has kept, as the machine reported it.</summary>
/// <param name="Slip">What the bank asks the customer for: the machine and the row of its journal.</param>
/// <param name="Number">Masked; all that the machine says of the card.</param>
/// <param name="Home">The customer, with <paramref name="Token"/>; <c>null</c> while nobody has found out whose card it is.</param>
/// <param name="EndedBy">How it ended; <c>null</c> while the bank has the card.</param>
internal sealed record CapturedCard(
    string Terminal,
    long Row,
    string Number,
    string Reason,
    DateTimeOffset CapturedAt,
    DateOnly CapturedOn,
    long? Home,
    string? Token,
    DateOnly? EndedOn,
    string? EndedBy
)
{
    public string Slip => $"{Terminal}-{Row}";
}

/// <summary>Statements over cards that machines have kept.</summary>
internal static class CaptureTables
{
    private const string Columns =
        "terminal, record_row, number_masked, reason, captured_at, captured_on, home, token, ended_on, ended_by";

    public static void StoreCapture(
        this Sql sql,
        string terminal,
        long row,
        string masked,
        string reason,
        CardView? card,
        Moment at
    ) =>
        sql.Execute(
            """
            INSERT INTO captured_card (terminal, record_row, number_masked, reason, captured_at, captured_on, home, token)
            VALUES (@terminal, @row, @masked, @reason, @at, @day, @home, @token) ON CONFLICT DO NOTHING
            """,
            ("@terminal", terminal),
            ("@row", row),
            ("@masked", masked),
            ("@reason", reason),
            ("@at", at.Now.ToColumn()),
            ("@day", at.BusinessDay.ToColumn()),
            ("@home", card?.Home),
            ("@token", card?.Token)
        );

    /// <summary>Cards with these last digits that were kept, or used at the machine, since a day.</summary>
    public static List<CardView> CardsThatMayBeIn(this Sql sql, string terminal, string masked, DateOnly since) =>
        sql.All(
            $"""
            SELECT {CardTables.ViewColumns} FROM card
            JOIN account ON account.home = card.home AND account.account = card.account
            WHERE card.number_masked = @masked AND (card.captured_on >= @since OR EXISTS (
                SELECT 1 FROM hold WHERE hold.home = card.home AND hold.account = card.account
                    AND hold.token = card.token AND hold.terminal = @terminal AND hold.business_day >= @since))
            """,
            CardTables.ReadView,
            ("@masked", masked),
            ("@since", since.ToColumn()),
            ("@terminal", terminal)
        );

    public static CapturedCard? Capture(this Sql sql, string terminal, long row) =>
        sql.First(
            $"SELECT {Columns} FROM captured_card WHERE terminal = @terminal AND record_row = @row",
            ReadCapture,
            ("@terminal", terminal),
            ("@row", row)
        );

    /// <summary>What machines have reported and the bank still has, the oldest first.</summary>
    public static List<CapturedCard> OpenCaptures(this Sql sql) =>
        sql.All(
            $"SELECT {Columns} FROM captured_card WHERE ended_on IS NULL ORDER BY captured_at, terminal, record_row",
            ReadCapture
        );

    /// <summary>The report about a card that a machine has; <c>null</c> when the machine has reported none.</summary>
    public static CapturedCard? OpenCaptureOf(this Sql sql, CardView card) =>
        sql.First(
            $"""
            SELECT {Columns} FROM captured_card WHERE home = @home AND token = @token AND ended_on IS NULL
            ORDER BY captured_at
            """,
            ReadCapture,
            ("@home", card.Home),
            ("@token", card.Token)
        );

    public static bool TryIdentify(this Sql sql, CapturedCard capture, CardView card) =>
        sql.Execute(
            """
            UPDATE captured_card SET home = @home, token = @token
            WHERE terminal = @terminal AND record_row = @row AND home IS NULL AND ended_on IS NULL
            """,
            ("@home", card.Home),
            ("@token", card.Token),
            ("@terminal", capture.Terminal),
            ("@row", capture.Row)
        ) == 1;

    public static void EndCapturesOf(this Sql sql, CardView card, string by, DateOnly on) =>
        sql.Execute(
            """
            UPDATE captured_card SET ended_on = @on, ended_by = @by
            WHERE home = @home AND token = @token AND ended_on IS NULL
            """,
            ("@on", on.ToColumn()),
            ("@by", by),
            ("@home", card.Home),
            ("@token", card.Token)
        );

    /// <summary>Ends every report that is as old, whether anybody knows whose card it was or not.</summary>
    public static void EndCapturesBefore(this Sql sql, DateOnly last, string by, DateOnly on) =>
        sql.Execute(
            "UPDATE captured_card SET ended_on = @on, ended_by = @by WHERE ended_on IS NULL AND captured_on <= @last",
            ("@on", on.ToColumn()),
            ("@by", by),
            ("@last", last.ToColumn())
        );

    private static CapturedCard ReadCapture(DbDataReader row) =>
        new(
            row.GetString(0),
            row.GetInt64(1),
            row.GetString(2),
            row.GetString(3),
            row.Moment(4),
            row.Day(5),
            row.IsDBNull(6) ? null : row.GetInt64(6),
            row.TextOrNull(7),
            row.DayOrNull(8),
            row.TextOrNull(9)
        );
}
