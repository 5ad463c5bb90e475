using System.Collections.Immutable;
using AtmTerminal.Domain.Cash;
using AtmTerminal.Domain.Events;
using AtmTerminal.Domain.Withdrawals;

namespace AtmTerminal.Journal;

/// <summary>Everything the terminal knows about itself: the fold over its journal. Immutable; compare by reference.</summary>
public sealed record TerminalState
{
    /// <summary>Before the first event.</summary>
    public static TerminalState Empty { get; } = new();

    private TerminalState() { }

    /// <summary>The last row's number; 0 when there is none.</summary>
    public long HeadSeq { get; internal init; }

    /// <summary>The last row's hash; 32 zero bytes when there is none.</summary>
    public ReadOnlyMemory<byte> HeadHash { get; internal init; } = new byte[32];

    /// <summary>The number that the next withdrawal gets.</summary>
    public WithdrawalNumber NextWithdrawal { get; internal init; } = WithdrawalNumber.First;

    /// <summary>All withdrawals that no event has closed, oldest first.</summary>
    public ImmutableArray<Withdrawal> Unfinished { get; internal init; } = [];

    /// <summary>Units, what was loaded and what was paid; <c>null</c> before the first exchange.</summary>
    public CashPosition? Cash { get; internal init; }

    /// <summary>Records owed to the host, in the order they must go.</summary>
    public ImmutableArray<OutboxRecord> Outbox { get; internal init; } = [];

    /// <summary>
    /// What the host has to hear beside money, in the order it must go: notices, and the totals of days that are over. Between
    /// these and <see cref="Outbox"/> the row decides which goes first.
    /// </summary>
    public ImmutableArray<OutboxRecord> Reports { get; internal init; } = [];

    /// <summary>The next record to send: the lowest row that is owed; <c>null</c> when nothing is.</summary>
    public OutboxRecord? NextOwed =>
        Outbox.IsEmpty ? Reports.FirstOrDefault()
        : Reports.IsEmpty || Outbox[0].Seq < Reports[0].Seq ? Outbox[0]
        : Reports[0];

    /// <summary>The host's day and what the host has acknowledged; <c>null</c> before it has named a day.</summary>
    public HostPosition? Host { get; internal init; }

    /// <summary>Whether anything is owed to the host, once or once more.</summary>
    public bool OwesHost => OwedCount > 0;

    /// <summary>Records the host has yet to hear; what it has to hear once more counts as one.</summary>
    public int OwedCount => Outbox.Length + Reports.Length + (Host?.SendAgainAfter is null ? 0 : 1);

    /// <summary>Records that the host refused for ever and a person has to settle (E15).</summary>
    public ImmutableArray<OutboxRecord> SetAside { get; internal init; } = [];

    /// <summary>How far each counter is reserved; a missing name stands at 0.</summary>
    public ImmutableSortedDictionary<string, long> Counters { get; internal init; } =
        ImmutableSortedDictionary.Create<string, long>(StringComparer.Ordinal);

    /// <summary>What a start without open request decided last, until the next exchange; <c>null</c> when nothing was odd.</summary>
    public ReconciliationDecided? LastDifference { get; internal init; }

    /// <summary>Why no session may start before a person came; <c>null</c> when the terminal is not locked.</summary>
    public TerminalLocked? Lock { get; internal init; }

    /// <summary>Who has the cash in hand since the begin of an exchange; <c>null</c> when no exchange is going on.</summary>
    public CashExchangeBegun? Exchange { get; internal init; }

    /// <summary>What is known of cards for serving them without a line; empty in a terminal that never does.</summary>
    public ImmutableArray<RememberedCard> Cards { get; internal init; } = [];

    /// <summary>What was given since the line went down; <c>null</c> while no offline period is open.</summary>
    public OfflinePeriod? Offline { get; internal init; }

    /// <summary>How the host's clock stood to this machine's; <c>null</c> before the host has spoken of a card.</summary>
    public OfflineClock? Clock { get; internal init; }

    /// <summary>Authorisations without an answer or request: at start their holds are reversed (A6).</summary>
    public IEnumerable<Withdrawal> Authorizing => Unfinished.Where(w => w.State == WithdrawalState.Authorizing);

    /// <summary>Requests without a completed event. More than one is a defect and makes all of them suspect (D4).</summary>
    public IEnumerable<Withdrawal> Open => Unfinished.Where(w => w.IsOpen);

    /// <summary>Cases that wait for a person. While there is one the terminal stays out of service.</summary>
    public IEnumerable<Withdrawal> Suspects => Unfinished.Where(w => w.State == WithdrawalState.Suspect);

    /// <summary>The cash units now; empty before the first exchange.</summary>
    public ImmutableArray<CashUnit> Units => Cash?.Units ?? [];

    /// <summary>The highest number of a counter that may have been used.</summary>
    public long ReservedUpTo(string counter) => Counters.GetValueOrDefault(counter);

    public Withdrawal? Find(WithdrawalNumber number) => Unfinished.FirstOrDefault(w => w.Number == number);

    /// <summary>What is known of the card with this token; <c>null</c> when nothing is.</summary>
    public RememberedCard? Remembered(string card) => Cards.FirstOrDefault(c => c.Card == card);

    /// <summary>Whether the host has still to be told of cash that this card was given without it.</summary>
    public bool OwesHostFor(string card) =>
        Outbox.Any(r => r.Card == card) || SetAside.Any(r => r.Card == card) || Unfinished.Any(w => w.Card == card);

    /// <summary>The state after one more row.</summary>
    /// <exception cref="EventOutOfOrderException">The event cannot follow: a bug in its writer.</exception>
    public TerminalState Apply(JournalEntry entry)
    {
        if (entry.Seq != HeadSeq + 1)
            throw new EventOutOfOrderException($"Row {entry.Seq} cannot follow row {HeadSeq}.");
        return StateFold.Apply(this with { HeadSeq = entry.Seq, HeadHash = entry.Hash }, entry);
    }
}
