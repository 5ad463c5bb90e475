using AtmTerminal.Domain.Amounts;

namespace AtmTerminal.Domain.Events;

// Serving without a line (failure matrix, rule O1). Written only by a terminal that is configured for it. ------------------

/// <summary>The host has said what a card may still have. A withdrawal it approved in the same answer is already taken off.</summary>
/// <param name="Card">The vault's token of the card's number; says nothing about it without the vault's key.</param>
/// <param name="Available">What the account can spend, commissions included. It may be below zero.</param>
/// <param name="LeftToday">What is left of the day's limit, without commissions; <c>null</c> when the host did not say.</param>
/// <param name="Day">The business day it was said on, by the host's clock.</param>
/// <param name="HostClockOffset">The host's clock less this machine's, so that the day is known after a restart without a line.</param>
public sealed record CardRemembered(
    string Card,
    Money Available,
    Money? LeftToday,
    DateOnly Day,
    TimeSpan HostClockOffset
) : JournalEvent;

/// <summary>The host's last word on a card was no figure that could be relied upon, a refusal above all: it gets nothing offline.</summary>
/// <param name="Card">The vault's token of the card's number.</param>
/// <param name="ResponseCode">DE 39 of the answer.</param>
/// <param name="Stop">The host wants the card kept: it is on the local stop list until the host says yes to it again.</param>
public sealed record CardForgotten(string Card, string ResponseCode, bool Stop) : JournalEvent;

/// <summary>The terminal has found that its own figures cannot be true: no card gets anything offline until the host speaks of it anew.</summary>
public sealed record AllCardsForgotten(string Because) : JournalEvent;

/// <summary>From here on cash may be given without asking the host, until a limit is reached or the line is back.</summary>
public sealed record OfflinePeriodBegan(string Because) : JournalEvent;

/// <summary>The line is back and the host has taken every withdrawal that was made without it.</summary>
public sealed record OfflinePeriodEnded(string Because) : JournalEvent;
