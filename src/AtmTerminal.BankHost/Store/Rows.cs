using AtmTerminal.Domain.Amounts;
using AtmTerminal.Iso8583;

namespace AtmTerminal.BankHost;

/// <summary>The key of one withdrawal. Home first, so that all its rows lie together.</summary>
/// <param name="Home">Given once to each customer, from 1; <see cref="Nobody"/> while nobody knows whose withdrawal it is.</param>
internal readonly record struct WithdrawalKey(long Home, string Terminal, long Number)
{
    /// <summary>The home of what cannot be laid to any customer.</summary>
    public const long Nobody = 0;
}

/// <summary>A card's row without its number.</summary>
/// <param name="Caps"><c>null</c> for a card that has none of its own.</param>
internal sealed record CardRow(
    long Home,
    string Token,
    string Account,
    CardFacts Facts,
    int VerificationKeyIndex,
    string VerificationValue,
    CardKind Kind,
    CardCaps? Caps
);

/// <summary>What a withdrawal number stands for at the host.</summary>
/// <param name="Account"><c>null</c> when the number came with no card the host knows.</param>
/// <param name="Promised">What was, or would have been, held, without the commission.</param>
/// <param name="Commission">What was held beside it.</param>
/// <param name="Tariff">The commission agreed at the authorisation; the completion is charged by it.</param>
internal sealed record HoldRow(
    WithdrawalKey Key,
    HoldState State,
    string? Token,
    string? Account,
    Money Promised,
    Money Commission,
    Commission Tariff
);

/// <summary>Which of a withdrawal's three questions an answer belongs to.</summary>
internal enum QuestionKind
{
    Authorization,
    Completion,
    Reversal,
}

/// <summary>The first answer to a question: whatever comes again under the same key gets exactly this.</summary>
/// <param name="Question">What was asked, to tell a repeat from another question under the same number. No card data.</param>
/// <param name="LeftToday">What is left of the day's limit, in the currency of <paramref name="Available"/>; null as that is.</param>
internal sealed record AnswerRow(
    string Question,
    ResponseCode Response,
    string? ApprovalCode,
    Money? Available,
    Money? LeftToday = null
);
