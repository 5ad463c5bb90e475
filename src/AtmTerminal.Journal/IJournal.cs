using AtmTerminal.Domain.Events;
using AtmTerminal.Domain.Withdrawals;

namespace AtmTerminal.Journal;

/// <summary>
/// Card data for the upload of one withdrawal, sealed by the caller. The journal keeps the bytes beside the chain and deletes
/// them in the transaction that makes them needless: the acknowledgement of the withdrawal's record, or the host's no.
/// </summary>
/// <param name="Sealed">Ciphertext. The journal neither reads nor prints it.</param>
public sealed record SealedCard(WithdrawalNumber Withdrawal, ReadOnlyMemory<byte> Sealed)
{
    public override string ToString() => $"sealed card data of withdrawal {Withdrawal}";
}

/// <summary>The open journal of a terminal: the one truth, and the outbox. Terminal loop only.</summary>
public interface IJournal : IJournalWriter, IDisposable
{
    /// <summary>The fold over all durable events. A new value after every append.</summary>
    TerminalState State { get; }

    /// <summary>Why the journal takes no more events; <c>null</c> while it does. Final for this process (rule 1).</summary>
    string? Failure { get; }

    /// <summary>
    /// As <see cref="IJournalWriter.Append"/>, and keeps <paramref name="card"/> in the same transaction. Meant for
    /// the first event of a withdrawal, so that the completion and every reversal can name the card, also after a restart.
    /// </summary>
    /// <returns>Failed: neither the events nor the card count as written.</returns>
    AppendOutcome Append(SealedCard card, params ReadOnlySpan<JournalEvent> events);

    /// <summary>
    /// The sealed card data of a withdrawal whose record is still owed; <c>null</c> when there is none (any more), or when the
    /// file cannot be read, which then shows in <see cref="Failure"/>.
    /// </summary>
    ReadOnlyMemory<byte>? FindCard(WithdrawalNumber withdrawal);

    /// <summary>Rows from <paramref name="fromSeq"/> on, in order, read from the store. For people and tests, not for decisions.</summary>
    /// <exception cref="InvalidDataException">A row cannot be read as an event.</exception>
    IEnumerable<JournalEntry> Read(long fromSeq = 1);

    /// <summary>
    /// What a start has to know of the last withdrawal: all rows from its first one on, and of the rows before it, back to
    /// <paramref name="fromSeq"/>, at least those of <paramref name="types"/>. In order.
    /// </summary>
    /// <param name="types">Names of event types.</param>
    /// <exception cref="InvalidDataException">A row cannot be read as an event.</exception>
    IEnumerable<JournalEntry> ReadLatest(long fromSeq, IReadOnlySet<string> types) => Read(fromSeq);

    /// <summary>Raised after each durable row, in order; for screens and logs that follow along.</summary>
    event Action<JournalEntry>? Appended;

    /// <summary>
    /// Moves the write-ahead log into the main file. Call it between sessions, when nobody waits: it costs a few milliseconds.
    /// A failure is final as that of an append is, and shows in <see cref="Failure"/>.
    /// </summary>
    void Checkpoint();
}
