using AtmTerminal.Iso8583;

namespace AtmTerminal.BankHost;

/// <summary>What a look at the card and its PIN gives, and what the card's row becomes by it.</summary>
/// <param name="Response"><see cref="ResponseCode.Approved"/> when the card may go on.</param>
internal readonly record struct CardVerdict(ResponseCode Response, CardState State, int TriesLeft);

/// <summary>Whether a card and its PIN are good. The same for every request of a cardholder.</summary>
internal static class CardRule
{
    /// <summary>The third wrong PIN in a row costs the card.</summary>
    public const int PinTries = 3;

    /// <summary>The state decides before the PIN: a blocked card is not a place to guess PINs at.</summary>
    public static CardVerdict Judge(CardFacts card, PinOutcome pin, DateOnly businessDay)
    {
        var byState = card.State switch
        {
            CardState.Active => ResponseCode.Approved,
            CardState.Ordered or CardState.Blocked or CardState.Void => ResponseCode.RestrictedCard,
            CardState.Cancelled => HostResponses.RestrictedCardRetain,
            // The plastic was shredded: what is in the machine is a copy.
            CardState.Destroyed => HostResponses.SuspectedFraudRetain,
            CardState.Lost => ResponseCode.LostCardRetain,
            CardState.Stolen => ResponseCode.StolenCardRetain,
            CardState.Retained => ResponseCode.PinTriesExceededRetain,
            _ => throw new InvalidOperationException($"No rule for a card that is {card.State}."),
        };
        if (!byState.IsApproved)
            return new(byState, card.State, card.TriesLeft);
        if (card.Expiry.IsOverOn(businessDay))
            return new(ResponseCode.ExpiredCard, card.State, card.TriesLeft);
        return JudgePin(card, pin);
    }

    /// <summary>Whether the holder of such a card may know what the account has.</summary>
    public static bool MayKnowBalance(CardKind kind) => kind == CardKind.Primary;

    private static CardVerdict JudgePin(CardFacts card, PinOutcome pin) =>
        (pin, card.TriesLeft) switch
        {
            (PinOutcome.Right, _) => new(ResponseCode.Approved, card.State, PinTries),
            (PinOutcome.Unreadable, _) => new(ResponseCode.FormatError, card.State, card.TriesLeft),
            (PinOutcome.Wrong, > 1) => new(ResponseCode.WrongPin, card.State, card.TriesLeft - 1),
            _ => new(ResponseCode.PinTriesExceededRetain, CardState.Retained, 0),
        };
}
