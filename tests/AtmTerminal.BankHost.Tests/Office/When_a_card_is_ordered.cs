using static AtmTerminal.BankHost.Tests.Amounts;

namespace AtmTerminal.BankHost.Tests;

[TestFixture(StoreKind.Sqlite)]
[TestFixture(StoreKind.PostgreSql)]
public class When_a_card_is_ordered(StoreKind store) : OfficeSituation(store)
{
    private CardOrders Orders => Host.Core.Office.CardOrders;

    [Test]
    public void It_cannot_be_used_before_it_is_collected()
    {
        var customer = Open();
        Give(customer.Account, Uah(1_000));
        var early = InHand(customer.Card);
        Assert.That(Ask(1, early, Uah(100)), Is.EqualTo("62"));

        var card = Collect(customer.Card);

        Assert.That(Ask(2, card, Uah(100)), Is.EqualTo("00"));
        Assert.That(Host.Ask(Terminal.Withdrawal(3, card, Uah(100), pin: "1174")), Is.EqualTo("55"));
        Assert.That(Card(customer.Card).OpenedOn, Is.EqualTo(Now.BusinessDay));
    }

    [Test]
    public void It_is_collected_once_and_with_four_digits()
    {
        var card = Open().Card;
        Assert.That(
            Refused((sql, at) => Orders.Collect(sql, Clerk, at, card.Home, card.Token, [1, 2, 3])),
            Is.EqualTo(Refusal.WrongInput)
        );
        Collect(card);
        Assert.That(
            Refused((sql, at) => Orders.Collect(sql, Clerk, at, card.Home, card.Token, [1, 2, 3, 4])),
            Is.EqualTo(Refusal.NotNow)
        );
    }

    [Test]
    public void Not_collected_in_ninety_days_it_is_void_and_the_fee_is_charged_once()
    {
        var customer = Open();
        DaysPass(89);
        Assert.That(Host.Core.WorkThroughTheDay().Voided, Is.Zero);
        DaysPass(1);

        Assert.That((Host.Core.WorkThroughTheDay().Voided, Host.Core.WorkThroughTheDay().Voided), Is.EqualTo((1, 0)));
        Host.Sql("DELETE FROM daily_work");
        Assert.That(Host.Core.WorkThroughTheDay().Voided, Is.Zero);

        Assert.That(Card(customer.Card).State, Is.EqualTo(CardState.Void));
        Assert.That(Account(customer.Account.Home).Balance, Is.EqualTo(Uah(-50)));
        Assert.That(Ask(1, InHand(customer.Card), Uah(100)), Is.EqualTo("62"));
        Done((sql, at) => Orders.OrderPrimary(sql, Clerk, at, customer.Account.Home, "the first became void"));
    }

    [Test]
    public void The_days_it_waits_are_the_banks_to_say()
    {
        Open();
        Done((sql, at) => RuleChanges.SetTime(sql, Clerk, at, RuleTables.DaysToCollect, 10));
        DaysPass(10);
        Assert.That(Host.Core.WorkThroughTheDay().Voided, Is.EqualTo(1));
    }

    [Test]
    public void A_second_one_waits_for_the_end_of_the_first()
    {
        var (customer, _) = OpenWithCard(Uah(100));
        Assert.That(
            Refused((sql, at) => Orders.OrderPrimary(sql, Clerk, at, customer.Account.Home, "one more")),
            Is.EqualTo(Refusal.NotNow)
        );
    }

    [Test]
    public void A_damaged_one_is_replaced_for_the_fee_and_stops_working()
    {
        var (customer, old) = OpenWithCard(Uah(1_000));
        var next = Done(
            (sql, at) => Orders.Replace(sql, Clerk, at, customer.Card.Home, customer.Card.Token, "chip is broken")
        );

        Assert.That(Account(customer.Account.Home).Balance, Is.EqualTo(Uah(900)));
        Assert.That(Ask(1, old, Uah(100)), Is.EqualTo("36"));
        Assert.That(Ask(2, Collect(next), Uah(100)), Is.EqualTo("00"));
        Assert.That(next.Number, Is.Not.EqualTo(customer.Card.Number));
    }

    [Test]
    public void Every_step_has_who_when_and_why()
    {
        var (customer, _) = OpenWithCard(Uah(100));
        Done((sql, at) => Cards.Block(sql, Clerk, at, customer.Card.Home, customer.Card.Token, "asked by phone"));

        var events = InStore(sql => sql.CardEvents(customer.Card.Home));

        Assert.That(
            events.Select(line => (line.Number, line.Step, line.By, line.Reason, line.At)),
            Is.EqualTo([
                (1L, CardStep.Ordered, "E1", "account opened", Now.Now),
                (2L, CardStep.Collected, "E1", "collected by its holder", Now.Now),
                (3L, CardStep.Blocked, "E1", "asked by phone", Now.Now),
            ])
        );
        Assert.That(
            InStore(sql => sql.All("SELECT action FROM audit ORDER BY id", row => row.GetString(0))),
            Is.EquivalentTo(["account opened", "card ordered", "card collected", "card blocked"])
        );
    }

    [Test]
    public void No_number_is_to_be_read_anywhere()
    {
        var (customer, card) = OpenWithCard(Uah(100));
        var digits = card.Track.Pan.RevealDigits();
        Assert.That($"{customer} {customer.Card.Subject}", Does.Not.Contain(digits[..12]));
        var written = InStore(sql =>
            sql.All(
                """
                SELECT subject || COALESCE(new_value, '') FROM audit UNION ALL SELECT reason FROM card_event
                UNION ALL SELECT reason FROM charge UNION ALL SELECT number_masked FROM card
                """,
                row => row.GetString(0)
            )
        );
        Assert.That(written, Has.None.Contains(digits[..12]));
    }

    [Test]
    public void A_blocked_one_is_refused_until_it_is_unblocked_and_the_tries_can_be_given_back()
    {
        var (customer, card) = OpenWithCard(Uah(1_000));
        var (home, token) = (customer.Card.Home, customer.Card.Token);
        Host.Ask(Terminal.Balance(card, pin: "0000"));
        Host.Ask(Terminal.Balance(card, pin: "0000"));
        Assert.That(Card(customer.Card).TriesLeft, Is.EqualTo(1));
        Done((sql, at) => Cards.ResetPinTries(sql, Clerk, at, home, token, "holder remembers"));
        Assert.That(Card(customer.Card).TriesLeft, Is.EqualTo(3));

        Done((sql, at) => Cards.Block(sql, Clerk, at, home, token, "asked by phone"));
        Assert.That(Ask(1, card, Uah(100)), Is.EqualTo("62"));
        Done((sql, at) => Cards.Unblock(sql, Clerk, at, home, token, "asked in the branch"));
        Assert.That(Ask(2, card, Uah(100)), Is.EqualTo("00"));
    }

    [Test]
    public void What_somebody_did_with_it_meanwhile_is_not_overwritten()
    {
        var seen = Open().Card;
        Collect(seen);
        Assert.That(InStore(sql => sql.TryMove(seen, CardState.Void, Now.BusinessDay)), Is.False);
        Assert.That(Card(seen).State, Is.EqualTo(CardState.Active));
    }

    [Test]
    public void Cards_are_listed_by_their_state_for_their_own_bank()
    {
        var card = Open().Card;
        Assert.That(InStore(sql => sql.CardsIn(Clerk, CardState.Ordered)), Is.EqualTo([card]));
        Assert.That(InStore(sql => sql.CardsIn(Stranger, CardState.Ordered)), Is.Empty);
    }
}
