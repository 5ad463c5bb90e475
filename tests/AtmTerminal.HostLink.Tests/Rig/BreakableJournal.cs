using AtmTerminal.Domain.Events;
using AtmTerminal.Domain.Withdrawals;
using AtmTerminal.Journal;

namespace AtmTerminal.HostLink.Tests;

/// <summary>A journal whose disk can fail at a chosen event: it and everything after it is refused until the restart.</summary>
internal sealed class BreakableJournal(IJournal inner) : IJournal
{
    private Type? _breaksAt;

    public TerminalState State => inner.State;

    public string? Failure { get; private set; }

    public event Action<JournalEntry>? Appended
    {
        add => inner.Appended += value;
        remove => inner.Appended -= value;
    }

    public void BreakAt<T>()
        where T : JournalEvent => _breaksAt = typeof(T);

    public void Repair() => (Failure, _breaksAt) = (null, null);

    public AppendOutcome Append(params ReadOnlySpan<JournalEvent> events) =>
        Breaks(events) ? AppendOutcome.Failed : inner.Append(events);

    public AppendOutcome Append(SealedCard card, params ReadOnlySpan<JournalEvent> events) =>
        Breaks(events) ? AppendOutcome.Failed : inner.Append(card, events);

    public ReadOnlyMemory<byte>? FindCard(WithdrawalNumber withdrawal) => inner.FindCard(withdrawal);

    public IEnumerable<JournalEntry> Read(long fromSeq = 1) => inner.Read(fromSeq);

    public void Checkpoint() => inner.Checkpoint();

    public void Dispose() => inner.Dispose();

    private bool Breaks(ReadOnlySpan<JournalEvent> events)
    {
        foreach (var e in events)
            if (e.GetType() == _breaksAt)
                Failure = "the disk fails";
        return Failure is not null;
    }
}
