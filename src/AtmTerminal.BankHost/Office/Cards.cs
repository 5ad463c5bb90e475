namespace AtmTerminal.BankHost;

/// <summary>The steps in a card's life that a person of the bank takes, each with its line in the card's log and in the audit.</summary>
internal static class Cards
{
    /// <summary>Stops a card for a while.</summary>
    public static OfficeResult<CardView> Block(
        Sql sql,
        Employee who,
        Moment at,
        long home,
        string token,
        string reason
    ) => Step(sql, who, at, home, token, CardStep.Blocked, reason);

    /// <summary>Lets a blocked card be used again.</summary>
    public static OfficeResult<CardView> Unblock(
        Sql sql,
        Employee who,
        Moment at,
        long home,
        string token,
        string reason
    ) =>
        sql.LockedCard(home, token) is { CapturedOn: not null } captured
            ? Problem(who, captured, CardStep.Unblocked, reason)
                ?? new OfficeProblem(Refusal.NotNow, "A machine has kept this card: its holder has to reclaim it.")
            : Step(sql, who, at, home, token, CardStep.Unblocked, reason);

    /// <summary>Blocks a lost card at once, for good after some days; machines keep it.</summary>
    public static OfficeResult<CardView> ReportLost(
        Sql sql,
        Employee who,
        Moment at,
        long home,
        string token,
        string reason
    ) => Step(sql, who, at, home, token, CardStep.ReportedLost, reason);

    /// <summary>As <see cref="ReportLost"/>, of a stolen one.</summary>
    public static OfficeResult<CardView> ReportStolen(
        Sql sql,
        Employee who,
        Moment at,
        long home,
        string token,
        string reason
    ) => Step(sql, who, at, home, token, CardStep.ReportedStolen, reason);

    /// <summary>A lost card was found before it was cancelled, and no other was ordered for it.</summary>
    public static OfficeResult<CardView> Find(Sql sql, Employee who, Moment at, long home, string token, string reason)
    {
        var card = sql.LockedCard(home, token);
        if (Problem(who, card, CardStep.Found, reason) is { } problem)
            return problem;
        if (sql.CardsOf(home).Exists(other => other.Kind == card!.Kind && CardLife.StandsInTheWay(other.State)))
            return new OfficeProblem(Refusal.NotNow, "Another card was ordered in its place: this one stays lost.");
        return Take(sql, who, at, card!, CardStep.Found, reason);
    }

    /// <summary>Gives a holder all tries for the PIN back.</summary>
    public static OfficeResult<CardView> ResetPinTries(
        Sql sql,
        Employee who,
        Moment at,
        long home,
        string token,
        string reason
    )
    {
        var card = sql.LockedCard(home, token);
        if (Problem(who, card, CardStep.PinTriesReset, reason) is { } problem)
            return problem;
        sql.GiveTriesBack(home, token);
        return Take(sql, who, at, card!, CardStep.PinTriesReset, reason);
    }

    /// <summary>What stands against a step; <c>null</c> when nothing does, and then there is a card.</summary>
    public static OfficeProblem? Problem(Employee who, CardView? card, CardStep step, string reason)
    {
        if (who.Lacks(Rights.Cards, card?.Bank, "card of this customer") is { } lacking)
            return lacking;
        return CardLife.After(card!.State, step) is null
            ? new(
                Refusal.NotNow,
                $"Card {card.Number} is {card.State}: a card in this state cannot be {WordsOf(step)}."
            )
            : Gate.LacksReason(reason);
    }

    /// <summary>Takes a step that nothing stands against.</summary>
    public static OfficeResult<CardView> Take(
        Sql sql,
        Employee who,
        Moment at,
        CardView card,
        CardStep step,
        string reason
    )
    {
        if (!sql.TryMove(card, CardLife.After(card.State, step)!.Value, at.BusinessDay))
            return new OfficeProblem(Refusal.NotNow, "The card has changed meanwhile: look at it again.");
        sql.WriteCardEvent(card.Home, card.Token, step, who.Code, reason, at);
        var after = sql.CardOf(card.Home, card.Token)!;
        sql.WriteAudit(who, at.Now, $"card {WordsOf(step)}", card.Subject, $"{card.State}", $"{after.State}: {reason}");
        return after;
    }

    /// <summary>A step as it stands in a sentence: <c>reported lost</c>.</summary>
    public static string WordsOf(CardStep step) =>
        string.Concat(
                step.ToString()
                    .Select(letter => char.IsUpper(letter) ? $" {char.ToLowerInvariant(letter)}" : $"{letter}")
            )
            .Trim()
            .Replace("pin", "PIN", StringComparison.Ordinal);

    private static OfficeResult<CardView> Step(
        Sql sql,
        Employee who,
        Moment at,
        long home,
        string token,
        CardStep step,
        string reason
    )
    {
        var card = sql.LockedCard(home, token);
        return Problem(who, card, step, reason) is { } problem ? problem : Take(sql, who, at, card!, step, reason);
    }
}
