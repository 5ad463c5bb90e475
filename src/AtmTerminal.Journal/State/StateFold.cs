using System.Collections.Immutable;
using AtmTerminal.Domain.Amounts;
using AtmTerminal.Domain.Cash;
using AtmTerminal.Domain.Events;
using AtmTerminal.Domain.Withdrawals;

namespace AtmTerminal.Journal;

/// <summary>What each event does to the state. No I/O, no clock.</summary>
internal static class StateFold
{
    public static TerminalState Apply(TerminalState state, JournalEntry entry)
    {
        var after = OfflineFold.Apply(state, Fold(state, entry), entry);
        return Reports.Of(state, after, entry) is { } report
            ? after with
            {
                Reports = after.Reports.Add(report),
            }
            : after;
    }

    private static TerminalState Fold(TerminalState state, JournalEntry entry) =>
        entry.Event switch
        {
            BusinessDayBegan e => DayBegan(state, e),
            HostFellBack e => state with { Host = state.Host?.FallBackTo(e.LastRow) },
            UploadRepeated e => state with { Host = state.Host?.Repeat(e.RecordSeq) },
            CashUnitsSet e => UnitsSet(state, e),
            CounterReserved e => state with { Counters = state.Counters.SetItem(e.Name, Reserve(state, e)) },
            TerminalLocked e => state with { Lock = e },
            TerminalUnlocked => state with { Lock = null },
            CashExchangeBegun e => state with { Exchange = e },
            CashExchangeCanceled => state with { Exchange = null },
            UploadAcknowledged e => Acknowledged(state, e),
            UploadSetAside e => SetAside(state, e),
            WithdrawalEvent e when e.Withdrawal == default => WithoutWithdrawal(state, e),
            WithdrawalEvent e => OfWithdrawal(state, e, entry),
            _ => state,
        };

    // A person has counted: differences found before are settled, and suspect notes are in the new counts or known to be gone.
    private static TerminalState UnitsSet(TerminalState state, CashUnitsSet set) =>
        state with
        {
            Cash = CashPosition.Load(set.Units),
            LastDifference = null,
            Lock = null,
            Exchange = null,
            Unfinished =
            [
                .. state.Unfinished.Select(w =>
                    w.State == WithdrawalState.Suspect ? w with { CountedSince = true } : w
                ),
            ],
        };

    private static long Reserve(TerminalState state, CounterReserved reserved) =>
        reserved.UpTo >= state.ReservedUpTo(reserved.Name)
            ? reserved.UpTo
            : throw new EventOutOfOrderException($"Counter {reserved.Name} cannot go back to {reserved.UpTo}.");

    private static TerminalState DayBegan(TerminalState state, BusinessDayBegan e)
    {
        var none = Money.Zero(state.Cash?.Loaded.Currency ?? Currency.None);
        if (state.Host is not { } host)
            return state with { Host = new(e.Day, 0, none, Acknowledged: 0) };
        if (e.Day <= host.Day)
            throw new EventOutOfOrderException($"The day {e.Day} cannot begin after {host.Day}.");
        return state with { Host = host with { Day = e.Day, Given = 0, Sum = none } };
    }

    private static TerminalState Acknowledged(TerminalState state, UploadAcknowledged e) =>
        Left(state with { Host = state.Host?.Acknowledge(e.RecordSeq) }, e);

    private static TerminalState Left(TerminalState state, UploadAcknowledged e)
    {
        if (Record(state.Outbox, e.Withdrawal, e.RecordSeq) is { } waiting)
            return state with { Outbox = state.Outbox.Remove(waiting) };
        if (Record(state.Reports, e.Withdrawal, e.RecordSeq) is { } report)
            return state with { Reports = state.Reports.Remove(report) };
        var aside = Record(state.SetAside, e.Withdrawal, e.RecordSeq) ?? throw NotOwed(e, e.RecordSeq);
        return state with { SetAside = state.SetAside.Remove(aside) };
    }

    private static TerminalState SetAside(TerminalState state, UploadSetAside e)
    {
        var record =
            Record(state.Outbox, e.Withdrawal, e.RecordSeq)
            ?? Record(state.Reports, e.Withdrawal, e.RecordSeq)
            ?? throw NotOwed(e, e.RecordSeq);
        return state with
        {
            Outbox = state.Outbox.Remove(record),
            Reports = state.Reports.Remove(record),
            SetAside = [.. state.SetAside.Append(record).OrderBy(r => r.Seq)],
        };
    }

    private static OutboxRecord? Record(ImmutableArray<OutboxRecord> records, WithdrawalNumber withdrawal, long seq)
    {
        foreach (var record in records)
            if (record.Seq == seq && record.Withdrawal == withdrawal)
                return record;
        return null;
    }

    private static EventOutOfOrderException NotOwed(WithdrawalEvent e, long seq) =>
        new($"{e.GetType().Name} names row {seq} of withdrawal {e.Withdrawal}, which is not owed to the host.");

    // Notes found while nothing is open, and what a start decided about cash alone.
    private static TerminalState WithoutWithdrawal(TerminalState state, WithdrawalEvent e) =>
        e switch
        {
            NotePurged purged => state with { Cash = state.Cash?.AddFound(purged) },
            ReconciliationDecided decided => state with { LastDifference = decided },
            NoteDropped or CashCleared => state,
            _ => throw new EventOutOfOrderException($"{e.GetType().Name} needs a withdrawal number."),
        };

    private static TerminalState OfWithdrawal(TerminalState state, WithdrawalEvent e, JournalEntry entry)
    {
        var before = state.Find(e.Withdrawal);
        if (before is null && e.Withdrawal.CompareTo(state.NextWithdrawal) < 0)
            throw new EventOutOfOrderException($"{e.GetType().Name}: withdrawal {e.Withdrawal} is closed.");
        var after = before is null ? Withdrawal.Begin(e) : DeclareDifference(state, before, before.Apply(e), e);
        var owed = Owed(state.Cash, before, e, entry);
        return state with
        {
            NextWithdrawal = before is null ? e.Withdrawal.Next : state.NextWithdrawal,
            Cash = before is null ? state.Cash : state.Cash?.Apply(before, e),
            Unfinished = Replace(state.Unfinished, before, after),
            Outbox = owed is null ? state.Outbox : state.Outbox.Add(owed with { Day = state.Host?.Day }),
            Host = owed is { Kind: OutboxKind.Completion } ? state.Host?.Plus(owed.Amount) : state.Host,
        };
    }

    private static Withdrawal DeclareDifference(
        TerminalState state,
        Withdrawal before,
        Withdrawal after,
        WithdrawalEvent e
    ) =>
        e is WithdrawalSuspected
            ? after with
            {
                DeclaredDifference = state.Cash?.ValueOf(before.Outstanding) ?? Money.Zero(before.Amount.Currency),
            }
            : after;

    private static ImmutableArray<Withdrawal> Replace(
        ImmutableArray<Withdrawal> unfinished,
        Withdrawal? before,
        Withdrawal after
    )
    {
        if (before is null)
            return unfinished.Add(after);
        var isUnfinished = after.State is WithdrawalState.Authorizing or WithdrawalState.Suspect || after.IsOpen;
        return isUnfinished ? unfinished.Replace(before, after) : unfinished.Remove(before);
    }

    private static OutboxRecord? Owed(CashPosition? cash, Withdrawal? before, WithdrawalEvent e, JournalEntry entry) =>
        (before, e) switch
        {
            ({ } w, WithdrawalCompleted { Amount.IsPositive: true } c) => Record(w, entry) with
            {
                Kind = OutboxKind.Completion,
                Amount = c.Amount,
                Commission = c.Commission,
                NotesByValue = cash?.ByValue(c.Notes) ?? NoteCounts.Empty,
            },
            ({ AuthorizationWasSent: true } w, WithdrawalCompleted c) => Record(w, entry) with
            {
                Reason = c.ReversalReason,
            },
            ({ } w, ReversalQueued r) => Record(w, entry) with { Reason = r.Reason },
            _ => null,
        };

    private static OutboxRecord Record(Withdrawal w, JournalEntry entry) =>
        new(
            entry.Seq,
            entry.At,
            w.Number,
            OutboxKind.Reversal,
            Money.Zero(w.Amount.Currency),
            Money.Zero(w.Amount.Currency),
            Reason: "",
            w.Amount,
            w.TraceNumber,
            w.SentAt,
            w.ApprovalCode,
            w.MaskedPan
        )
        {
            Card = w.Card,
        };
}
