using static AtmTerminal.BankHost.Tests.Amounts;

namespace AtmTerminal.BankHost.Tests;

[TestFixture(StoreKind.Sqlite)]
[TestFixture(StoreKind.PostgreSql)]
public class When_an_account_is_locked_or_closed(StoreKind store) : OfficeSituation(store)
{
    [Test]
    public void A_locked_account_pays_nothing_until_it_is_unlocked()
    {
        var (customer, card) = OpenWithCard(Uah(1_000));
        var home = customer.Account.Home;
        Done((sql, at) => Accounts.Lock(sql, Clerk, at, home, "court order 17"));
        Assert.That((Ask(1, card, Uah(100)), Host.Ask(Terminal.Balance(card))), Is.EqualTo(("57", "57")));
        Assert.That(Refused((sql, at) => Accounts.Lock(sql, Clerk, at, home, "again")), Is.EqualTo(Refusal.NotNow));

        Done((sql, at) => Accounts.Unlock(sql, Clerk, at, home, "order lifted"));
        Assert.That(Ask(2, card, Uah(100)), Is.EqualTo("00"));
    }

    [Test]
    public void It_closes_at_zero_with_nothing_held_and_its_cards_end()
    {
        var (customer, card) = OpenWithCard(Uah(100));
        var home = customer.Account.Home;
        Assert.That(Refused((sql, at) => Accounts.Close(sql, Clerk, at, home, "wish")), Is.EqualTo(Refusal.NotNow));
        Ask(1, card, Uah(100));
        Assert.That(Refused((sql, at) => Accounts.Close(sql, Clerk, at, home, "wish")), Is.EqualTo(Refusal.NotNow));
        Host.Ask(Terminal.Completion(1, Uah(100), card: card));

        var closed = Done((sql, at) => Accounts.Close(sql, Clerk, at, home, "wish of the customer"));

        Assert.That(
            (closed.State, closed.ClosedOn, Card(customer.Card).State),
            Is.EqualTo((AccountState.Closed, (DateOnly?)Now.BusinessDay, CardState.Cancelled))
        );
        Assert.That(Refused((sql, at) => Accounts.Unlock(sql, Clerk, at, home, "x")), Is.EqualTo(Refusal.NotNow));
        Assert.That(Refused((sql, at) => Accounts.Close(sql, Clerk, at, home, "x")), Is.EqualTo(Refusal.NotNow));
    }

    [Test]
    public void Money_that_is_held_keeps_it_open_also_when_the_balance_has_gone()
    {
        var (customer, card) = OpenWithCard(Uah(100));
        Ask(1, card, Uah(100));
        Host.Ask(Terminal.OfflineCompletion(2, Uah(100), card));
        Assert.That(
            (Account(customer.Account.Home).Balance, Account(customer.Account.Home).Held),
            Is.EqualTo((Uah(0), Uah(100)))
        );
        Assert.That(
            Refused((sql, at) => Accounts.Close(sql, Clerk, at, customer.Account.Home, "wish")),
            Is.EqualTo(Refusal.NotNow)
        );
    }

    [Test]
    public void What_was_held_when_it_was_locked_is_still_given_back_or_posted()
    {
        var (customer, card) = OpenWithCard(Uah(1_000));
        Ask(1, card, Uah(100));
        Ask(2, card, Uah(200));
        Done((sql, at) => Accounts.Lock(sql, Clerk, at, customer.Account.Home, "court order 17"));

        Host.Ask(Terminal.Completion(1, Uah(100), card: card));
        Host.Ask(Terminal.Reversal(2, Uah(200), card));

        Assert.That(
            (Account(customer.Account.Home).Balance, Account(customer.Account.Home).Held),
            Is.EqualTo((Uah(900), Uah(0)))
        );
    }

    [Test]
    public void Nothing_is_done_without_a_reason_a_right_and_the_right_bank()
    {
        var home = Open().Customer.Home;
        var looker = Clerk with { Rights = Rights.Look | Rights.Cards };
        Assert.That(Refused((sql, at) => Accounts.Lock(sql, Clerk, at, home, " ")), Is.EqualTo(Refusal.WrongInput));
        Assert.That(Refused((sql, at) => Accounts.Lock(sql, looker, at, home, "x")), Is.EqualTo(Refusal.NotAllowed));
        Assert.That(Refused((sql, at) => Accounts.Lock(sql, Stranger, at, home, "x")), Is.EqualTo(Refusal.NotAllowed));
    }

    [Test]
    public void Its_log_tells_every_movement_with_the_balance_after_it()
    {
        var (customer, card) = OpenWithCard(Uah(1_000));
        Ask(1, card, Uah(100));
        MinutePasses();
        Host.Ask(Terminal.Completion(1, Uah(100), card: card));
        MinutePasses();
        Done(
            (sql, at) =>
                Host.Core.Office.CardOrders.Replace(sql, Clerk, at, customer.Card.Home, customer.Card.Token, "bent")
        );

        var log = InStore(sql => sql.Activity(customer.Account, Now.BusinessDay, Now.BusinessDay));

        Assert.That(
            log.Select(line => (line.Type, line.Amount, line.BalanceAfter, line.Destination)),
            Is.EqualTo([
                ("OPENING", Uah(1_000), Uah(1_000), "OPENING"),
                ("WITHDRAWAL", Uah(-100), Uah(900), "CASH:ATM00001"),
                ("FEE", Uah(-100), Uah(800), "FEES:100001"),
            ])
        );
        Assert.That(InStore(sql => sql.Activity(customer.Account, default, Now.BusinessDay.AddDays(-1))), Is.Empty);
    }
}
