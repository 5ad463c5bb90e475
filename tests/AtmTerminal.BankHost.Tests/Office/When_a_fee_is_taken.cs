using AtmTerminal.Domain.Amounts;
using static AtmTerminal.BankHost.Tests.Amounts;

namespace AtmTerminal.BankHost.Tests;

[TestFixture(StoreKind.Sqlite)]
[TestFixture(StoreKind.PostgreSql)]
public class When_a_fee_is_taken(StoreKind store) : OfficeSituation(store)
{
    [Test]
    public void An_event_is_charged_once()
    {
        var account = Open().Account;
        Money[] taken =
        [
            .. Enumerable
                .Range(0, 2)
                .Select(_ => InStore(sql => sql.TakeFee(account, ChargeKind.CardReplaced, number: 7, "card", Now))),
        ];
        Assert.That((taken[0], taken[1]), Is.EqualTo((Uah(100), Uah(0))));
        Assert.That(Account(account.Home).Balance, Is.EqualTo(Uah(-100)));
    }

    [Test]
    public void A_closed_account_pays_none()
    {
        var home = Open().Account.Home;
        var closed = Done((sql, at) => Accounts.Close(sql, Clerk, at, home, "wish"));
        Assert.That(InStore(sql => sql.TakeFee(closed, ChargeKind.CardReplaced, 7, "card", Now)), Is.EqualTo(Uah(0)));
    }

    [Test]
    public void One_that_its_entry_does_not_agree_with_is_found_by_the_check()
    {
        var account = Open().Account;
        InStore(sql => sql.TakeFee(account, ChargeKind.CardReplaced, 7, "card", Now));
        Host.Sql("UPDATE charge SET amount = amount - 1");
        Assert.That(
            Host.Core.Queries.CheckLedger(),
            Is.EqualTo([$"Charge CardReplaced 7 of {account.Account} and its entry differ."])
        );
        Host.Sql("UPDATE charge SET amount = amount + 1");
    }
}
