using AtmTerminal.Iso8583;
using static AtmTerminal.BankHost.Tests.Amounts;

namespace AtmTerminal.BankHost.Tests;

public class When_a_withdrawal_goes_well
{
    private TestHost _host = null!;

    [SetUp]
    public void Start() => _host = TestHost.Start();

    [TearDown]
    public void Stop() => _host.Dispose();

    [Test]
    public void The_approval_holds_the_amount_and_posts_nothing()
    {
        var answer = (AuthorizationAnswer)_host.Send(_host.Terminal.Withdrawal(1, _host.Rich, Uah(500)))!;

        Assert.That(answer.Response, Is.EqualTo(ResponseCode.Approved));
        Assert.That(answer.ApprovalCode, Has.Length.EqualTo(6));
        Assert.That(answer.Balance, Is.EqualTo(Uah(24_500)));
        Assert.That(
            _host.BalanceOf(_host.Rich),
            Is.EqualTo(new AccountBalance("100001-00000001", Uah(25_000), Uah(500)))
        );
        Assert.That(_host.Core.Queries.Postings(_host.Terminal.Id), Is.Empty);
    }

    [Test]
    public void The_completion_posts_it_and_ends_the_hold()
    {
        _host.Ask(_host.Terminal.Withdrawal(1, _host.Rich, Uah(500)));

        Assert.That(_host.Ask(_host.Terminal.Completion(1, Uah(500), card: _host.Rich)), Is.EqualTo("00"));

        var posting = _host.Core.Queries.Postings(_host.Terminal.Id).Single();
        Assert.That(posting.Amount, Is.EqualTo(Uah(500)));
        Assert.That(posting.FollowUps, Is.Empty);
        Assert.That(_host.BalanceOf(_host.Rich).Ledger, Is.EqualTo(Uah(24_500)));
        Assert.That(_host.BalanceOf(_host.Rich).Held, Is.EqualTo(Uah(0)));
        Assert.That(_host.Core.Queries.OpenHolds(), Is.Empty);
        Assert.That(_host.Core.Queries.CheckLedger(), Is.Empty);
    }

    [Test]
    public void A_completion_without_the_card_number_finds_its_hold()
    {
        _host.Ask(_host.Terminal.Withdrawal(1, _host.Rich, Uah(500)));
        _host.Ask(_host.Terminal.Completion(1, Uah(500)));

        var posting = _host.Core.Queries.Postings(_host.Terminal.Id).Single();
        Assert.That(posting.Account, Is.EqualTo("100001-00000001"));
        Assert.That(posting.FollowUps, Is.Empty);
    }
}
