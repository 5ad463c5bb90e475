using static AtmTerminal.BankHost.Tests.Amounts;

namespace AtmTerminal.BankHost.Tests;

/// <summary>Invariant I6 of the failure matrix: no hold outlives its withdrawal by more than its agreed time.</summary>
[TestFixture(StoreKind.Sqlite)]
[TestFixture(StoreKind.PostgreSql)]
public class When_a_hold_is_forgotten(StoreKind store) : HostSituation(store)
{
    [SetUp]
    public void Prepare()
    {
        Host.Ask(Terminal.Withdrawal(1, Host.Rich, Uah(500)));
    }

    [Test]
    public void It_stays_for_three_days_and_then_goes_by_itself()
    {
        Host.Clock.MoveTo(TimeSpan.FromDays(3) - TimeSpan.FromSeconds(1));
        Assert.That(Host.Core.ReleaseExpiredHolds(), Is.Zero);
        Host.Clock.MoveTo(TimeSpan.FromDays(3));
        Assert.That(Host.Core.ReleaseExpiredHolds(), Is.EqualTo(1));
        Assert.That(Host.Core.ReleaseExpiredHolds(), Is.Zero);

        Assert.That(Host.BalanceOf(Host.Rich).Held, Is.EqualTo(Uah(0)));
        Assert.That(Host.Core.Queries.CheckLedger(), Is.Empty);
    }

    [Test]
    public void The_next_message_finds_it_gone()
    {
        Host.Clock.MoveTo(TimeSpan.FromDays(4));
        Host.Ask(Terminal.Echo());

        Assert.That(Host.Core.Queries.OpenHolds(), Is.Empty);
    }

    [Test]
    public void A_completion_that_comes_after_all_is_posted_and_marked()
    {
        Host.Clock.MoveTo(TimeSpan.FromDays(4));

        Assert.That(Host.Ask(Terminal.Completion(1, Uah(500), card: Host.Rich)), Is.EqualTo("00"));

        Assert.That(Host.BalanceOf(Host.Rich).Ledger, Is.EqualTo(Uah(24_500)));
        Assert.That(Host.Core.Queries.FollowUpsOf(Terminal.Id, 1), Is.EqualTo(new[] { "paid after the hold expired" }));
        Assert.That(Host.Core.Queries.CheckLedger(), Is.Empty);
    }
}
