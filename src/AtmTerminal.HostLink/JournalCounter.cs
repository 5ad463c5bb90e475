using AtmTerminal.Domain.Events;
using AtmTerminal.Journal;
using AtmTerminal.Security;

namespace AtmTerminal.HostLink;

/// <summary>A counter whose reservations are <c>CounterReserved</c> events.</summary>
/// <param name="journal">The open journal.</param>
/// <param name="name">Names the counter for ever: another name begins at zero.</param>
public sealed class JournalCounter(IJournal journal, string name) : ICounterStore
{
    /// <summary>The transaction counter of <see cref="TerminalKeys"/>.</summary>
    public const string KeyCounter = "dukpt";

    /// <summary>The trace numbers of questions.</summary>
    public const string TraceCounter = "trace";

    /// <inheritdoc/>
    public long ReservedUpTo => journal.State.ReservedUpTo(name);

    /// <inheritdoc/>
    public bool TryReserve(long upTo) => journal.Append(new CounterReserved(name, upTo)) == AppendOutcome.Durable;
}
