namespace AtmTerminal.BankHost;

/// <summary>The steps that need no more than a reason, as a page and the open interface offer them.</summary>
internal static class CardSteps
{
    private static readonly (CardStep Step, string Title)[] All =
    [
        (CardStep.Blocked, "Block it"),
        (CardStep.Unblocked, "Lift the block"),
        (CardStep.ReportedLost, "It is reported lost"),
        (CardStep.ReportedStolen, "It is reported stolen"),
        (CardStep.Found, "It was found again"),
        (CardStep.PinTriesReset, "Give all tries for the PIN again"),
        (CardStep.Replaced, "Replace it by a new one"),
        (CardStep.Closed, "Close it for good"),
    ];

    /// <summary>Those that the card can take as it is.</summary>
    public static IEnumerable<(CardStep Step, string Title)> For(CardView card) =>
        All.Where(one =>
            CardLife.After(card.State, one.Step) is not null
            && (one.Step != CardStep.Closed || card.Kind == CardKind.Supplementary)
        );

    /// <param name="step">The name of one of <see cref="CardStep"/>.</param>
    public static OfficeResult<CardView> Take(
        BankOffice office,
        Sql sql,
        Employee who,
        Moment at,
        CardView card,
        string step,
        string reason
    ) =>
        step switch
        {
            nameof(CardStep.Blocked) => Cards.Block(sql, who, at, card.Home, card.Token, reason),
            nameof(CardStep.Unblocked) => Cards.Unblock(sql, who, at, card.Home, card.Token, reason),
            nameof(CardStep.ReportedLost) => Cards.ReportLost(sql, who, at, card.Home, card.Token, reason),
            nameof(CardStep.ReportedStolen) => Cards.ReportStolen(sql, who, at, card.Home, card.Token, reason),
            nameof(CardStep.Found) => Cards.Find(sql, who, at, card.Home, card.Token, reason),
            nameof(CardStep.PinTriesReset) => Cards.ResetPinTries(sql, who, at, card.Home, card.Token, reason),
            nameof(CardStep.Replaced) => office.CardOrders.Replace(sql, who, at, card.Home, card.Token, reason),
            nameof(CardStep.Closed) => SupplementaryCards.Close(sql, who, at, card.Home, card.Token, reason),
            _ => new OfficeProblem(
                Refusal.WrongInput,
                $"A step is one of {string.Join(", ", All.Select(one => one.Step))}."
            ),
        };
}
