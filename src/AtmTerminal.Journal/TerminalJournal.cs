using AtmTerminal.Domain.Events;
using AtmTerminal.Domain.Withdrawals;
using AtmTerminal.Journal.Store;

namespace AtmTerminal.Journal;

/// <summary>The journal over a store: it folds first, so that a wrong event is refused before anything is written.</summary>
internal sealed class TerminalJournal(IEventStore store, HashChain chain, TerminalState state, TimeProvider time)
    : IJournal,
        IJournalBackup
{
    public TerminalState State { get; private set; } = state;

    public string? Failure { get; private set; }

    public event Action<JournalEntry>? Appended;

    public AppendOutcome Append(params ReadOnlySpan<JournalEvent> events) => Write(null, events);

    public AppendOutcome Append(SealedCard card, params ReadOnlySpan<JournalEvent> events) => Write(card, events);

    public ReadOnlyMemory<byte>? FindCard(WithdrawalNumber withdrawal)
    {
        try
        {
            // Without the cast the missing card would turn into an empty memory: an array converts to one, and so does its null.
            return store.Card(withdrawal.Value) is { } bytes ? (ReadOnlyMemory<byte>?)bytes : null;
        }
        catch (SqliteFailure failure)
        {
            Failure ??= $"The journal could not be read: {failure.Message}.";
            return null;
        }
    }

    public IEnumerable<JournalEntry> Read(long fromSeq = 1)
    {
        foreach (var row in store.Rows(fromSeq))
            yield return Entry(row);
    }

    // Rows are cheap to read and dear to decode, and a start waits for this.
    public IEnumerable<JournalEntry> ReadLatest(long fromSeq, IReadOnlySet<string> types)
    {
        var rows = store.Rows(fromSeq).ToList();
        var latest = rows.Select(row => row.Withdrawal).DefaultIfEmpty().Max();
        var first = rows.FindIndex(row => row.Withdrawal == latest);
        return rows.Where((row, i) => i >= first || types.Contains(row.Type)).Select(Entry);
    }

    public void Checkpoint()
    {
        if (Failure is null)
            Failure = store.Checkpoint();
    }

    public AuditResult BackUpTo(string folder) =>
        store.BackUpTo(new(folder)) is { } problem ? new(0, 0, problem) : JournalAudit.Verify(folder);

    public void Dispose() => store.Dispose();

    private AppendOutcome Write(SealedCard? card, ReadOnlySpan<JournalEvent> events)
    {
        if (Failure is not null)
            return AppendOutcome.Failed;
        if (events.IsEmpty)
            return AppendOutcome.Durable;
        var atMs = time.GetUtcNow().ToUnixTimeMilliseconds();
        var rows = new StoredRow[events.Length];
        var entries = new JournalEntry[events.Length];
        var next = State;
        for (var i = 0; i < events.Length; i++)
        {
            rows[i] = Row(next, atMs, events[i]);
            entries[i] = new(rows[i].Seq, rows[i].At, events[i], rows[i].Hash);
            next = next.Apply(entries[i]);
        }
        Failure = store.Commit(new(rows, State, next, card, NeedlessCards(events, next)));
        if (Failure is not null)
            return AppendOutcome.Failed;
        State = next;
        foreach (var entry in entries)
            Appended?.Invoke(entry);
        return AppendOutcome.Durable;
    }

    private static JournalEntry Entry(StoredRow row) =>
        new(
            row.Seq,
            row.At,
            EventCodec.Decode(row, out var problem) ?? throw new InvalidDataException($"Row {row.Seq}: {problem}"),
            row.Hash
        );

    private StoredRow Row(TerminalState before, long atMs, JournalEvent e)
    {
        var (seq, type, withdrawal, body) = (
            before.HeadSeq + 1,
            EventCodec.TypeName(e),
            EventCodec.Withdrawal(e),
            EventCodec.Encode(e)
        );
        return new(
            seq,
            atMs,
            type,
            withdrawal,
            body,
            chain.Hash(before.HeadHash.Span, seq, atMs, type, withdrawal, body)
        );
    }

    // Card data is needed while its withdrawal is unfinished or owed to the host, and not a moment longer.
    private static List<long> NeedlessCards(ReadOnlySpan<JournalEvent> events, TerminalState after)
    {
        var needless = new List<long>();
        foreach (var e in events)
            if (
                e is AuthorizationDeclined or UploadAcknowledged or WithdrawalCompleted
                && e is WithdrawalEvent { Withdrawal: var number }
                && after.Find(number) is null
                && !after.Outbox.Concat(after.SetAside).Any(r => r.Withdrawal == number)
            )
                needless.Add(number.Value);
        return needless;
    }
}
