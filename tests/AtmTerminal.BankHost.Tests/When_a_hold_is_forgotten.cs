using static AtmTerminal.BankHost.Tests.Amounts;

namespace AtmTerminal.BankHost.Tests;

/// <summary>Invariant I6 of the failure matrix: no hold outlives its withdrawal by more than its agreed time.</summary>
public class When_a_hold_is_forgotten
{
    private TestHost _host = null!;
    private TestTerminal Terminal => _host.Terminal;

    [SetUp]
    public void Start()
    {
        _host = TestHost.Start();
        _host.Ask(Terminal.Withdrawal(1, _host.Rich, Uah(500)));
    }

    [TearDown]
    public void Stop() => _host.Dispose();

    [Test]
    public void It_stays_for_three_days_and_then_goes_by_itself()
    {
        _host.Clock.MoveTo(TimeSpan.FromDays(3) - TimeSpan.FromSeconds(1));
        Assert.That(_host.Core.ReleaseExpiredHolds(), Is.Zero);
        _host.Clock.MoveTo(TimeSpan.FromDays(3));
        Assert.That(_host.Core.ReleaseExpiredHolds(), Is.EqualTo(1));
        Assert.That(_host.Core.ReleaseExpiredHolds(), Is.Zero);

        Assert.That(_host.BalanceOf(_host.Rich).Held, Is.EqualTo(Uah(0)));
        Assert.That(_host.Core.Queries.CheckLedger(), Is.Empty);
    }

    [Test]
    public void The_next_message_finds_it_gone()
    {
        _host.Clock.MoveTo(TimeSpan.FromDays(4));
        _host.Ask(Terminal.Echo());

        Assert.That(_host.Core.Queries.OpenHolds(), Is.Empty);
    }

    [Test]
    public void A_completion_that_comes_after_all_is_posted_and_marked()
    {
        _host.Clock.MoveTo(TimeSpan.FromDays(4));

        Assert.That(_host.Ask(Terminal.Completion(1, Uah(500), card: _host.Rich)), Is.EqualTo("00"));

        Assert.That(_host.BalanceOf(_host.Rich).Ledger, Is.EqualTo(Uah(24_500)));
        Assert.That(
            _host.Core.Queries.FollowUpsOf(Terminal.Id, 1),
            Is.EqualTo(new[] { "paid after the hold expired" })
        );
        Assert.That(_host.Core.Queries.CheckLedger(), Is.Empty);
    }
}
