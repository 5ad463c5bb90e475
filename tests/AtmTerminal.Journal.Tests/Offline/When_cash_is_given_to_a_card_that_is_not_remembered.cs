using AtmTerminal.Domain.Amounts;
using AtmTerminal.Domain.Cash;
using AtmTerminal.Domain.Events;
using AtmTerminal.Domain.Withdrawals;
using AtmTerminal.Journal.Tests.Support;
using static AtmTerminal.Journal.Tests.Support.Samples;

namespace AtmTerminal.Journal.Tests.Offline;

public class When_cash_is_given_to_a_card_that_is_not_remembered
{
    private const string Card = "0A1B";

    [Test]
    public void No_figure_is_made_up_for_it_and_no_period_begins()
    {
        using var journal = MemoryJournal.Create(Clock);
        var request = Requested(1, Notes(("1", 2))) with { Card = Card };
        journal.MustAppend([Loaded(), request]);
        journal.MustAppend([new WithdrawalCompleted(new(1), Uah(100), Uah(0), Notes(("1", 1)), "taken")]);

        Assert.That(journal.State.Cards, Is.Empty);
        Assert.That(journal.State.Offline, Is.Null);
        Assert.That(journal.State.OwesHostFor(Card), "what was given is owed all the same");
    }

    [Test]
    public void A_figure_that_the_host_did_not_say_stays_unknown()
    {
        using var journal = MemoryJournal.Create(Clock);
        journal.MustAppend([
            Loaded(),
            new CardRemembered(Card, Uah(501), null, new(2026, 3, 4), TimeSpan.Zero),
            new CardForgotten(Card, "51", Stop: false),
            Requested(1, Notes(("1", 2))) with
            {
                Card = Card,
            },
        ]);

        var card = journal.State.Remembered(Card)!;
        Assert.That(
            (card.Available, card.LeftToday, card.GivenOffline),
            Is.EqualTo(((Money?)null, (Money?)null, (Money?)Uah(200)))
        );
    }

    [Test]
    public void A_refusal_of_it_leaves_nothing_to_remember()
    {
        using var journal = MemoryJournal.Create(Clock);
        journal.MustAppend([new CardForgotten(Card, "51", Stop: false)]);

        Assert.That(journal.State.Cards, Is.Empty);
    }
}
