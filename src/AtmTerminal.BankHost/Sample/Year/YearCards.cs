using AtmTerminal.Domain.Amounts;

namespace AtmTerminal.BankHost;

/// <summary>What happened to a customer's cards until the end of the year, by the rules that the bank's people work by.</summary>
internal sealed class YearCards
{
    private const int DaysToCollect = 90;
    private const int DaysToCancelLost = 30;
    private const int DaysToReclaim = 90;

    private readonly YearDraw _draw;
    private readonly YearBranch _branch;
    private readonly string _holder;
    private readonly Period _year;

    private YearCards(YearBranch branch, string holder, Period year, YearDraw draw) =>
        (_branch, _holder, _year, _draw) = (branch, holder, year, draw);

    public List<YearCard> All { get; } = [];

    /// <summary>In the order in which they happened.</summary>
    public List<YearCardEvent> Events { get; } = [];

    /// <summary>The times in which each card could be used, within the year.</summary>
    public List<YearCardUse> Uses { get; } = [];

    /// <summary>The fees that arose, by the line of the log that they are for, counted from 1.</summary>
    public List<(ChargeKind Kind, int Line, DateTimeOffset At)> Fees { get; } = [];

    /// <summary>A card that a machine has kept: when, and when it was given back or destroyed; <c>null</c> when none was.</summary>
    public YearCapture? Capture { get; private set; }

    /// <param name="openedOn">When the account was opened.</param>
    public static YearCards Drawn(YearBranch branch, YearPerson person, DateOnly openedOn, Period year, YearDraw draw)
    {
        var cards = new YearCards(branch, person.Name, year, draw);
        var primary = cards.OrderUntilCollected(openedOn);
        if (primary is { } card)
            cards.LiveThrough(card);
        if (primary is not null && draw.Happens(0.09))
            cards.AddSupplementary(openedOn);
        cards.Sort();
        return cards;
    }

    /// <summary>How much of the year a card could be used, 0 to 1.</summary>
    public double UsableShare =>
        Uses.Where(use => All[use.Card].Kind == CardKind.Primary).Sum(use => (use.To - use.From).TotalDays)
        / (_year.To.DayNumber - _year.From.DayNumber + 1);

    /// <summary>The first card is sometimes not collected, becomes void, and another is ordered.</summary>
    private int? OrderUntilCollected(DateOnly on)
    {
        for (var next = on; next <= _year.To; )
        {
            var card = Order(CardKind.Primary, next, "account opened", fee: null);
            if (!_draw.Happens(0.015))
                return Collect(card, next.AddDays(_draw.Between(3, 16))) ? card : null;
            var voidOn = next.AddDays(DaysToCollect);
            if (voidOn > _year.To)
                return null;
            Void(card, voidOn);
            next = voidOn.AddDays(_draw.Between(2, 30));
        }
        return null;
    }

    /// <summary>At most one mishap in the year befalls a card that is in use.</summary>
    private void LiveThrough(int card)
    {
        var from = Later(All[card].OpenedOn!.Value.AddDays(1), _year.From);
        if (from >= _year.To)
        {
            Use(card, from, null);
            return;
        }
        var day = DateOnly.FromDayNumber(_draw.Between(from.DayNumber, _year.To.DayNumber));
        switch (_draw.Share())
        {
            case < 0.020:
                Lose(card, from, day);
                break;
            case < 0.032:
                BeCaptured(card, from, day);
                break;
            case < 0.043:
                Step(card, CardStep.Replaced, CardState.Cancelled, day, Clerk, "damaged");
                Use(card, from, day);
                Reorder(day, 0, "replaces a damaged card", ChargeKind.CardReplaced);
                break;
            case < 0.047:
                BeBlocked(card, from, day);
                break;
            default:
                Use(card, from, null);
                break;
        }
    }

    private void Lose(int card, DateOnly from, DateOnly day)
    {
        Step(card, CardStep.ReportedLost, CardState.Lost, day, Clerk, "reported by telephone");
        Use(card, from, day);
        if (_draw.Happens(0.25) && day.AddDays(_draw.Between(1, 9)) is var found && found <= _year.To)
        {
            Step(card, CardStep.Found, CardState.Active, found, Clerk, "found by its holder");
            Use(card, found, null);
            return;
        }
        Reorder(day, _draw.Between(1, 6), "replaces a lost card", ChargeKind.CardOrdered);
        if (day.AddDays(DaysToCancelLost) is var cancelled && cancelled <= _year.To)
            Step(card, CardStep.Cancelled, CardState.Cancelled, cancelled, CardTables.Host, "not found in time");
    }

    private void BeCaptured(int card, DateOnly from, DateOnly day)
    {
        All[card].CapturedOn = day;
        var at = Moment(day);
        Events.Add(new(card, CardStep.Retained, at, CardTables.Host, "three wrong PINs"));
        Events.Add(new(card, CardStep.Captured, at.AddMinutes(1), CardTables.Host, "kept"));
        (All[card].State, All[card].StateOn) = (CardState.Retained, day);
        Use(card, from, day);
        var (reclaimed, destroyed) = (day.AddDays(_draw.Between(1, 21)), day.AddDays(DaysToReclaim));
        if (_draw.Happens(0.8) && reclaimed <= _year.To)
        {
            Step(card, CardStep.Reclaimed, CardState.Active, reclaimed, Clerk, "slip and identity document shown");
            All[card].CapturedOn = null;
            Use(card, reclaimed, null);
            Capture = new(card, at, reclaimed, "reclaimed");
        }
        else if (destroyed <= _year.To)
        {
            Step(card, CardStep.Destroyed, CardState.Destroyed, destroyed, CardTables.Host, "not reclaimed in time");
            Reorder(destroyed, _draw.Between(1, 12), "replaces a destroyed card", ChargeKind.CardOrdered);
            Capture = new(card, at, destroyed, "destroyed");
        }
        else
            Capture = new(card, at, null, null);
    }

    private void BeBlocked(int card, DateOnly from, DateOnly day)
    {
        Step(card, CardStep.Blocked, CardState.Blocked, day, Clerk, "unusual withdrawals");
        Use(card, from, day);
        if (_draw.Happens(0.75) && day.AddDays(_draw.Between(1, 6)) is var unblocked && unblocked <= _year.To)
        {
            Step(card, CardStep.Unblocked, CardState.Active, unblocked, Clerk, "confirmed by the customer");
            Use(card, unblocked, null);
        }
    }

    private void AddSupplementary(DateOnly openedOn)
    {
        var earliest = Later(openedOn.AddDays(20), _year.From.AddDays(-400));
        if (earliest >= _year.To)
            return;
        var on = DateOnly.FromDayNumber(_draw.Between(earliest.DayNumber, _year.To.DayNumber));
        var card = Order(CardKind.Supplementary, on, "asked by the primary holder", ChargeKind.SupplementaryOrdered);
        if (_draw.Happens(0.04) && on.AddDays(DaysToCollect) is var voidOn && voidOn <= _year.To)
        {
            Void(card, voidOn);
            return;
        }
        if (!Collect(card, on.AddDays(_draw.Between(3, 14))))
            return;
        var from = Later(All[card].OpenedOn!.Value.AddDays(1), _year.From);
        var closed = from.AddDays(_draw.Between(30, 1_500));
        if (closed <= _year.To)
            Step(card, CardStep.Closed, CardState.Cancelled, closed, Clerk, "closed by the primary holder");
        Use(card, from, closed <= _year.To ? closed : null);
    }

    /// <summary>Another card in place of one that cannot be used any more.</summary>
    private void Reorder(DateOnly day, int daysLater, string reason, ChargeKind fee)
    {
        var on = day.AddDays(daysLater);
        if (on > _year.To)
            return;
        var card = Order(CardKind.Primary, on, reason, fee);
        if (Collect(card, on.AddDays(_draw.Between(4, 12))))
            Use(card, Later(All[card].OpenedOn!.Value, _year.From), null);
    }

    private int Order(CardKind kind, DateOnly on, string reason, ChargeKind? fee)
    {
        var supplementary = kind == CardKind.Supplementary;
        var country = YearWorld.CountryOf(_branch.City);
        var cap = Money.FromMajorUnits(
            country.Currency == Currency.Vnd ? _draw.Between(4, 16) * 500_000L : _draw.Between(4, 16) * 500L,
            country.Currency
        );
        All.Add(
            new()
            {
                Kind = kind,
                Holder = supplementary ? country.Names.Full(_draw, _draw.Happens(0.5)) : _holder,
                OrderedOn = on,
                StateOn = on,
                CapADay = supplementary ? cap.MinorUnits : 0,
                CapAMonth = supplementary ? cap.MinorUnits * 10 : 0,
            }
        );
        var at = Moment(on);
        Events.Add(new(All.Count - 1, CardStep.Ordered, at, Clerk, reason));
        if (fee is { } kindOfFee)
            Fees.Add((kindOfFee, Events.Count, at));
        return All.Count - 1;
    }

    /// <returns>False: the year is over before that.</returns>
    private bool Collect(int card, DateOnly on)
    {
        if (on > _year.To)
            return false;
        All[card].OpenedOn = on;
        Step(card, CardStep.Collected, CardState.Active, on, Clerk, "collected by its holder");
        return true;
    }

    private void Void(int card, DateOnly on)
    {
        Step(card, CardStep.Voided, CardState.Void, on, CardTables.Host, "not collected in time");
        Fees.Add((ChargeKind.CardNotCollected, Events.Count, Events[^1].At));
    }

    private void Step(int card, CardStep step, CardState state, DateOnly on, string by, string reason)
    {
        Events.Add(new(card, step, Moment(on), by, reason));
        (All[card].State, All[card].StateOn) = (state, on);
    }

    /// <param name="until">The day on which it ended; <c>null</c> when it can still be used.</param>
    private void Use(int card, DateOnly from, DateOnly? until)
    {
        var (first, last) = (Later(from, _year.From), until?.AddDays(-1) ?? _year.To);
        if (first <= last)
            Uses.Add(new(card, YearClock.StartOf(first), YearClock.EndOf(last)));
    }

    /// <summary>Fees name lines of the log, so both are put into the order of time together.</summary>
    private void Sort()
    {
        var order = Events
            .Select((happened, at) => (happened, at))
            .OrderBy(one => one.happened.At)
            .ThenBy(one => one.at)
            .ToList();
        var lineOf = new int[order.Count];
        for (var line = 0; line < order.Count; line++)
            lineOf[order[line].at] = line + 1;
        Events.Clear();
        Events.AddRange(order.Select(one => one.happened));
        for (var fee = 0; fee < Fees.Count; fee++)
            Fees[fee] = Fees[fee] with { Line = lineOf[Fees[fee].Line - 1] };
    }

    private string Clerk => _branch.Clerks[1].Code;

    private static DateOnly Later(DateOnly a, DateOnly b) => a > b ? a : b;

    /// <summary>In the hours in which a branch is open.</summary>
    private DateTimeOffset Moment(DateOnly day) =>
        YearClock.StartOf(day).AddHours(10).AddSeconds(_draw.Below(7 * 3_600));
}

/// <summary>A card that a machine kept.</summary>
/// <param name="EndedOn">When it was given back or destroyed; <c>null</c> while the bank has it.</param>
internal sealed record YearCapture(int Card, DateTimeOffset At, DateOnly? EndedOn, string? EndedBy);

/// <summary>The business days of the sample, by the setting that it writes.</summary>
internal static class YearClock
{
    public static TimeSpan DayOffset { get; } = TimeSpan.FromMinutes(SampleWriter.DayOffsetMinutes);

    public static DateOnly DayOf(DateTimeOffset at) => DateOnly.FromDateTime(at.UtcDateTime + DayOffset);

    public static DateTimeOffset StartOf(DateOnly day) => new DateTimeOffset(day, default, TimeSpan.Zero) - DayOffset;

    /// <summary>The last moment of a day.</summary>
    public static DateTimeOffset EndOf(DateOnly day) => StartOf(day.AddDays(1)).AddMilliseconds(-1);
}
