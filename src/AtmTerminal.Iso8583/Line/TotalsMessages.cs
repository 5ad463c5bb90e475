using AtmTerminal.Domain.Amounts;
using AtmTerminal.Domain.Withdrawals;

namespace AtmTerminal.Iso8583;

/// <summary>0520, repeated as 0521: what the terminal gave on a business day that is over.</summary>
/// <param name="Row">The journal row that ended the day, from 1: with the terminal the key of the report.</param>
/// <param name="Day">The host's business day, as the host named it when it began.</param>
/// <param name="Count">DE 76: completed withdrawals that gave something.</param>
/// <param name="Amount">DE 88 and 49: their sum, without commissions.</param>
/// <param name="Page">A part of the day number by number, when the host has asked for it by finding a difference.</param>
public sealed record TotalsAdvice(
    LineHeader Header,
    bool IsRepeat,
    long Row,
    DateOnly Day,
    int Count,
    Money Amount,
    TotalsPage? Page = null
) : LineMessage(Header);

/// <summary>What was given under the numbers above <paramref name="After"/> up to <paramref name="UpTo"/> of a day.</summary>
/// <param name="Given">In the order of their numbers; a number of the range that is not in it gave nothing on that day.</param>
public sealed record TotalsPage(WithdrawalNumber After, WithdrawalNumber UpTo, IReadOnlyList<GivenAmount> Given)
{
    /// <summary>So many numbers fit into DE 48 at their longest.</summary>
    public const int MostNumbers = 30;

    public bool Equals(TotalsPage? other) =>
        other is not null && After == other.After && UpTo == other.UpTo && Given.SequenceEqual(other.Given);

    public override int GetHashCode() => HashCode.Combine(After, UpTo, Given.Count);
}

/// <summary>What was given under one number.</summary>
public readonly record struct GivenAmount(WithdrawalNumber Withdrawal, long MinorUnits);

/// <summary>0530: the host's own totals of that day.</summary>
/// <param name="Count">DE 76, as <see cref="TotalsAdvice.Count"/>, by the host's postings.</param>
/// <param name="Amount">DE 88 and 49, likewise.</param>
/// <param name="InBalance">DE 66: 1 when both totals are the same, 2 when they are not.</param>
/// <param name="Differing">For a page: its numbers under which the two have different amounts, or only one has any; at most
/// <see cref="TotalsPage.MostNumbers"/> of them.</param>
public sealed record TotalsAnswer(
    LineHeader Header,
    DateOnly Day,
    int Count,
    Money Amount,
    ResponseCode Response,
    bool InBalance,
    IReadOnlyList<WithdrawalNumber> Differing
) : LineMessage(Header)
{
    public bool Equals(TotalsAnswer? other) =>
        other is not null
        && (Header, Day, Count, Amount, Response, InBalance)
            == (other.Header, other.Day, other.Count, other.Amount, other.Response, other.InBalance)
        && Differing.SequenceEqual(other.Differing);

    public override int GetHashCode() => HashCode.Combine(Header, Day, Count, Amount);
}
