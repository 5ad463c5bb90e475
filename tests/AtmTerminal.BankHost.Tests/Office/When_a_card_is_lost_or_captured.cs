using AtmTerminal.Domain.Events;
using static AtmTerminal.BankHost.Tests.Amounts;

namespace AtmTerminal.BankHost.Tests;

[TestFixture(StoreKind.Sqlite)]
[TestFixture(StoreKind.PostgreSql)]
public class When_a_card_is_lost_or_captured(StoreKind store) : OfficeSituation(store)
{
    private NewCustomer _customer = null!;
    private SampleCard _card = null!;

    [SetUp]
    public void OpenWithACard() => (_customer, _card) = OpenWithCard(Uah(5_000));

    private long Home => _customer.Card.Home;

    private string Token => _customer.Card.Token;

    private CardState State => Card(_customer.Card).State;

    [Test]
    public void A_lost_one_is_blocked_at_once_and_cancelled_thirty_days_later()
    {
        Done((sql, at) => Cards.ReportLost(sql, Clerk, at, Home, Token, "by phone"));
        Assert.That(Ask(1, _card, Uah(100)), Is.EqualTo("41"));
        DaysPass(29);
        Assert.That((Host.Core.WorkThroughTheDay().Cancelled, State), Is.EqualTo((0, CardState.Lost)));
        DaysPass(1);
        Assert.That((Host.Core.WorkThroughTheDay().Cancelled, State), Is.EqualTo((1, CardState.Cancelled)));
        Assert.That(Ask(2, _card, Uah(100)), Is.EqualTo("36"));
        Assert.That(
            Refused((sql, at) => Cards.Find(sql, Clerk, at, Home, Token, "in a coat")),
            Is.EqualTo(Refusal.NotNow)
        );
    }

    [Test]
    public void A_stolen_one_is_kept_by_machines_as_stolen()
    {
        Done((sql, at) => Cards.ReportStolen(sql, Clerk, at, Home, Token, "police report 5"));
        Assert.That(Ask(1, _card, Uah(100)), Is.EqualTo("43"));
    }

    [Test]
    public void A_lost_one_that_is_found_works_again_unless_another_was_ordered()
    {
        Done((sql, at) => Cards.ReportLost(sql, Clerk, at, Home, Token, "by phone"));
        Done((sql, at) => Cards.Find(sql, Clerk, at, Home, Token, "in a coat"));
        Assert.That(Ask(1, _card, Uah(100)), Is.EqualTo("00"));

        Done((sql, at) => Cards.ReportLost(sql, Clerk, at, Home, Token, "again"));
        Done((sql, at) => Host.Core.Office.CardOrders.OrderPrimary(sql, Clerk, at, Home, "the old one is lost"));
        Assert.That(
            Refused((sql, at) => Cards.Find(sql, Clerk, at, Home, Token, "in a coat")),
            Is.EqualTo(Refusal.NotNow)
        );
    }

    [Test]
    public void One_kept_after_three_wrong_pins_is_reclaimed_with_slip_and_document()
    {
        EnterThreeWrongPins();
        ReportCapture(_card.Track.Pan.ToString());
        Assert.That(InStore(sql => sql.CapturedCards(Clerk)), Has.Count.EqualTo(1));
        Assert.That(Refused((sql, at) => Reclaim(sql, at, "ATM00001-8", "AB123456")), Is.EqualTo(Refusal.WrongInput));
        Assert.That(Refused((sql, at) => Reclaim(sql, at, "ATM00001-7", "XX")), Is.EqualTo(Refusal.WrongInput));

        Done((sql, at) => Reclaim(sql, at, "ATM00001-7", "ab 123456"));

        Assert.That(InStore(sql => sql.CapturedCards(Clerk)), Is.Empty);
        Assert.That(InStore(sql => sql.OpenCaptures()), Is.Empty);
        Assert.That((Card(_customer.Card).TriesLeft, Ask(9, _card, Uah(100))), Is.EqualTo((3, "00")));
        Assert.That(Refused((sql, at) => Reclaim(sql, at, "ATM00001-7", "AB123456")), Is.EqualTo(Refusal.NotNow));
    }

    [Test]
    public void The_fee_for_a_reclaimed_one_is_what_the_table_says()
    {
        Done((sql, at) => RuleChanges.SetFee(sql, Clerk, at, ChargeKind.CardReclaimed, Uah(30)));
        EnterThreeWrongPins();
        Done((sql, at) => Reclaim(sql, at, "slip", "AB123456"));
        Assert.That(Account(Home).Balance, Is.EqualTo(Uah(4_970)));
    }

    [Test]
    public void Not_reclaimed_in_ninety_days_it_is_destroyed_and_another_has_to_be_ordered()
    {
        EnterThreeWrongPins();
        ReportCapture(_card.Track.Pan.ToString());
        DaysPass(89);
        Assert.That(Host.Core.WorkThroughTheDay().Destroyed, Is.Zero);
        DaysPass(1);
        Assert.That((Host.Core.WorkThroughTheDay().Destroyed, State), Is.EqualTo((1, CardState.Destroyed)));

        Assert.That(Ask(9, _card, Uah(100)), Is.EqualTo("34"));
        Assert.That(Refused((sql, at) => Reclaim(sql, at, "ATM00001-7", "AB123456")), Is.EqualTo(Refusal.NotNow));
        Assert.That(InStore(sql => sql.Capture("ATM00001", 7))!.EndedBy, Is.EqualTo("destroyed"));
        Done((sql, at) => Host.Core.Office.CardOrders.OrderPrimary(sql, Clerk, at, Home, "the old one was destroyed"));
    }

    [Test]
    public void One_forgotten_in_a_machine_is_found_by_its_digits_and_the_withdrawal_before_it()
    {
        Ask(1, _card, Uah(100));
        ReportCapture(_card.Track.Pan.ToString());

        Assert.That(
            (State, Ask(2, _card, Uah(100))),
            Is.EqualTo((CardState.Blocked, "62")),
            "Whoever shows it has a copy."
        );
        Assert.That(
            Refused((sql, at) => Cards.Unblock(sql, Clerk, at, Home, Token, "x")),
            Is.EqualTo(Refusal.NotNow),
            "It is in the machine."
        );
        Done((sql, at) => Reclaim(sql, at, "ATM00001-7", "AB123456"));
    }

    [Test]
    public void One_that_was_not_at_the_machine_is_not_taken_for_it_and_a_person_finds_out_whose_it_is()
    {
        ReportCapture(_card.Track.Pan.ToString());
        Assert.That((State, Ask(1, _card, Uah(100))), Is.EqualTo((CardState.Active, "00")));
        Assert.That(InStore(sql => sql.UnidentifiedCards()).Single().Slip, Is.EqualTo("ATM00001-7"));

        Done((sql, at) => CapturedCards.Identify(sql, Clerk, at, "ATM00001", 7, Home, Token));

        Assert.That(State, Is.EqualTo(CardState.Blocked));
        Assert.That(
            Refused((sql, at) => CapturedCards.Identify(sql, Clerk, at, "ATM00001", 7, Home, Token)),
            Is.EqualTo(Refusal.NotNow)
        );
        Assert.That(
            Refused((sql, at) => CapturedCards.Identify(sql, Clerk, at, "ATM00001", 8, Home, Token)),
            Is.EqualTo(Refusal.NotFound)
        );
    }

    [Test]
    public void The_report_is_kept_once_however_often_it_comes()
    {
        Ask(1, _card, Uah(100));
        ReportCapture(_card.Track.Pan.ToString());
        Done((sql, at) => Reclaim(sql, at, "ATM00001-7", "AB123456"));
        ReportCapture(_card.Track.Pan.ToString());
        Assert.That(State, Is.EqualTo(CardState.Active));
    }

    [Test]
    public void A_lost_one_that_a_machine_keeps_stays_lost_and_cannot_be_reclaimed()
    {
        Ask(1, _card, Uah(100));
        Done((sql, at) => Cards.ReportLost(sql, Clerk, at, Home, Token, "by phone"));
        ReportCapture(_card.Track.Pan.ToString());
        Assert.That((State, Card(_customer.Card).CapturedOn), Is.EqualTo((CardState.Lost, (DateOnly?)Now.BusinessDay)));
        Assert.That(Refused((sql, at) => Reclaim(sql, at, "ATM00001-7", "AB123456")), Is.EqualTo(Refusal.NotNow));
    }

    private OfficeResult<CardView> Reclaim(Sql sql, Moment at, string slip, string document) =>
        CapturedCards.Reclaim(sql, Clerk, at, Home, Token, slip, document);

    private void ReportCapture(string masked) =>
        Host.Ask(Terminal.Notice(NoticeKinds.CardRetained, $"{masked}: KeptForBank", row: 7));

    private void EnterThreeWrongPins()
    {
        for (var i = 1; i <= 3; i++)
            Host.Ask(Terminal.Balance(_card, pin: "0000"));
        Assert.That(
            (State, Card(_customer.Card).CapturedOn),
            Is.EqualTo((CardState.Retained, (DateOnly?)Now.BusinessDay))
        );
    }
}
