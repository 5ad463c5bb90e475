using AtmTerminal.Domain.Events;

namespace AtmTerminal.Journal;

/// <summary>One row of the journal.</summary>
/// <param name="Seq">1 for the first, without a gap; it alone orders events (failure matrix, rule 9).</param>
/// <param name="At">When it was written, UTC, to the millisecond. For people: clocks do not order anything.</param>
/// <param name="Hash">HMAC-SHA-256 over the hash before it and this row, 32 bytes.</param>
public sealed record JournalEntry(long Seq, DateTimeOffset At, JournalEvent Event, ReadOnlyMemory<byte> Hash);
