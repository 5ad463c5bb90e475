using AtmTerminal.Domain.Amounts;
using AtmTerminal.Domain.Events;
using AtmTerminal.Iso8583;
using static AtmTerminal.BankHost.Tests.Amounts;

namespace AtmTerminal.BankHost.Tests;

/// <summary>What a person has to settle is opened once, keeps its hold, and ends with the withdrawal or with a person's word.</summary>
[TestFixture(StoreKind.Sqlite)]
[TestFixture(StoreKind.PostgreSql)]
public class When_a_case_is_open(StoreKind store) : HostSituation(store)
{
    [Test]
    public void A_notice_opens_one_case_however_often_it_comes()
    {
        Host.Ask(Terminal.Withdrawal(3, Host.Rich, Uah(500)));
        for (var time = 0; time < 3; time++)
            Host.Ask(Terminal.Notice(NoticeKinds.Suspect, "C3: no count", 3, time > 0, row: 40, Uah(500)));

        var only = Host.Core.Queries.Cases(Terminal.Id).Single();
        Assert.That(only.Key, Is.EqualTo(new CaseKey(Terminal.Id, 40, NoticeKinds.Suspect, 3)));
        Assert.That((only.Amount, only.Text, only.IsOpen), Is.EqualTo((Uah(500), "C3: no count", true)));
    }

    [Test]
    public void Its_hold_does_not_expire_before_the_case_is_closed()
    {
        Suspect();
        Host.Clock.MoveTo(Host.Clock.Elapsed + TimeSpan.FromDays(30));
        Host.Core.ReleaseExpiredHolds();
        Assert.That(Host.BalanceOf(Host.Rich).Held, Is.EqualTo(Uah(500)));

        Assert.That(
            Host.Core.CloseCase(Host.Core.Queries.Cases(Terminal.Id).Single().Key, "Iryna, by the video"),
            Is.True
        );
        Host.Core.ReleaseExpiredHolds();
        Assert.That(Host.BalanceOf(Host.Rich).Held, Is.EqualTo(Uah(0)));
    }

    [Test]
    public void A_completion_by_a_person_s_count_ends_it()
    {
        Suspect();
        Host.Ask(Terminal.Completion(3, Uah(200), card: Host.Rich));

        var closed = Host.Core.Queries.Cases(Terminal.Id).Single();
        Assert.That((closed.IsOpen, closed.ClosedBy), Is.EqualTo((false, "completed with 200.00 UAH")));
        Assert.That(Host.BalanceOf(Host.Rich), Is.EqualTo(new AccountBalance("100001-00000001", Uah(24_800), Uah(0))));
    }

    [Test]
    public void A_reversal_after_a_person_s_count_ends_it()
    {
        Suspect();
        Host.Ask(Terminal.Reversal(3, Uah(500), Host.Rich));

        Assert.That(Host.Core.Queries.Cases(Terminal.Id).Single().IsOpen, Is.False);
        Assert.That(Host.BalanceOf(Host.Rich).Held, Is.EqualTo(Uah(0)));
    }

    [Test]
    public void A_suspect_that_is_told_after_its_hold_has_run_out_is_held_again()
    {
        Host.Ask(Terminal.Withdrawal(3, Host.Rich, Uah(500)));
        Host.Clock.MoveTo(Host.Clock.Elapsed + TimeSpan.FromDays(4));
        Host.Core.ReleaseExpiredHolds();
        Assert.That(Host.BalanceOf(Host.Rich).Held, Is.EqualTo(Uah(0)));

        Host.Ask(Terminal.Notice(NoticeKinds.Suspect, "C3: no count", 3, row: 40));
        Assert.That(Host.BalanceOf(Host.Rich).Held, Is.EqualTo(Uah(500)));
        Assert.That(Host.Core.Queries.CheckLedger(), Is.Empty);
    }

    [Test]
    public void A_difference_of_cash_is_not_settled_by_the_next_withdrawal_but_by_cash_that_agrees()
    {
        Host.Ask(Terminal.Notice(NoticeKinds.Shortage, "D6", row: 40, amount: Uah(900), found: Uah(700)));
        Host.Ask(Terminal.Withdrawal(3, Host.Rich, Uah(500)));
        Host.Ask(Terminal.Completion(3, Uah(500), card: Host.Rich));
        var shortage = Host.Core.Queries.Cases(Terminal.Id).Single();
        Assert.That((shortage.Amount, shortage.Found, shortage.IsOpen), Is.EqualTo((Uah(900), (Money?)Uah(700), true)));

        Host.Ask(Terminal.Notice(NoticeKinds.CashAgrees, "counted", row: 60, amount: Uah(900), found: Uah(900)));
        Assert.That(Host.Core.Queries.Cases(Terminal.Id).Single().IsOpen, Is.False);
    }

    [TestCase(NoticeKinds.CardRetained)]
    [TestCase(NoticeKinds.OutOfService)]
    [TestCase("SOMETHING-NEW")]
    public void News_is_kept_and_opens_no_case(string kind)
    {
        Host.Ask(Terminal.Notice(kind, "words", row: 40));

        Assert.That(Host.Core.Queries.Notices(Terminal.Id).Single().Kind, Is.EqualTo(kind));
        Assert.That(Host.Core.Queries.Cases(Terminal.Id), Is.Empty);
    }

    [Test]
    public void A_person_closes_a_case_once()
    {
        Host.Ask(Terminal.Notice(NoticeKinds.Locked, "C8", row: 40));
        var key = Host.Core.Queries.Cases(Terminal.Id).Single().Key;

        Assert.That(Host.Core.CloseCase(key, "Iryna"), Is.True);
        Assert.That(Host.Core.CloseCase(key, "somebody else"), Is.False);
        Assert.That(Host.Core.Queries.Cases(Terminal.Id).Single().ClosedBy, Is.EqualTo("Iryna"));
    }

    private void Suspect()
    {
        Host.Ask(Terminal.Withdrawal(3, Host.Rich, Uah(500)));
        Host.Ask(Terminal.Notice(NoticeKinds.Suspect, "C3: no count", 3, row: 40, amount: Uah(500)));
    }
}
