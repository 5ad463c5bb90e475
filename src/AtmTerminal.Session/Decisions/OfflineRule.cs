using AtmTerminal.Domain.Amounts;
using AtmTerminal.Domain.Cards;
using AtmTerminal.Journal;

namespace AtmTerminal.Session.Decisions;

/// <summary>What may be given when the bank cannot be asked (failure matrix, rule O1).</summary>
/// <param name="MostAtOnce">One withdrawal; not above what the bank gives at once.</param>
/// <param name="MostPerCardADay">Given without a line to one card on one business day.</param>
/// <param name="MostWithdrawals">In one offline period, from 1.</param>
/// <param name="MostInAll">In one offline period.</param>
/// <param name="MostTime">From the begin of the period on.</param>
/// <param name="Patience">How long the line has to be down before the slot opens without it.</param>
/// <param name="StoppedPrefixes">First digits of cards that get nothing without a line.</param>
public sealed record OfflineLimits(
    Money MostAtOnce,
    Money MostPerCardADay,
    int MostWithdrawals,
    Money MostInAll,
    TimeSpan MostTime,
    TimeSpan Patience,
    IReadOnlyList<string> StoppedPrefixes
);

/// <summary>What the journal and the clock say at the moment of a decision.</summary>
/// <param name="Card">The token of the card that is asked about; <c>null</c> when it is about the terminal alone.</param>
/// <param name="Now">By this machine's clock.</param>
/// <param name="Zone">Where the terminal stands.</param>
internal sealed record OfflineFacts(
    OfflineLimits Limits,
    IReadOnlyList<RememberedCard> Cards,
    string? Card,
    OfflinePeriod? Period,
    OfflineClock? Clock,
    DateTimeOffset Now,
    TimeZoneInfo Zone
);

/// <summary>Whether anybody can be served without a line.</summary>
internal enum OfflineService
{
    /// <summary>It is off, or nobody could be given anything.</summary>
    NotPossible,
    Allowed,

    /// <summary>A limit of the offline period is used up.</summary>
    LimitReached,
}

/// <summary>Why a withdrawal is not possible without a line.</summary>
internal enum OfflineRefusal
{
    /// <summary>The clock stands before what the journal knows: neither the day nor the time limit can be told.</summary>
    ClockLost,

    /// <summary>On the local stop list, by the bank's answer or by configuration.</summary>
    CardStopped,

    /// <summary>The bank has not said today, on this terminal, what the card may have.</summary>
    CardNotRemembered,
    PeriodOver,
    TooManyWithdrawals,
    AboveMostAtOnce,
    AboveMostPerCardADay,
    AboveMostInAll,

    /// <summary>Above what is left of the day's limit that the bank named.</summary>
    AboveLeftToday,

    /// <summary>The card had 501, 500 were taken, the second 500 is refused.</summary>
    AboveRemembered,
}

/// <summary>
/// Rule O1. It only ever gives what the bank, by its own last word, would have given too: the remembered figures are a ceiling
/// and the terminal's limits come on top. Nothing it goes by is kept in memory.
/// </summary>
internal static class OfflineRule
{
    /// <summary>A clock that is set right by the network may step back a little.</summary>
    public static readonly TimeSpan ClockStep = TimeSpan.FromMinutes(1);

    /// <returns>Why not; <c>null</c> when the withdrawal may be made without the bank.</returns>
    public static OfflineRefusal? Judge(OfflineFacts facts, Pan pan, Money amount, Money commission)
    {
        if (ClockLost(facts))
            return OfflineRefusal.ClockLost;
        var card = facts.Cards.FirstOrDefault(c => c.Card == facts.Card);
        if (card?.StoppedBy is not null || facts.Limits.StoppedPrefixes.Any(pan.StartsWith))
            return OfflineRefusal.CardStopped;
        if (card?.Available is not { } available || card.Day != Today(facts) || available.Currency != amount.Currency)
            return OfflineRefusal.CardNotRemembered;
        return JudgePeriod(facts, amount) ?? JudgeAmount(facts.Limits, card, available, amount, commission);
    }

    /// <summary>Whether the slot may open although the line is down.</summary>
    /// <param name="least">The smallest amount that can be asked for.</param>
    public static OfflineService Service(OfflineFacts facts, Money least)
    {
        if (facts.Period is not null && JudgePeriod(facts, least) is not null)
            return OfflineService.LimitReached;
        return !ClockLost(facts) && facts.Cards.Any(c => Serves(facts, c, least))
            ? OfflineService.Allowed
            : OfflineService.NotPossible;
    }

    /// <summary>How long the offline period may still last; all of it when none has begun. Never below zero.</summary>
    public static TimeSpan TimeLeft(OfflineFacts facts)
    {
        var left = facts.Period is { } period
            ? period.Since + facts.Limits.MostTime - facts.Now
            : facts.Limits.MostTime;
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    /// <summary>What the customer is told. How much would be possible is not said: no PIN was checked.</summary>
    public static CustomerReason ReasonOf(OfflineRefusal refusal) =>
        refusal switch
        {
            OfflineRefusal.AboveMostAtOnce
            or OfflineRefusal.AboveMostPerCardADay
            or OfflineRefusal.AboveMostInAll
            or OfflineRefusal.AboveLeftToday
            or OfflineRefusal.AboveRemembered => CustomerReason.AmountNeedsBank,
            _ => CustomerReason.NoConnection,
        };

    private static OfflineRefusal? JudgePeriod(OfflineFacts facts, Money amount)
    {
        var (limits, period) = (facts.Limits, facts.Period);
        if (TimeLeft(facts) == TimeSpan.Zero)
            return OfflineRefusal.PeriodOver;
        if (period?.Withdrawals >= limits.MostWithdrawals)
            return OfflineRefusal.TooManyWithdrawals;
        return Sum(period?.Given, amount) > limits.MostInAll ? OfflineRefusal.AboveMostInAll : null;
    }

    private static OfflineRefusal? JudgeAmount(
        OfflineLimits limits,
        RememberedCard card,
        Money available,
        Money amount,
        Money commission
    )
    {
        if (amount > limits.MostAtOnce)
            return OfflineRefusal.AboveMostAtOnce;
        if (Sum(card.GivenOffline, amount) > limits.MostPerCardADay)
            return OfflineRefusal.AboveMostPerCardADay;
        if (card.LeftToday is { } left && amount > left)
            return OfflineRefusal.AboveLeftToday;
        return amount + commission > available ? OfflineRefusal.AboveRemembered : null;
    }

    private static bool Serves(OfflineFacts facts, RememberedCard card, Money least) =>
        card.StoppedBy is null
        && card.Day == Today(facts)
        && card.Available is { } available
        && available.Currency == least.Currency
        && available >= least;

    private static bool ClockLost(OfflineFacts facts) =>
        facts.Clock is not { } clock || facts.Now < clock.LastAt - ClockStep;

    // Asked for only when the clock is not lost.
    private static DateOnly Today(OfflineFacts facts) =>
        BusinessDay.Of(facts.Now + facts.Clock!.HostOffset, facts.Zone);

    private static Money Sum(Money? before, Money more) => before is { } sum ? sum + more : more;
}
