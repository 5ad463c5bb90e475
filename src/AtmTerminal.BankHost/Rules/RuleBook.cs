using AtmTerminal.Domain.Amounts;
using AtmTerminal.Domain.Cards;

namespace AtmTerminal.BankHost;

/// <summary>One machine as the bank knows it.</summary>
/// <param name="Bank">Code of the bank that services it and earns its commissions.</param>
/// <param name="KeyId">The initial key id its messages must be signed under, in upper-case hexadecimal.</param>
internal sealed record Atm(string Terminal, string Bank, string KeyId);

/// <summary>What a withdrawal of one currency may be.</summary>
/// <param name="Least">Per withdrawal.</param>
/// <param name="MostAtOnce">Per withdrawal.</param>
/// <param name="MostADay">Per account and business day; commissions do not count.</param>
internal sealed record WithdrawalLimits(Money Least, Money MostAtOnce, Money MostADay);

/// <summary>The rules as the bank's tables state them. Never changes; a change makes a new book.</summary>
/// <param name="OnOwnCards">Commission on cards of the bank whose machine it is.</param>
/// <param name="OnForeignCards">Commission on all other cards.</param>
/// <param name="HoldTime">How long a hold waits for its completion.</param>
/// <param name="DayOffset">Added to UTC, gives the clock whose midnight ends the business day.</param>
/// <param name="Version">Of the tables when the book was read.</param>
internal sealed record RuleBook(
    IReadOnlyDictionary<string, Atm> Atms,
    IReadOnlyDictionary<Currency, WithdrawalLimits> Limits,
    Commission OnOwnCards,
    Commission OnForeignCards,
    TimeSpan HoldTime,
    TimeSpan DayOffset,
    long Version
)
{
    /// <summary>What the bank of <paramref name="atm"/> takes from a card of <paramref name="cardBank"/>.</summary>
    public Commission CommissionFor(Atm atm, string cardBank) => atm.Bank == cardBank ? OnOwnCards : OnForeignCards;

    /// <summary>The first moment of the day after.</summary>
    public DateTimeOffset EndOf(DateOnly day) =>
        new DateTimeOffset(day.AddDays(1), TimeOnly.MinValue, TimeSpan.Zero) - DayOffset;

    /// <summary>The host's business day at a moment. The terminal's clock has no say in it.</summary>
    public DateOnly BusinessDayAt(DateTimeOffset moment) => DateOnly.FromDateTime((moment.UtcDateTime + DayOffset));
}

internal enum AccountState
{
    Active,
    Locked,
    Closed,
}

/// <summary>What the PIN block of a request turned out to hold.</summary>
internal enum PinOutcome
{
    Right,
    Wrong,

    /// <summary>No block, or one that does not open: counts as no try, since no PIN was seen.</summary>
    Unreadable,
}

/// <summary>A card as the decision needs it.</summary>
internal sealed record CardFacts(CardState State, CardExpiry Expiry, int TriesLeft);

/// <summary>What a supplementary card may withdraw, in minor units of its account, 0 or more; commissions do not count.</summary>
/// <param name="ADay">In one business day.</param>
/// <param name="AMonth">In one month of business days.</param>
internal sealed record CardCaps(long ADay, long AMonth)
{
    /// <summary>What is left when so much was withdrawn, or is held. Below zero when the caps were lowered meanwhile.</summary>
    public long LeftAfter(long usedToday, long usedThisMonth) => Math.Min(ADay - usedToday, AMonth - usedThisMonth);
}

/// <summary>An account as the decision needs it, in its own currency.</summary>
/// <param name="Held">The sum of its open holds, commissions included.</param>
internal sealed record AccountFacts(string Bank, AccountState State, Money Balance, Money Held)
{
    /// <summary>What may still be promised to someone.</summary>
    public Money Available => Balance - Held;
}
