using AtmTerminal.Iso8583;
using static AtmTerminal.BankHost.Tests.Amounts;

namespace AtmTerminal.BankHost.Tests;

[TestFixture(StoreKind.Sqlite)]
[TestFixture(StoreKind.PostgreSql)]
public class When_a_terminal_reports(StoreKind store) : HostSituation(store)
{
    [Test]
    public void At_sign_on_it_learns_the_highest_number_theHost_has_heard_of_and_the_time()
    {
        var first = (NetworkAnswer)Host.Send(Terminal.SignOn())!;
        Assert.That(first.LastWithdrawal?.Value, Is.Zero);
        Assert.That(first.HostTime, Is.EqualTo(Host.Clock.GetUtcNow()));

        Host.Ask(Terminal.Withdrawal(7, Host.Rich, Uah(500)));
        Host.Ask(Terminal.Reversal(9, Uah(500)));

        Assert.That(((NetworkAnswer)Host.Send(Terminal.SignOn())!).LastWithdrawal?.Value, Is.EqualTo(9));
    }

    [Test]
    public void An_echo_is_answered() => Assert.That(Host.Ask(Terminal.Echo()), Is.EqualTo("00"));

    [Test]
    public void A_notice_is_kept_once_however_often_it_comes()
    {
        Assert.That(Host.Ask(Terminal.Notice("SUSPECT", "Stacker could not be counted.", 3)), Is.EqualTo("00"));
        Assert.That(
            Host.Ask(Terminal.Notice("SUSPECT", "Stacker could not be counted.", 3, isRepeat: true)),
            Is.EqualTo("00")
        );

        Assert.That(
            Host.Core.Queries.Notices(Terminal.Id),
            Is.EqualTo(new[] { new StoredNotice(Terminal.Id, 1, 3, "SUSPECT", "Stacker could not be counted.", 2) })
        );
    }

    [Test]
    public void A_suspect_case_leaves_the_hold_as_it_is()
    {
        Host.Ask(Terminal.Withdrawal(3, Host.Rich, Uah(500)));
        Host.Ask(Terminal.Notice("SUSPECT", "Stacker could not be counted.", 3));

        Assert.That(Host.BalanceOf(Host.Rich).Held, Is.EqualTo(Uah(500)));
        Assert.That(Host.Core.Queries.Postings(Terminal.Id), Is.Empty);
    }
}
