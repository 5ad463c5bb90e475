namespace AtmTerminal.BankHost;

/// <summary>What the bank's people ask about cards of their own bank's customers.</summary>
internal static class CardQueries
{
    /// <summary>How many rows a page has at most.</summary>
    public const int Most = 500;

    private const string Select = $"""
        SELECT {CardTables.ViewColumns} FROM card
        JOIN account ON account.home = card.home AND account.account = card.account
        """;

    /// <summary>Cards in a state, those that came into it last first.</summary>
    public static List<CardView> CardsIn(this Sql sql, Employee who, CardState state) =>
        sql.All(
            $"""
            {Select} WHERE account.bank = @bank AND card.state = @state
            ORDER BY card.state_on DESC, card.home, card.token LIMIT {Most}
            """,
            CardTables.ReadView,
            ("@bank", who.Bank),
            ("@state", state.ToString())
        );

    /// <summary>Cards that machines have, the oldest first: to be reclaimed, or in the end destroyed.</summary>
    public static List<CardView> CapturedCards(this Sql sql, Employee who) =>
        sql.All(
            $"""
            {Select} WHERE account.bank = @bank AND card.captured_on IS NOT NULL AND card.state <> 'Destroyed'
            ORDER BY card.captured_on, card.home, card.token LIMIT {Most}
            """,
            CardTables.ReadView,
            ("@bank", who.Bank)
        );

    /// <summary>Reports of machines about cards of which nobody knows yet whose they are, of all banks.</summary>
    public static List<CapturedCard> UnidentifiedCards(this Sql sql) =>
        sql.OpenCaptures().FindAll(capture => capture.Home is null);

    /// <summary>Everything that happened to a customer's cards, the oldest first.</summary>
    public static List<CardEventView> CardEvents(this Sql sql, long home) =>
        sql.All(
            """
            SELECT seq, token, at, business_day, employee, what, reason FROM card_event WHERE home = @home ORDER BY seq
            """,
            static row => new CardEventView(
                row.GetInt64(0),
                row.GetString(1),
                row.Moment(2),
                row.Day(3),
                row.GetString(4),
                row.Word<CardStep>(5),
                row.GetString(6)
            ),
            ("@home", home)
        );
}
