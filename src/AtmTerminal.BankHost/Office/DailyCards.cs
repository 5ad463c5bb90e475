namespace AtmTerminal.BankHost;

/// <summary>Cards whose time is over. The days are settings of the bank.</summary>
internal static class DailyCards
{
    private const int AtOnce = 200;

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
    public static int Void(HostDatabase database, Moment at) =>
        InPortions(
            database,
            sql => Due(sql, "card.state = 'Ordered' AND card.ordered_on <= @last", RuleTables.DaysToCollect, at),
            (sql, card) =>
            {
                if (Take(sql, card, CardStep.Voided, "not collected in time", at) is { } line)
                    sql.TakeFee(sql.AccountOf(card.Home)!, ChargeKind.CardNotCollected, line, card.Subject, at);
            }
        );

    /// <summary>A lost card that was not found is given up.</summary>
    public static int CancelLost(HostDatabase database, Moment at) =>
        InPortions(
            database,
            sql =>
                Due(
                    sql,
                    "card.state IN ('Lost', 'Stolen') AND card.state_on <= @last",
                    RuleTables.DaysToCancelLost,
                    at
                ),
            (sql, card) => Take(sql, card, CardStep.Cancelled, "not found in time", at)
        );

    /// <summary>A captured card that was not reclaimed is destroyed; a new one has to be ordered.</summary>
    public static int DestroyCaptured(HostDatabase database, Moment at)
    {
        var destroyed = InPortions(
            database,
            sql =>
                Due(
                    sql,
                    "card.state IN ('Retained', 'Blocked') AND card.captured_on <= @last",
                    RuleTables.DaysToReclaim,
                    at
                ),
            (sql, card) => Take(sql, card, CardStep.Destroyed, "not reclaimed in time", at)
        );
        database.InTransaction(sql =>
        {
            sql.EndCapturesBefore(LastDay(sql, RuleTables.DaysToReclaim, at), "destroyed", at.BusinessDay);
            return true;
        });
        return destroyed;
    }

    private static int InPortions(HostDatabase database, Func<Sql, List<CardView>> find, Action<Sql, CardView> end)
    {
        var (all, portion) = (0, AtOnce);
        // A full portion may have more behind it.
        for (; portion == AtOnce; all += portion)
            portion = database.InTransaction(sql =>
            {
                var due = find(sql);
                foreach (var card in due)
                    end(sql, card);
                return due.Count;
            });
        return all;
    }

    /// <param name="condition">Which cards; <c>@last</c> is the day that is just long enough ago.</param>
    private static List<CardView> Due(Sql sql, string condition, string setting, Moment at) =>
        sql.All(
            $"""
            SELECT {CardTables.ViewColumns} FROM card
            JOIN account ON account.home = card.home AND account.account = card.account
            WHERE {condition} ORDER BY card.home, card.token LIMIT {AtOnce}
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
