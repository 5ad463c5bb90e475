using AtmTerminal.Iso8583;
using static AtmTerminal.BankHost.Tests.Amounts;

namespace AtmTerminal.BankHost.Tests;

[TestFixture(StoreKind.Sqlite)]
[TestFixture(StoreKind.PostgreSql)]
public class When_a_withdrawal_goes_well(StoreKind store) : HostSituation(store)
{
    [Test]
    public void The_approval_holds_the_amount_and_posts_nothing()
    {
        var answer = (AuthorizationAnswer)Host.Send(Terminal.Withdrawal(1, Host.Rich, Uah(500)))!;

        Assert.That(answer.Response, Is.EqualTo(ResponseCode.Approved));
        Assert.That(answer.ApprovalCode, Has.Length.EqualTo(6));
        Assert.That(answer.Balance, Is.EqualTo(Uah(24_500)));
        Assert.That(
            Host.BalanceOf(Host.Rich),
            Is.EqualTo(new AccountBalance("100001-00000001", Uah(25_000), Uah(500)))
        );
        Assert.That(Host.Core.Queries.Postings(Terminal.Id), Is.Empty);
    }

    [Test]
    public void The_completion_posts_it_and_ends_the_hold()
    {
        Host.Ask(Terminal.Withdrawal(1, Host.Rich, Uah(500)));

        Assert.That(Host.Ask(Terminal.Completion(1, Uah(500), card: Host.Rich)), Is.EqualTo("00"));

        var posting = Host.Core.Queries.Postings(Terminal.Id).Single();
        Assert.That(posting.Amount, Is.EqualTo(Uah(500)));
        Assert.That(posting.FollowUps, Is.Empty);
        Assert.That(Host.BalanceOf(Host.Rich).Ledger, Is.EqualTo(Uah(24_500)));
        Assert.That(Host.BalanceOf(Host.Rich).Held, Is.EqualTo(Uah(0)));
        Assert.That(Host.Core.Queries.OpenHolds(), Is.Empty);
        Assert.That(Host.Core.Queries.CheckLedger(), Is.Empty);
    }

    [Test]
    public void A_completion_without_the_card_number_finds_its_hold()
    {
        Host.Ask(Terminal.Withdrawal(1, Host.Rich, Uah(500)));
        Host.Ask(Terminal.Completion(1, Uah(500)));

        var posting = Host.Core.Queries.Postings(Terminal.Id).Single();
        Assert.That(posting.Account, Is.EqualTo("100001-00000001"));
        Assert.That(posting.FollowUps, Is.Empty);
    }
}
