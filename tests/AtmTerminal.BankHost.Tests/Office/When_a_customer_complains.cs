using AtmTerminal.Domain.Events;
using static AtmTerminal.BankHost.Tests.Amounts;

namespace AtmTerminal.BankHost.Tests.Office;

/// <summary>A complaint is taken in time, once, and its case has the evidence of both sides.</summary>
[TestFixture(StoreKind.Sqlite)]
[TestFixture(StoreKind.PostgreSql)]
public class When_a_customer_complains(StoreKind store) : OfficeSituation(store)
{
    [Test]
    public void It_opens_a_case_with_what_the_host_has_of_the_withdrawal()
    {
        Host.Ask(Terminal.Notice(NoticeKinds.Counted, "40 notes counted", row: 7));
        Host.Clock.MoveTo(Host.Clock.Elapsed + TimeSpan.FromMinutes(1));
        Host.Ask(Terminal.Withdrawal(3, Host.Rich, Uah(500)));
        Host.Ask(Terminal.Completion(3, Uah(500), card: Host.Rich));
        Host.Ask(Terminal.Notice(NoticeKinds.Over, "one note over", 3, row: 40, amount: Uah(900), found: Uah(1_000)));
        Host.Clock.MoveTo(Host.Clock.Elapsed + TimeSpan.FromMinutes(1));
        Host.Ask(Terminal.Notice(NoticeKinds.Counted, "31 notes counted", row: 60));

        var key = Accept(3);

        var file = File(key);
        Assert.That((file.Complaint!.Claimed, file.Complaint.Told), Is.EqualTo((Uah(100), "One note was missing.")));
        Assert.That((file.Line.Bank, file.Line.Case.IsOpen), Is.EqualTo((SampleBank.OwnBankCode, true)));
        Assert.That((file.Withdrawal!.State, file.Withdrawal.Asked), Is.EqualTo(("Completed", Uah(500))));
        Assert.That(file.Withdrawal.Posted!.Amount, Is.EqualTo(Uah(500)));
        Assert.That(file.Withdrawal.Entries.Select(e => e.Amount), Is.EqualTo(new[] { Uah(-500), Uah(500) }));
        Assert.That(
            file.Withdrawal.Answers.Select(a => (a.Kind, a.Response)),
            Is.EquivalentTo(new[] { (QuestionKind.Authorization, "00"), (QuestionKind.Completion, "00") })
        );
        Assert.That(file.Notices.Single().Text, Is.EqualTo("one note over"));
        Assert.That(file.CountBefore!.Text, Is.EqualTo("40 notes counted"));
        Assert.That(file.CountAfter!.Text, Is.EqualTo("31 notes counted"));
        Assert.That(file.Steps.Single().What, Is.EqualTo("complaint accepted"));
    }

    [TestCase(30, true)]
    [TestCase(31, false)]
    public void It_is_accepted_within_thirty_days_of_the_withdrawal(int days, bool accepted)
    {
        Withdraw(3);
        DaysPass(days);
        if (accepted)
            Accept(3);
        else
            Assert.That(Refused((sql, at) => Complain(sql, at, 3)), Is.EqualTo(Refusal.NotNow));
    }

    [Test]
    public void The_bank_changes_how_long_it_listens()
    {
        Withdraw(3);
        Host.Sql("UPDATE setting SET value = 60 WHERE name = 'days_to_complain'");
        DaysPass(60);
        Accept(3);
    }

    [Test]
    public void A_second_complaint_about_the_same_withdrawal_is_led_to_the_first()
    {
        Withdraw(3);
        Accept(3);
        Assert.That(Refused((sql, at) => Complain(sql, at, 3)), Is.EqualTo(Refusal.NotNow));
    }

    [Test]
    public void Nothing_is_claimed_beyond_what_was_asked_for()
    {
        Withdraw(3);
        Assert.That(
            Refused((sql, at) => Complaints.Accept(sql, Clerk, at, Terminal.Id, 3, Uah(501), "More.")),
            Is.EqualTo(Refusal.WrongInput)
        );
        Assert.That(
            Refused((sql, at) => Complaints.Accept(sql, Clerk, at, Terminal.Id, 3, Vnd(100_000), "Dong.")),
            Is.EqualTo(Refusal.WrongInput)
        );
    }

    [Test]
    public void It_needs_a_withdrawal_of_the_own_bank_s_customer_and_the_right()
    {
        Withdraw(3);
        Assert.That(Refused((sql, at) => Complain(sql, at, 4)), Is.EqualTo(Refusal.NotFound));
        Assert.That(
            Refused((sql, at) => Complaints.Accept(sql, Stranger, at, Terminal.Id, 3, Uah(100), "Mine.")),
            Is.EqualTo(Refusal.NotAllowed)
        );
        var looker = Clerk with { Rights = Rights.Look };
        Assert.That(
            Refused((sql, at) => Complaints.Accept(sql, looker, at, Terminal.Id, 3, Uah(100), "Mine.")),
            Is.EqualTo(Refusal.NotAllowed)
        );
    }

    private void Withdraw(long number)
    {
        Host.Ask(Terminal.Withdrawal(number, Host.Rich, Uah(500)));
        Host.Ask(Terminal.Completion(number, Uah(500), card: Host.Rich));
    }

    private CaseKey Accept(long number) => Done((sql, at) => Complain(sql, at, number));

    private OfficeResult<CaseKey> Complain(Sql sql, Moment at, long number) =>
        Complaints.Accept(sql, Clerk, at, Terminal.Id, number, Uah(100), "One note was missing.");

    private CaseFile File(CaseKey key) => InStore(sql => sql.CaseFile(Clerk, key))!;
}
