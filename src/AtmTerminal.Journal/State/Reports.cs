using AtmTerminal.Domain.Amounts;
using AtmTerminal.Domain.Events;
using AtmTerminal.Domain.Withdrawals;

namespace AtmTerminal.Journal;

/// <summary>
/// Which facts the people of the bank hear of, and with what figures. Each is a record of the fact's own row, so it is told
/// until the host has it and taken by the host once.
/// </summary>
internal static class Reports
{
    // The host sees by itself that nobody is on the line, and a stop is ordered by people who know of it.
    private static readonly string[] NoNews = ["LinkDown", "Stopping"];

    /// <summary>What the last row of <paramref name="after"/> gives to report; <c>null</c> for nothing.</summary>
    /// <remarks>Nothing is reported to a host that has never named a business day: it does not speak this part of the line.</remarks>
    public static OutboxRecord? Of(TerminalState before, TerminalState after, JournalEntry entry) =>
        before.Host is null ? null
        : entry.Event is BusinessDayBegan ? Totals(before.Host, entry)
        : NoticeOf(before, after, entry);

    private static OutboxRecord? Totals(HostPosition ended, JournalEntry entry) =>
        // Before the first cash there is no currency to count in, and nothing to count.
        ended.Sum.Currency == Currency.None
            ? null
            : Report(entry, OutboxKind.Totals, default, ended.Sum) with
            {
                Day = ended.Day,
                Count = ended.Given,
            };

    private static OutboxRecord? NoticeOf(TerminalState before, TerminalState after, JournalEntry entry) =>
        entry.Event switch
        {
            WithdrawalSuspected s => Notice(entry, NoticeKinds.Suspect, s.Evidence, s.Withdrawal, s.AtMost),
            WithdrawalCompleted c when IsClosedInSilence(before, after, c) => Notice(
                entry,
                NoticeKinds.SuspectClosed,
                c.Because,
                c.Withdrawal
            ),
            ReconciliationDecided { Withdrawal.Value: 0 } d => Difference(entry, d),
            UploadSetAside u when Set(after, u) is { Kind: OutboxKind.Completion or OutboxKind.Reversal } record =>
                Notice(
                    entry,
                    NoticeKinds.SetAside,
                    $"row {record.Seq}, {record.Kind}, last answer {u.LastAnswer}",
                    u.Withdrawal,
                    record.Amount
                ),
            DeviceFaulted { Code: DeviceCodes.Overcount } f => Notice(
                entry,
                NoticeKinds.Overcount,
                f.Text,
                before.Open.FirstOrDefault()?.Number ?? default
            ),
            TerminalLocked l => Notice(entry, NoticeKinds.Locked, l.Reason),
            TerminalUnlocked u when before.Lock is not null => Notice(entry, NoticeKinds.Unlocked, u.By),
            CashUnitsSet u when before.Lock is not null || before.LastDifference is not null => Notice(
                entry,
                NoticeKinds.Counted,
                u.ConfirmedBy is { } second ? $"by {u.By} and {second}" : $"by {u.By}"
            ),
            CardRetained c => Notice(entry, NoticeKinds.CardRetained, $"{c.MaskedPan}: {c.Reason}"),
            ServiceStateChanged { InService: false } s when !NoNews.Contains(s.Reason) => Notice(
                entry,
                NoticeKinds.OutOfService,
                s.Reason
            ),
            _ => null,
        };

    private static OutboxRecord Difference(JournalEntry entry, ReconciliationDecided decided)
    {
        var kind =
            decided.Found is not { } found ? NoticeKinds.CountsUnknown
            : found < decided.Expected ? NoticeKinds.Shortage
            : found > decided.Expected ? NoticeKinds.Over
            : decided.Verdict.StartsWith(Reconciliation.CashAgreesAgain, StringComparison.Ordinal)
                ? NoticeKinds.CashAgrees
            : NoticeKinds.OtherNotes;
        return Notice(entry, kind, $"{decided.Verdict}: {decided.Evidence}", default, decided.Expected) with
        {
            Found = decided.Found,
        };
    }

    // Where nothing was given and no hold was ever asked for, no record of money tells the host that the case is over.
    private static bool IsClosedInSilence(TerminalState before, TerminalState after, WithdrawalCompleted completed) =>
        before.Find(completed.Withdrawal) is { State: WithdrawalState.Suspect }
        && after.Outbox.Length == before.Outbox.Length;

    private static OutboxRecord? Set(TerminalState after, UploadSetAside set) =>
        after.SetAside.FirstOrDefault(record => record.Seq == set.RecordSeq);

    private static OutboxRecord Notice(
        JournalEntry entry,
        string kind,
        string text,
        WithdrawalNumber withdrawal = default,
        Money amount = default
    ) => Report(entry, OutboxKind.Notice, withdrawal, amount) with { NoticeKind = kind, Text = text };

    private static OutboxRecord Report(
        JournalEntry entry,
        OutboxKind kind,
        WithdrawalNumber withdrawal,
        Money amount
    ) =>
        new(
            entry.Seq,
            entry.At,
            withdrawal,
            kind,
            amount,
            Money.Zero(amount.Currency),
            Reason: "",
            Asked: Money.Zero(amount.Currency),
            TraceNumber: 0,
            SentAt: "",
            ApprovalCode: "",
            MaskedPan: ""
        );
}
