namespace AtmTerminal.BankHost;

/// <summary>Cards whose time is over. The days are settings of the bank.</summary>
internal static class DailyCards
{
    /// <summary>For cards that are older than these records the time begins today.</summary>
    public static int DateUndated(Sql sql, DateOnly today) =>
        sql.Execute(
            "UPDATE card SET state_on = @today WHERE state_on = 10101 AND state IN ('Lost', 'Stolen')",
            ("@today", today.ToColumn())
        )
        + sql.Execute(
            "UPDATE card SET captured_on = @today WHERE state = 'Retained' AND captured_on IS NULL",
            ("@today", today.ToColumn())
        );

    /// <summary>A card that was not collected becomes void, and its customer pays what the table of fees says for that.</summary>
    public static int Void(HostDatabase database, Moment at, CancellationToken stop) =>
        DailyWork.InPortions(
            database,
            (sql, most) =>
                Due(sql, most, "card.state = 'Ordered' AND card.ordered_on <= @last", RuleTables.DaysToCollect, at),
            (sql, card) =>
            {
                if (Take(sql, card, CardStep.Voided, "not collected in time", at) is { } line)
                    sql.TakeFee(sql.AccountOf(card.Home)!, ChargeKind.CardNotCollected, line, card.Subject, at);
            },
            stop
        );

    /// <summary>A lost card that was not found is given up.</summary>
    public static int CancelLost(HostDatabase database, Moment at, CancellationToken stop) =>
        DailyWork.InPortions(
            database,
            (sql, most) =>
                Due(
                    sql,
                    most,
                    "card.state IN ('Lost', 'Stolen') AND card.state_on <= @last",
                    RuleTables.DaysToCancelLost,
                    at
                ),
            (sql, card) => Take(sql, card, CardStep.Cancelled, "not found in time", at),
            stop
        );

    /// <summary>A captured card that was not reclaimed is destroyed; a new one has to be ordered.</summary>
    public static int DestroyCaptured(HostDatabase database, Moment at, CancellationToken stop)
    {
        var destroyed = DailyWork.InPortions(
            database,
            (sql, most) =>
                Due(
                    sql,
                    most,
                    "card.state IN ('Retained', 'Blocked') AND card.captured_on <= @last",
                    RuleTables.DaysToReclaim,
                    at
                ),
            (sql, card) => Take(sql, card, CardStep.Destroyed, "not reclaimed in time", at),
            stop
        );
        database.InTransaction(sql =>
        {
            sql.EndCapturesBefore(LastDay(sql, RuleTables.DaysToReclaim, at), "destroyed", at.BusinessDay);
            return true;
        });
        return destroyed;
    }

    /// <param name="condition">Which cards; <c>@last</c> is the day that is just long enough ago.</param>
    private static List<CardView> Due(Sql sql, int most, string condition, string setting, Moment at) =>
        sql.All(
            $"""
            SELECT {CardTables.ViewColumns} FROM card
            JOIN account ON account.home = card.home AND account.account = card.account
            WHERE {condition} ORDER BY card.home, card.token LIMIT {most}
            """,
            CardTables.ReadView,
            ("@last", LastDay(sql, setting, at).ToColumn())
        );

    private static DateOnly LastDay(Sql sql, string setting, Moment at) =>
        at.BusinessDay.AddDays(-(int)sql.Setting(setting));

    /// <returns>The line in the card's log; <c>null</c> when another host was faster.</returns>
    private static long? Take(Sql sql, CardView card, CardStep step, string reason, Moment at) =>
        sql.TryMove(card, CardLife.After(card.State, step)!.Value, at.BusinessDay)
            ? sql.WriteCardEvent(card.Home, card.Token, step, CardTables.Host, reason, at)
            : null;
}
