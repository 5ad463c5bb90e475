using AtmTerminal.Iso8583;
using static AtmTerminal.BankHost.Tests.Amounts;

namespace AtmTerminal.BankHost.Tests;

public class When_a_terminal_reports
{
    private TestHost _host = null!;
    private TestTerminal Terminal => _host.Terminal;

    [SetUp]
    public void Start() => _host = TestHost.Start();

    [TearDown]
    public void Stop() => _host.Dispose();

    [Test]
    public void At_sign_on_it_learns_the_highest_number_the_host_has_heard_of_and_the_time()
    {
        var first = (NetworkAnswer)_host.Send(Terminal.SignOn())!;
        Assert.That(first.LastWithdrawal?.Value, Is.Zero);
        Assert.That(first.HostTime, Is.EqualTo(_host.Clock.GetUtcNow()));

        _host.Ask(Terminal.Withdrawal(7, _host.Rich, Uah(500)));
        _host.Ask(Terminal.Reversal(9, Uah(500)));

        Assert.That(((NetworkAnswer)_host.Send(Terminal.SignOn())!).LastWithdrawal?.Value, Is.EqualTo(9));
    }

    [Test]
    public void An_echo_is_answered() => Assert.That(_host.Ask(Terminal.Echo()), Is.EqualTo("00"));

    [Test]
    public void A_notice_is_kept_once_however_often_it_comes()
    {
        Assert.That(_host.Ask(Terminal.Notice("SUSPECT", "Stacker could not be counted.", 3)), Is.EqualTo("00"));
        Assert.That(
            _host.Ask(Terminal.Notice("SUSPECT", "Stacker could not be counted.", 3, isRepeat: true)),
            Is.EqualTo("00")
        );

        Assert.That(
            _host.Core.Queries.Notices(Terminal.Id),
            Is.EqualTo(new[] { new StoredNotice(Terminal.Id, 3, "SUSPECT", "Stacker could not be counted.", 2) })
        );
    }

    [Test]
    public void A_suspect_case_leaves_the_hold_as_it_is()
    {
        _host.Ask(Terminal.Withdrawal(3, _host.Rich, Uah(500)));
        _host.Ask(Terminal.Notice("SUSPECT", "Stacker could not be counted.", 3));

        Assert.That(_host.BalanceOf(_host.Rich).Held, Is.EqualTo(Uah(500)));
        Assert.That(_host.Core.Queries.Postings(Terminal.Id), Is.Empty);
    }
}
