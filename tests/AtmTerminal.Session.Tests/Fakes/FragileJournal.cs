using AtmTerminal.Domain.Events;
using AtmTerminal.Domain.Withdrawals;
using AtmTerminal.Journal;

namespace AtmTerminal.Session.Tests.Fakes;

/// <summary>A journal whose disk fails at the event the test names; from then on it fails for good, as the real one does.</summary>
public sealed class FragileJournal(IJournal inner) : IJournal
{
    /// <summary>The first append with such an event fails.</summary>
    public Type? FailsAt { get; set; }

    public TerminalState State => inner.State;

    public string? Failure { get; private set; }

    public event Action<JournalEntry>? Appended
    {
        add => inner.Appended += value;
        remove => inner.Appended -= value;
    }

    public AppendOutcome Append(params ReadOnlySpan<JournalEvent> events) =>
        Fails(events) ? AppendOutcome.Failed : inner.Append(events);

    public AppendOutcome Append(SealedCard card, params ReadOnlySpan<JournalEvent> events) =>
        Fails(events) ? AppendOutcome.Failed : inner.Append(card, events);

    public ReadOnlyMemory<byte>? FindCard(WithdrawalNumber withdrawal) => inner.FindCard(withdrawal);

    public IEnumerable<JournalEntry> Read(long fromSeq = 1) => inner.Read(fromSeq);

    public void Checkpoint() => inner.Checkpoint();

    public void Dispose() => inner.Dispose();

    private bool Fails(ReadOnlySpan<JournalEvent> events)
    {
        foreach (var e in events)
            if (e.GetType() == FailsAt)
                Failure ??= "the disk is full";
        return Failure is not null;
    }
}
