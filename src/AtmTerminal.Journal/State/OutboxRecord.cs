using AtmTerminal.Domain.Amounts;
using AtmTerminal.Domain.Cash;
using AtmTerminal.Domain.Withdrawals;

namespace AtmTerminal.Journal;

/// <summary>What a record tells the host.</summary>
public enum OutboxKind
{
    /// <summary>Cash was given or may have been: 0220 posts it.</summary>
    Completion,

    /// <summary>Nothing was given: 0420 releases the hold.</summary>
    Reversal,

    /// <summary>Something a person at the bank should know: 0620.</summary>
    Notice,

    /// <summary>What was given on a day that is over: 0520.</summary>
    Totals,
}

/// <summary>
/// What the terminal owes the host for one withdrawal. There is exactly one rule: every withdrawal for which the host may hold
/// or must post something ends in one record, written by the event that closes it: WithdrawalCompleted above zero is a
/// completion; WithdrawalCompleted with zero is a reversal when an authorisation had been sent; ReversalQueued is a reversal.
/// </summary>
/// <param name="Seq">The journal row of the closing event: the order of upload and the name of the record in UploadAcknowledged.</param>
/// <param name="At">When the withdrawal was closed.</param>
/// <param name="Amount">What is to be posted; zero for a reversal. Of a notice, what the customer has at most or what was expected;
/// of totals, what was given on the day.</param>
/// <param name="Commission">The commission on <paramref name="Amount"/>.</param>
/// <param name="Reason">DE 39 of a reversal: 17, 21, 22, 32 or 68; empty for a completion.</param>
/// <param name="Asked">The amount of the authorisation or request.</param>
/// <param name="TraceNumber">DE 11 of the authorisation, for DE 90; 0 when none was sent.</param>
/// <param name="SentAt">DE 7 of the authorisation, for DE 90; empty when none was sent.</param>
/// <param name="ApprovalCode">DE 38 of the approval; empty when there was none.</param>
public sealed record OutboxRecord(
    long Seq,
    DateTimeOffset At,
    WithdrawalNumber Withdrawal,
    OutboxKind Kind,
    Money Amount,
    Money Commission,
    string Reason,
    Money Asked,
    int TraceNumber,
    string SentAt,
    string ApprovalCode,
    string MaskedPan
)
{
    /// <summary>
    /// Notes given, by their face value in minor units (<c>50000</c>: 2). An exchange may change what a cassette holds before the
    /// upload, so the cassettes' names would not do. Empty for a reversal.
    /// </summary>
    public NoteCounts NotesByValue { get; init; } = NoteCounts.Empty;

    /// <summary>The token of the card that was paid without the host having been asked; <c>null</c> when it was asked.</summary>
    public string? Card { get; init; }

    /// <summary>The host's business day of this row; <c>null</c> before the host had named one. Of totals, the day they are of.</summary>
    public DateOnly? Day { get; init; }

    /// <summary>What the host calls the card, once it has acknowledged the record; else empty.</summary>
    public string CardReference { get; init; } = "";

    /// <summary>Of a notice, what it is about (<c>NoticeKinds</c>); else empty.</summary>
    public string NoticeKind { get; init; } = "";

    /// <summary>The words of a notice; else empty.</summary>
    public string Text { get; init; } = "";

    /// <summary>Of a notice, what was found where <see cref="Amount"/> was expected; <c>null</c> when there is no such figure.</summary>
    public Money? Found { get; init; }

    /// <summary>Of totals, how many withdrawals gave something; else 0.</summary>
    public int Count { get; init; }
}
