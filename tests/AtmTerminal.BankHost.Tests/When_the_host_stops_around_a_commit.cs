using AtmTerminal.Domain.Amounts;
using static AtmTerminal.BankHost.Tests.Amounts;

namespace AtmTerminal.BankHost.Tests;

/// <summary>Rows E4, E5 and E14 of the failure matrix, over the real store.</summary>
[TestFixture(StoreKind.Sqlite)]
[TestFixture(StoreKind.PostgreSql)]
public class When_the_host_stops_around_a_commit(StoreKind store) : HostSituation(store)
{
    [SetUp]
    public void Prepare()
    {
        Host.Ask(Terminal.Withdrawal(1, Host.Rich, Uah(500)));
    }

    [Test]
    public void Row_E4_before_it_the_repeat_is_the_first_to_be_posted()
    {
        StopAt(CommitPoint.Before);

        using var restarted = Host.StartAgain();
        Assert.That(restarted.Core.Queries.Postings(Terminal.Id), Is.Empty);
        Assert.That(restarted.BalanceOf(Host.Rich).Held, Is.EqualTo(Uah(500)));
        ExpectOnePostingAfterTheRepeat(restarted);
    }

    [Test]
    public void Row_E5_after_it_the_repeat_gets_the_stored_answer()
    {
        StopAt(CommitPoint.After);

        using var restarted = Host.StartAgain();
        Assert.That(restarted.Core.Queries.Postings(Terminal.Id), Has.Count.EqualTo(1));
        ExpectOnePostingAfterTheRepeat(restarted);
    }

    [Test]
    public void A_request_that_was_approved_and_not_answered_is_approved_again_and_held_once()
    {
        Host.Core.Database.AtCommit = point => ThrowAt(point, CommitPoint.After);
        Assert.Throws<PowerFailed>(() => Host.Ask(Terminal.Withdrawal(2, Host.Rich, Uah(300))));

        using var restarted = Host.StartAgain();
        Assert.That(restarted.Ask(Terminal.Withdrawal(2, Host.Rich, Uah(300))), Is.EqualTo("00"));
        Assert.That(restarted.BalanceOf(Host.Rich).Held, Is.EqualTo(Uah(800)));
    }

    [Test]
    public void Row_E14_restored_from_an_older_backup_it_says_what_it_lacks_and_takes_it_again()
    {
        Host.Ask(Terminal.Completion(1, Uah(500), card: Host.Rich));
        using var older = Host.RestoreInto("restored");
        for (var number = 2; number <= 4; number++)
        {
            Host.Ask(Terminal.Withdrawal(number, Host.Rich, Uah(100)));
            Host.Ask(Terminal.Completion(number, Uah(100), card: Host.Rich));
        }

        var greeting = (Iso8583.NetworkAnswer)older.Send(Terminal.SignOn())!;
        Assert.That(greeting.LastWithdrawal?.Value, Is.EqualTo(1));
        for (var number = 1; number <= 4; number++)
            older.Ask(Terminal.Completion(number, Uah(number == 1 ? 500 : 100), card: Host.Rich, isRepeat: true));

        Assert.That(older.Core.Queries.PostedSum(Terminal.Id, Currency.Uah), Is.EqualTo(Uah(800)));
        Assert.That(older.BalanceOf(Host.Rich).Ledger, Is.EqualTo(Host.BalanceOf(Host.Rich).Ledger));
        Assert.That(older.Core.Queries.CheckLedger(), Is.Empty);
    }

    private void StopAt(CommitPoint at)
    {
        Host.Core.Database.AtCommit = point => ThrowAt(point, at);
        Assert.Throws<PowerFailed>(() => Host.Ask(Terminal.Completion(1, Uah(500), card: Host.Rich)));
    }

    private void ExpectOnePostingAfterTheRepeat(TestHost restarted)
    {
        var repeat = Terminal.Completion(1, Uah(500), card: Host.Rich, isRepeat: true);
        Assert.That(restarted.Ask(repeat), Is.EqualTo("00"));
        Assert.That(restarted.Core.Queries.Postings(Terminal.Id), Has.Count.EqualTo(1));
        Assert.That(
            restarted.BalanceOf(Host.Rich),
            Is.EqualTo(new AccountBalance("100001-00000001", Uah(24_500), Uah(0)))
        );
        Assert.That(restarted.Core.Queries.CheckLedger(), Is.Empty);
    }

    private static void ThrowAt(CommitPoint point, CommitPoint at)
    {
        if (point == at)
            throw new PowerFailed();
    }

    private sealed class PowerFailed() : Exception("The host stops here.");
}
