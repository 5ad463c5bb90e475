using AtmTerminal.Iso8583;
using static AtmTerminal.BankHost.Tests.Amounts;

namespace AtmTerminal.BankHost.Tests;

[TestFixture(StoreKind.Sqlite)]
[TestFixture(StoreKind.PostgreSql)]
public class When_a_supplementary_card_is_used(StoreKind store) : OfficeSituation(store)
{
    private NewCustomer _customer = null!;
    private SampleCard _primary = null!;
    private SampleCard _second = null!;

    [SetUp]
    public void OpenWithTwoCards()
    {
        (_customer, _primary) = OpenWithCard(Uah(20_000));
        _second = OrderAndCollectSupplementary(Home, aDay: Uah(500), aMonth: Uah(1_200));
    }

    private long Home => _customer.Account.Home;

    private string SecondToken => Host.Secrets.Vault.TokenOf(_second.Track.Pan);

    [Test]
    public void It_withdraws_within_its_cap_of_the_day_whatever_the_primary_card_takes()
    {
        Ask(1, _primary, Uah(4_000));
        Assert.That(Ask(2, _second, Uah(550)), Is.EqualTo("61"));
        Assert.That(Ask(3, _second, Uah(300)), Is.EqualTo("00"));
        Assert.That(Ask(4, _second, Uah(250)), Is.EqualTo("61"), "What is held counts.");
        Assert.That(Ask(5, _second, Uah(200)), Is.EqualTo("00"));
        Assert.That(Ask(6, _primary, Uah(4_000)), Is.EqualTo("00"));
    }

    [Test]
    public void A_reversal_gives_the_cap_back_and_a_part_given_leaves_the_rest()
    {
        Ask(1, _second, Uah(500));
        Host.Ask(Terminal.Reversal(1, Uah(500), _second));
        Assert.That(Ask(2, _second, Uah(500)), Is.EqualTo("00"));
        Host.Ask(Terminal.Completion(2, Uah(200), card: _second));
        Assert.That(Ask(3, _second, Uah(350)), Is.EqualTo("61"));
        Assert.That(Ask(4, _second, Uah(300)), Is.EqualTo("00"));
    }

    [Test]
    public void The_month_has_a_cap_of_its_own_and_ends()
    {
        for (var day = 1; day <= 2; day++, DaysPass(1))
        {
            Assert.That(Ask(day, _second, Uah(500)), Is.EqualTo("00"));
            Host.Ask(Terminal.Completion(day, Uah(500), card: _second));
        }
        Assert.That(Ask(3, _second, Uah(250)), Is.EqualTo("61"));
        Assert.That(Ask(4, _second, Uah(200)), Is.EqualTo("00"));
        DaysPass(9);
        Assert.That(Now.BusinessDay, Is.EqualTo(new DateOnly(2026, 12, 1)));
        Assert.That(Ask(5, _second, Uah(500)), Is.EqualTo("00"));
    }

    [Test]
    public void What_a_machine_gave_without_a_line_counts_too()
    {
        Host.Ask(Terminal.OfflineCompletion(1, Uah(400), _second));
        Assert.That(Ask(2, _second, Uah(150)), Is.EqualTo("61"));
    }

    [Test]
    public void It_may_not_know_the_balance_however_it_asks()
    {
        Assert.That(Host.Ask(Terminal.Balance(_second)), Is.EqualTo("57"));
        var answer = (AuthorizationAnswer)Host.Send(Terminal.Withdrawal(1, _second, Uah(100)))!;
        Assert.That(
            (answer.Response.Value, answer.Balance, answer.LeftToday),
            Is.EqualTo(("00", null as object, null as object))
        );
        Assert.That(Host.Ask(Terminal.Balance(_primary)), Is.EqualTo("00"));
    }

    [Test]
    public void There_is_one_at_a_time_and_only_beside_a_primary_card_in_use()
    {
        Assert.That(Refused((sql, at) => Order(sql, at)), Is.EqualTo(Refusal.NotNow));
        Done((sql, at) => SupplementaryCards.Close(sql, Clerk, at, Home, SecondToken, "wish of the primary holder"));
        Assert.That(Ask(1, _second, Uah(100)), Is.EqualTo("36"));
        Done((sql, at) => Cards.Block(sql, Clerk, at, Home, _customer.Card.Token, "x"));
        Assert.That(Refused((sql, at) => Order(sql, at)), Is.EqualTo(Refusal.NotNow));
        Done((sql, at) => Cards.Unblock(sql, Clerk, at, Home, _customer.Card.Token, "x"));
        Done((sql, at) => Order(sql, at));

        OfficeResult<CardView> Order(Sql sql, Moment at) =>
            Host.Core.Office.CardOrders.OrderSupplementary(sql, Clerk, at, Home, "Ivan", Uah(1), Uah(1));
    }

    [Test]
    public void New_caps_hold_from_the_next_withdrawal_on()
    {
        Done((sql, at) => SupplementaryCards.SetCaps(sql, Clerk, at, Home, SecondToken, Uah(100), Uah(100)));
        Assert.That((Ask(1, _second, Uah(150)), Ask(2, _second, Uah(100))), Is.EqualTo(("61", "00")));
        foreach (var (day, month) in new[] { (Uah(200), Uah(100)), (Uah(-1), Uah(100)), (Vnd(1), Vnd(1)) })
            Assert.That(
                Refused((sql, at) => SupplementaryCards.SetCaps(sql, Clerk, at, Home, SecondToken, day, month)),
                Is.EqualTo(Refusal.WrongInput)
            );
        Assert.That(
            Refused(
                (sql, at) => SupplementaryCards.SetCaps(sql, Clerk, at, Home, _customer.Card.Token, Uah(1), Uah(1))
            ),
            Is.EqualTo(Refusal.NotNow)
        );
    }

    [Test]
    public void A_replaced_one_keeps_its_holder_and_its_caps()
    {
        var next = Done((sql, at) => Host.Core.Office.CardOrders.Replace(sql, Clerk, at, Home, SecondToken, "bent"));
        Assert.That(
            (next.Kind, next.Holder, next.CapADay, next.CapAMonth),
            Is.EqualTo((CardKind.Supplementary, "Bohdan Hnatiuk", Uah(500), Uah(1_200)))
        );
    }
}
