namespace AtmTerminal.BankHost;

/// <summary>Where a card stands in its life. The names are the words in the table.</summary>
internal enum CardState
{
    /// <summary>Ordered, and not yet handed to its holder.</summary>
    Ordered,
    Active,
    Blocked,
    Lost,
    Stolen,

    /// <summary>To be kept, or kept, by a machine after the third wrong PIN.</summary>
    Retained,

    /// <summary>Nobody collected it in time.</summary>
    Void,

    /// <summary>Given up for good: closed, replaced, or not found again after a loss.</summary>
    Cancelled,

    /// <summary>Kept by a machine, not reclaimed in time, and destroyed by the bank.</summary>
    Destroyed,
}

/// <summary>Whose card it is.</summary>
internal enum CardKind
{
    Primary,

    /// <summary>A second one to the same account, with caps of its own.</summary>
    Supplementary,
}

/// <summary>What can happen to a card after it was ordered. The names are the words in <c>card_event</c>.</summary>
internal enum CardStep
{
    Ordered,
    Collected,
    Voided,
    Blocked,
    Unblocked,
    ReportedLost,
    ReportedStolen,
    Found,
    Cancelled,
    Retained,
    Captured,
    Reclaimed,
    Destroyed,
    Replaced,
    Closed,
    PinTriesReset,
    CapsChanged,
}

/// <summary>Which step a card can take in which state, and what it becomes by it.</summary>
internal static class CardLife
{
    /// <summary>What a card becomes; <c>null</c> when it cannot take the step.</summary>
    public static CardState? After(CardState state, CardStep step) =>
        (step, state) switch
        {
            (CardStep.Collected, CardState.Ordered) => CardState.Active,
            (CardStep.Voided, CardState.Ordered) => CardState.Void,
            (CardStep.Blocked, CardState.Active) => CardState.Blocked,
            (CardStep.Unblocked, CardState.Blocked) => CardState.Active,
            (CardStep.ReportedLost, _) when IsInUse(state) => CardState.Lost,
            (CardStep.ReportedStolen, CardState.Lost) => CardState.Stolen,
            (CardStep.ReportedStolen, _) when IsInUse(state) => CardState.Stolen,
            (CardStep.Found, CardState.Lost or CardState.Stolen) => CardState.Active,
            (CardStep.Cancelled, CardState.Lost or CardState.Stolen) => CardState.Cancelled,
            // A machine has it, so whoever shows this number has a copy; but which card it is may have been told by four digits.
            (CardStep.Captured, CardState.Active or CardState.Blocked) => CardState.Blocked,
            (CardStep.Captured, _) when !IsOver(state) => state,
            (CardStep.Reclaimed, CardState.Retained or CardState.Blocked) => CardState.Active,
            (CardStep.Destroyed, CardState.Retained or CardState.Blocked) => CardState.Destroyed,
            (CardStep.Replaced, CardState.Active or CardState.Blocked) => CardState.Cancelled,
            (CardStep.Closed, _) when !IsOver(state) => CardState.Cancelled,
            (CardStep.PinTriesReset, CardState.Active or CardState.Blocked) => state,
            (CardStep.CapsChanged, _) when !IsOver(state) => state,
            _ => null,
        };

    /// <summary>
    /// Whether another card of the same kind has to wait for the end of this one. A lost card does not hold its holder up: a new
    /// one can be ordered at once.
    /// </summary>
    public static bool StandsInTheWay(CardState state) =>
        state is CardState.Ordered or CardState.Active or CardState.Blocked or CardState.Retained;

    /// <summary>Nothing brings the card back.</summary>
    public static bool IsOver(CardState state) => state is CardState.Void or CardState.Cancelled or CardState.Destroyed;

    private static bool IsInUse(CardState state) =>
        state is CardState.Active or CardState.Blocked or CardState.Retained;
}
