using AtmTerminal.Domain.Cards;

namespace AtmTerminal.Devices.Contracts;

public enum MediaState
{
    NotPresent,
    Entering,
    Present,
    Latched,
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

/// <summary>What a stripe gave: the card, or why there is none.</summary>
public sealed record CardData(Track2? Track2, string? Problem);

/// <summary>The motorised magnetic-stripe reader. Terminal loop only.</summary>
public interface ICardReader : IDevice
{
    MediaState Media { get; }

    /// <summary>Cards in the retain bin since it was emptied.</summary>
    int RetainCount { get; }

    /// <summary>
    /// Opens the slot, waits for a card, draws it in and reads track 2. Success with <see cref="CardData.Track2"/> null means a
    /// card is inside that could not be read; its <see cref="CardData.Problem"/> says why. Cancelling closes the slot.
    /// </summary>
    Task<Completion<CardData>> ReadRawData(TimeSpan timeout, CancellationToken cancellationToken);

    /// <summary>
    /// Ejects or keeps the card. Eject completes when the card stands in the slot; <see cref="WaitTaken"/> says when it was taken.
    /// </summary>
    Task<Completion> Move(CardPosition to, TimeSpan timeout);

    /// <summary>Success when the customer took the card from the slot, <see cref="CompletionCode.TimeOut"/> when it still stands there.</summary>
    Task<Completion> WaitTaken(TimeSpan timeout, CancellationToken cancellationToken);

    /// <summary>After a start: clears the path to a known state. A card found inside goes to <paramref name="to"/>.</summary>
    Task<Completion> Reset(CardPosition to, TimeSpan timeout);
}
