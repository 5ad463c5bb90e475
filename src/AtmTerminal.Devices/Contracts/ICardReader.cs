using AtmTerminal.Domain.Cards;

namespace AtmTerminal.Devices.Contracts;

public enum MediaState
{
    NotPresent,

    /// <summary>In the slot: a hand can take it.</summary>
    Entering,

    /// <summary>Inside.</summary>
    Present,
    Jammed,
    Unknown,
}

/// <summary>Where a card can be sent.</summary>
public enum CardPosition
{
    /// <summary>The slot: the card sticks out and the customer can take it.</summary>
    Exit,

    /// <summary>The retain bin.</summary>
    RetainBin,
}

/// <summary>Why the card inside gives no session. Names alone: nothing of the stripe is in them.</summary>
public enum StripeProblem
{
    /// <summary>Nothing on the stripe begins like track 2: an empty stripe, a wrong way round, another kind of card.</summary>
    NoStartSentinel,

    /// <summary>A character has an even number of ones.</summary>
    Parity,
    NoEndSentinel,

    /// <summary>The stripe ended inside the check character.</summary>
    NoLrc,
    LrcParity,

    /// <summary>The check character does not fit the characters before it.</summary>
    Lrc,

    /// <summary>More than the 40 characters of track 2.</summary>
    TooLong,

    /// <summary>Two ways of reading the same bits both hold: neither is believed.</summary>
    Ambiguous,

    /// <summary>The board lost edges while the stripe passed the head.</summary>
    EdgesLost,

    /// <summary>Read well, but the fields of a payment card are not there.</summary>
    NotAPaymentCard,
    CheckDigit,
    ExpiryMonth,

    /// <summary>The last day of its month is over.</summary>
    Expired,

    /// <summary>The service code lets it buy goods and services only.</summary>
    CashNotAllowed,
}

/// <summary>What a stripe gave: the card, or why there is none. One of the two is <c>null</c>.</summary>
public sealed record CardData(Track2? Track2, StripeProblem? Problem);

/// <summary>The motorised magnetic-stripe reader. Terminal loop only.</summary>
public interface ICardReader : IDevice
{
    MediaState Media { get; }

    /// <summary>Cards that fell into the retain bin since the device was opened. The journal counts for longer.</summary>
    int RetainCount { get; }

    /// <summary>
    /// Opens the slot, waits for a card, draws it in and reads track 2, on the way back once more if need be. Success with
    /// <see cref="CardData.Track2"/> null means a card is inside that gives no session; <see cref="CardData.Problem"/> says why.
    /// A card that is pulled out again before it is inside was never there: the waiting goes on.
    /// </summary>
    /// <param name="timeout">For the insertion; the motion after it has its own limits.</param>
    /// <param name="cancellationToken">Closes the slot, unless a card is in it already: that one is taken.</param>
    /// <returns>
    /// <see cref="CompletionCode.TimeOut"/> or <see cref="CompletionCode.Canceled"/>: no card came and the slot is closed.
    /// <see cref="CompletionCode.HardwareError"/>: a card is stuck; try <see cref="Move"/> to the exit or <see cref="Reset"/>.
    /// <see cref="CompletionCode.SequenceError"/>: a card is inside already.
    /// </returns>
    Task<Completion<CardData>> ReadRawData(TimeSpan timeout, CancellationToken cancellationToken);

    /// <summary>
    /// Ejects or keeps the card. Eject completes when the card stands in the slot; <see cref="WaitTaken"/> says when it was taken.
    /// Keeping completes when the bin's sensor has seen the card fall.
    /// </summary>
    /// <returns>
    /// <see cref="CompletionCode.UserError"/>: the customer pulled the card out before it could be kept.
    /// <see cref="CompletionCode.HardwareError"/>: it is stuck, or left the path and was not seen in the bin.
    /// <see cref="CompletionCode.SequenceError"/>: there is no card.
    /// </returns>
    Task<Completion> Move(CardPosition to, TimeSpan timeout);

    /// <summary>
    /// Success when the customer took the card from the slot, which is closed then; <see cref="CompletionCode.TimeOut"/> when it
    /// still stands there.
    /// </summary>
    Task<Completion> WaitTaken(TimeSpan timeout, CancellationToken cancellationToken);

    /// <summary>
    /// After a start or a fault: clears the path to a known state. A card found inside goes to <paramref name="to"/>; one that was
    /// brought to the exit stands in the slot and has to be waited for. Without a card the slot is closed.
    /// </summary>
    Task<Completion> Reset(CardPosition to, TimeSpan timeout);
}
