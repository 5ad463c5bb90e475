using AtmTerminal.Domain.Amounts;
using AtmTerminal.Domain.Events;
using AtmTerminal.Domain.Withdrawals;

namespace AtmTerminal.Journal;

/// <summary>
/// What each event does to the figures of rule O1. They only ever fall, but for the host's own word and for notes that a
/// withdrawal was lowered by and that were then not given.
/// </summary>
internal static class OfflineFold
{
    /// <param name="before">Before the event.</param>
    /// <param name="after">After it, but for what this fold answers for.</param>
    public static TerminalState Apply(TerminalState before, TerminalState after, JournalEntry entry) =>
        entry.Event switch
        {
            CardRemembered e => Remember(after, e, entry.At),
            CardForgotten e => Forget(after, e),
            AllCardsForgotten => after with { Cards = [.. after.Cards.Select(Unknown)] },
            OfflinePeriodBegan e => Begin(after, e, entry.At),
            OfflinePeriodEnded e => End(after, e),
            WithdrawalRequested { Card: { } card } e => Seen(Lower(after, card, e), entry.At),
            WithdrawalCompleted e when before.Find(e.Withdrawal) is { Card: { } card } w => GiveBack(after, card, w, e),
            TerminalStarted or SessionStarted when after.Offline is not null => Seen(after, entry.At),
            _ => after,
        };

    private static TerminalState Remember(TerminalState state, CardRemembered e, DateTimeOffset at)
    {
        // The host had not posted these yet when it spoke. Should it have posted one whose acknowledgement is still on its way,
        // that one is taken off twice: too little is remembered, never too much.
        var (given, charged) = NotYetPosted(state, e);
        var card = new RememberedCard(
            e.Card,
            e.Day,
            e.Available - charged,
            e.LeftToday - given,
            state.Remembered(e.Card) is { } known && known.Day == e.Day ? known.GivenOffline : null
        );
        var today = state with { Cards = state.Cards.RemoveAll(c => c.Day < e.Day && c.StoppedBy is null) };
        return Seen(Put(today, card) with { Clock = new(e.HostClockOffset, state.Clock?.LastAt ?? at) }, at);
    }

    private static (Money Given, Money Charged) NotYetPosted(TerminalState state, CardRemembered e)
    {
        var given = Money.Zero(e.Available.Currency);
        var charged = given;
        foreach (var record in state.Outbox.Concat(state.SetAside).Where(r => r.Card == e.Card))
            (given, charged) = (given + record.Amount, charged + record.Amount + record.Commission);
        foreach (var open in state.Unfinished.Where(w => w.Card == e.Card))
            (given, charged) = (given + open.Amount, charged + open.Amount + open.Commission);
        return (given, charged);
    }

    private static TerminalState Forget(TerminalState state, CardForgotten e) =>
        (state.Remembered(e.Card), e.Stop) switch
        {
            (var known, true) => Put(
                state,
                Unknown(known ?? new(e.Card, DateOnly.MinValue)) with
                {
                    StoppedBy = e.ResponseCode,
                }
            ),
            ({ } known, false) => Put(state, Unknown(known)),
            (null, false) => state,
        };

    private static RememberedCard Unknown(RememberedCard card) => card with { Available = null, LeftToday = null };

    private static TerminalState Begin(TerminalState state, OfflinePeriodBegan e, DateTimeOffset at) =>
        state.Offline is null
            ? Seen(state with { Offline = new(at) }, at)
            : throw new EventOutOfOrderException($"{e.GetType().Name}: the period that began earlier is still open.");

    private static TerminalState End(TerminalState state, OfflinePeriodEnded e) =>
        state.Offline is not null
            ? state with
            {
                Offline = null,
            }
            : throw new EventOutOfOrderException($"{e.GetType().Name}: no period is open.");

    private static TerminalState Lower(TerminalState state, string card, WithdrawalRequested e)
    {
        var period = state.Offline;
        return Move(state, card, e.Amount, e.Commission) with
        {
            Offline = period is null
                ? null
                : period with
                {
                    Withdrawals = period.Withdrawals + 1,
                    Given = Sum(period.Given, e.Amount),
                },
        };
    }

    private static TerminalState GiveBack(TerminalState state, string card, Withdrawal asked, WithdrawalCompleted e)
    {
        var rest = asked.Amount - e.Amount;
        if (rest.IsZero)
            return state;
        var period = state.Offline;
        return Move(state, card, -rest, e.Commission - asked.Commission) with
        {
            Offline = period is null ? null : period with { Given = Sum(period.Given, -rest) },
        };
    }

    /// <summary>Takes an amount and its commission off a card's figures.</summary>
    private static TerminalState Move(TerminalState state, string card, Money given, Money commission) =>
        state.Remembered(card) is not { } known
            ? state
            : Put(
                state,
                known with
                {
                    Available = known.Available - (given + commission),
                    LeftToday = known.LeftToday - given,
                    GivenOffline = Sum(known.GivenOffline, given),
                }
            );

    private static Money Sum(Money? sum, Money more) => sum is { } before ? before + more : more;

    private static TerminalState Put(TerminalState state, RememberedCard card) =>
        state.Remembered(card.Card) is { } known
            ? state with
            {
                Cards = state.Cards.Replace(known, card),
            }
            : state with
            {
                Cards = state.Cards.Add(card),
            };

    private static TerminalState Seen(TerminalState state, DateTimeOffset at) =>
        state.Clock is { } clock && at > clock.LastAt ? state with { Clock = clock with { LastAt = at } } : state;
}
