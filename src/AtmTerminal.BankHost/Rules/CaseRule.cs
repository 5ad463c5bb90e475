using AtmTerminal.Domain.Amounts;
using AtmTerminal.Domain.Events;

namespace AtmTerminal.BankHost;

/// <summary>The key of a case: it is opened once, however often its notice comes.</summary>
/// <param name="Row">The row of the terminal's journal that it is about.</param>
/// <param name="Kind">As the terminal names it, or <see cref="CaseRule.Totals"/>.</param>
/// <param name="Number">The withdrawal it is about, 0 for none.</param>
public sealed record CaseKey(string Terminal, long Row, string Kind, long Number);

/// <summary>Something a person of the bank has to settle.</summary>
/// <param name="Amount">What the customer has at most, or what was expected.</param>
/// <param name="Found">What was found where <paramref name="Amount"/> was expected; <c>null</c> when nobody could count.</param>
/// <param name="Text">The evidence, in words.</param>
/// <param name="ClosedAt"><c>null</c> while it is open.</param>
/// <param name="ClosedBy">The record, or the person, that ended it.</param>
public sealed record BankCase(
    CaseKey Key,
    Money Amount,
    Money? Found,
    string Text,
    DateTimeOffset OpenedAt,
    DateTimeOffset? ClosedAt,
    string? ClosedBy
)
{
    public bool IsOpen => ClosedAt is null;
}

/// <summary>Which notices open a case, and which end one.</summary>
internal static class CaseRule
{
    /// <summary>The kind of a case that the host opens by itself: the totals of a day differ.</summary>
    public const string Totals = "TOTALS";

    /// <summary>The kind of a case that a customer's complaint opens.</summary>
    public const string Complaint = "COMPLAINT";

    private static readonly string[] Differences =
    [
        NoticeKinds.Shortage,
        NoticeKinds.Over,
        NoticeKinds.OtherNotes,
        NoticeKinds.CountsUnknown,
    ];

    /// <summary>A person has to settle it. Everything else is only news.</summary>
    public static bool Opens(string kind) =>
        Differences.Contains(kind)
        || kind is NoticeKinds.Suspect or NoticeKinds.Overcount or NoticeKinds.Locked or NoticeKinds.SetAside;

    /// <summary>The kinds of cases about the machine that this notice ends.</summary>
    public static IReadOnlyList<string> Ends(string kind) =>
        kind switch
        {
            NoticeKinds.CashAgrees => Differences,
            // A count ends the lock, but who bears a difference is for the bank to say.
            NoticeKinds.Unlocked or NoticeKinds.Counted => [NoticeKinds.Locked],
            _ => [],
        };
}
