using System.Data.Common;
using AtmTerminal.Domain.Amounts;

namespace AtmTerminal.BankHost;

/// <summary>Statements over the lives of cards.</summary>
internal static class CardTables
{
    /// <summary>Who did what no person did.</summary>
    public const string Host = "host";

    /// <summary>The columns of a <see cref="CardView"/>, for a query that joins <c>card</c> and <c>account</c>.</summary>
    public const string ViewColumns = """
        card.home, card.token, card.account, account.bank, CASE WHEN card.holder = '' THEN account.holder ELSE card.holder END,
        card.number_masked, card.kind, card.state, card.state_on, card.ordered_on, card.opened_on, card.captured_on,
        card.tries_left, card.cap_a_day, card.cap_a_month, account.currency
        """;

    public static CardView ReadView(DbDataReader row) =>
        new(
            row.GetInt64(0),
            row.GetString(1),
            row.GetString(2),
            row.GetString(3),
            row.GetString(4),
            row.GetString(5),
            row.Word<CardKind>(6),
            row.Word<CardState>(7),
            row.Day(8),
            row.DayOrNull(9),
            row.DayOrNull(10),
            row.DayOrNull(11),
            (int)row.GetInt64(12),
            row.AmountOrNull(13, 15),
            row.AmountOrNull(14, 15)
        );

    /// <summary>One card; <c>null</c> when this customer has no such card.</summary>
    public static CardView? CardOf(this Sql sql, long home, string token) =>
        sql.First(
            $"""
            SELECT {ViewColumns} FROM card JOIN account ON account.home = card.home AND account.account = card.account
            WHERE card.home = @home AND card.token = @token
            """,
            ReadView,
            ("@home", home),
            ("@token", token)
        );

    /// <summary>All cards a customer ever had, the oldest first.</summary>
    public static List<CardView> CardsOf(this Sql sql, long home) =>
        sql.All(
            $"""
            SELECT {ViewColumns} FROM card JOIN account ON account.home = card.home AND account.account = card.account
            WHERE card.home = @home ORDER BY COALESCE(card.ordered_on, 0), card.token
            """,
            ReadView,
            ("@home", home)
        );

    /// <summary>Takes a card from one state into the next, unless it has left the first one meanwhile.</summary>
    /// <returns>False: it had, and nothing was changed.</returns>
    public static bool TryMove(this Sql sql, CardView card, CardState state, DateOnly today) =>
        sql.Execute(
            """
            UPDATE card SET state = @state, state_on = CASE WHEN state = @state THEN state_on ELSE @today END
            WHERE home = @home AND token = @token AND state = @before
            """,
            ("@state", state.ToString()),
            ("@today", today.ToColumn()),
            ("@home", card.Home),
            ("@token", card.Token),
            ("@before", card.State.ToString())
        ) == 1;

    /// <summary>Writes that a machine has the card, or (<c>null</c>) that it no longer has.</summary>
    public static void SetCaptured(this Sql sql, long home, string token, DateOnly? on) =>
        sql.Execute(
            "UPDATE card SET captured_on = @on WHERE home = @home AND token = @token",
            ("@on", on?.ToColumn()),
            ("@home", home),
            ("@token", token)
        );

    public static void SetOpened(this Sql sql, CardView card, DateOnly on) =>
        sql.Execute(
            "UPDATE card SET opened_on = @on WHERE home = @home AND token = @token",
            ("@on", on.ToColumn()),
            ("@home", card.Home),
            ("@token", card.Token)
        );

    public static void SetCaps(this Sql sql, CardView card, CardCaps caps) =>
        sql.Execute(
            "UPDATE card SET cap_a_day = @day, cap_a_month = @month WHERE home = @home AND token = @token",
            ("@day", caps.ADay),
            ("@month", caps.AMonth),
            ("@home", card.Home),
            ("@token", card.Token)
        );

    public static void GiveTriesBack(this Sql sql, long home, string token) =>
        sql.Execute(
            "UPDATE card SET tries_left = @tries WHERE home = @home AND token = @token",
            ("@tries", CardRule.PinTries),
            ("@home", home),
            ("@token", token)
        );

    /// <summary>The third wrong PIN: the machine is told to keep the card.</summary>
    public static void Retain(this Sql sql, CardRow card, Atm atm, Moment at)
    {
        sql.Execute(
            """
            UPDATE card SET state = @state, state_on = @today, captured_on = @today
            WHERE home = @home AND token = @token
            """,
            ("@state", nameof(CardState.Retained)),
            ("@today", at.BusinessDay.ToColumn()),
            ("@home", card.Home),
            ("@token", card.Token)
        );
        sql.WriteCardEvent(card.Home, card.Token, CardStep.Retained, Host, $"three wrong PINs at {atm.Terminal}", at);
    }

    /// <summary>The number of the last line in the log of a customer's cards.</summary>
    public static long LastCardEvent(this Sql sql, long home) =>
        sql.Number("SELECT MAX(seq) FROM card_event WHERE home = @home", ("@home", home));

    /// <summary>Adds a line to the log of a customer's cards.</summary>
    /// <param name="by">Code of an employee, or <see cref="Host"/>.</param>
    /// <returns>The number of the line, from 1 for each customer.</returns>
    public static long WriteCardEvent(
        this Sql sql,
        long home,
        string token,
        CardStep step,
        string by,
        string reason,
        Moment at
    )
    {
        while (true)
        {
            var number = sql.LastCardEvent(home) + 1;
            // Another host may have taken the number meanwhile; then the next look finds a higher one.
            if (TryWriteCardEvent(sql, home, number, token, step, by, reason, at))
                return number;
        }
    }

    private static bool TryWriteCardEvent(
        Sql sql,
        long home,
        long number,
        string token,
        CardStep step,
        string by,
        string reason,
        Moment at
    ) =>
        sql.Execute(
            """
            INSERT INTO card_event (home, seq, token, at, business_day, employee, what, reason)
            VALUES (@home, @seq, @token, @at, @day, @by, @what, @reason) ON CONFLICT DO NOTHING
            """,
            ("@home", home),
            ("@seq", number),
            ("@token", token),
            ("@at", at.Now.ToColumn()),
            ("@day", at.BusinessDay.ToColumn()),
            ("@by", by),
            ("@what", step.ToString()),
            ("@reason", reason)
        ) == 1;
}
