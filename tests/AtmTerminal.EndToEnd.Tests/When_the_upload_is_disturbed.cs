using AtmTerminal.Domain.Events;
using AtmTerminal.Testing;

namespace AtmTerminal.EndToEnd.Tests;

/// <summary>Rows E of the failure matrix: between the completed withdrawal and its acknowledgement.</summary>
public class When_the_upload_is_disturbed : RowOfTheFailureMatrix
{
    [Test]
    public void E1_the_line_is_down_after_the_completion()
    {
        var customer = Atm.Customer.Order(750).TakeCard();
        Atm.Line.IsUp = false;
        customer.TakeNotes().See("Receipt").Press("R4").See("LinkDown");
        Assert.That(Atm.Terminal!.Status.Queued, Is.EqualTo(1));
        Atm.Line.IsUp = true;
        customer.Leave();
        Paid(750);
    }

    [Test]
    public void E2_power_fails_after_the_completion_was_posted_and_before_its_answer()
    {
        var customer = Atm.Customer.Order(750).TakeCard();
        Atm.Line.AnswersToLose = 3;
        customer.TakeNotes();
        Atm.Wait(TimeSpan.FromSeconds(5));
        Atm.CutPower();
        Atm.Reboot();
        customer.Leave();
        Paid(750);
    }

    [Test]
    public void E3_the_host_has_posted_and_its_answer_is_lost()
    {
        var customer = Atm.Customer.Order(750).TakeCard();
        Atm.Line.AnswersToLose = 1;
        customer.TakeNotes().Leave();
        Paid(750);
    }

    [Test]
    public void E7_an_answer_to_the_upload_with_a_wrong_MAC_marks_nothing()
    {
        var customer = Atm.Customer.Order(750).TakeCard();
        Atm.Line.AnswersToAlter = 1;
        customer.TakeNotes().Leave();
        Assert.That(Atm.Journaled<SecurityNoted>(), Is.Not.Empty);
        Paid(750);
    }

    [Test]
    public void E4_the_host_stops_before_its_commit([Values(1, 3)] int times) =>
        PaidThoughTheHostFails(HostFault.StopsBeforeCommit, times);

    [Test]
    public void E5_the_host_stops_after_its_commit([Values(1, 3)] int times) =>
        PaidThoughTheHostFails(HostFault.StopsAfterCommit, times);

    [Test]
    public void E6_the_answer_cannot_be_marked()
    {
        Atm.Disk.FailAt<UploadAcknowledged>(DiskFault.WriteLost);
        Atm.Customer.Order(750).TakeCard().TakeNotes();
        Atm.Wait(TimeSpan.FromMinutes(1));
        Assert.That(Atm.Host.Queries.Postings(Atm.Config.TerminalId), Has.Count.EqualTo(1));
        Atm.Reboot();
        Assert.That(Atm.Terminal!.Status.Queued, Is.EqualTo(1), "it is still owed");
        Assert.That(Accounting.Given(Atm), Is.EqualTo(Hryvnias(750)));
        Paid(750);
        Assert.That(Atm.Disk.CommitsAfterFailure, Is.Zero);
    }

    [Test]
    public void E7_an_answer_to_another_question_marks_nothing()
    {
        var customer = Atm.Customer.Order(750).TakeCard();
        Atm.Line.AnswersToMixUp = 1;
        customer.TakeNotes().Leave();
        Assert.That(Atm.Journaled<SecurityNoted>(), Is.Not.Empty);
        Assert.That(Atm.Journaled<UploadAcknowledged>(), Has.Count.EqualTo(1));
        Paid(750);
    }

    [Test]
    public void E8_the_host_answers_with_a_system_error_until_it_is_repaired()
    {
        PaidThoughTheHostFails(
            HostFault.SystemError,
            times: 7,
            and: () =>
                Assert.That(
                    Atm.Journaled<DeviceFaulted>().Count(f => f.Code == "UPLOAD-STUCK"),
                    Is.EqualTo(1),
                    "one alarm"
                )
        );
    }

    [Test]
    public void E8_keys_that_are_used_up_raise_an_alarm_and_what_is_owed_waits_for_new_ones()
    {
        var customer = Atm.Customer.Order(750).TakeCard();
        Atm.Line.IsUp = false;
        customer.TakeNotes().See("Receipt").Press("R4").See("LinkDown");
        Atm.CutPower();
        Atm.WriteWhileOff(new CounterReserved("dukpt", uint.MaxValue));
        Atm.Line.IsUp = true;
        Atm.Reboot();
        Atm.Wait(TimeSpan.FromHours(1));
        Assert.That(Atm.Journaled<DeviceFaulted>().Count(f => f.Code == "KEYS-USED-UP"), Is.EqualTo(1), "one alarm");
        Assert.That(Atm.Terminal!.Status.Queued, Is.EqualTo(1), "it is still owed");
        Assert.That(Accounting.Given(Atm), Is.EqualTo(Hryvnias(750)));
        Assert.That(Atm.Host.Queries.Postings(Atm.Config.TerminalId), Is.Empty);
    }

    [Test]
    public void E9_the_account_was_closed_meanwhile()
    {
        var customer = Atm.Customer.Order(750).TakeCard();
        Atm.Line.Faults.CloseAllAccounts();
        customer.TakeNotes().Leave();
        var posting = Atm.Host.Queries.Postings(Atm.Config.TerminalId).Single();
        Assert.That(posting.FollowUps, Is.Not.Empty, "somebody of the bank looks at it");
        Paid(750);
    }

    [Test]
    public void E13_trace_numbers_begin_again_and_come_back_on_another_day()
    {
        const long Wrap = 999_999;
        for (var day = 1; day <= 2; day++)
        {
            Atm.CutPower();
            Atm.WriteWhileOff(new CounterReserved("trace", day * Wrap - 2));
            Atm.Reboot();
            Atm.Customer.Withdraw(200).Withdraw(100);
            Atm.Wait(TimeSpan.FromDays(1));
        }
        var traces = Atm.Journaled<AuthorizationSent>().Select(a => a.TraceNumber).ToList();
        Assert.That(traces, Has.Some.LessThan(10).And.Some.GreaterThan(Wrap - 10), "the numbers did begin again");
        Assert.That(traces.Distinct().Count(), Is.LessThan(traces.Count), "and came back");
        Assert.That(Atm.Host.Queries.Postings(Atm.Config.TerminalId), Has.Count.EqualTo(4));
        Paid(600);
    }

    [Test]
    public void E15_a_record_refused_for_ever_waits_for_a_person_and_the_rest_follows()
    {
        Atm.Line.Faults.FailCompletions(HostFault.SystemError, times: 20);
        Atm.Customer.Order(750).TakeCard().TakeNotes().See("Receipt").Press("R4");
        Atm.Customer.Withdraw(200);
        Atm.Reboot();
        Atm.Settle();
        var state = Atm.Terminal!.Journal.State;
        Assert.That(state.SetAside.Single().Withdrawal.Value, Is.EqualTo(1));
        Assert.That(state.Outbox, Is.Empty);
        Assert.That(Atm.Journaled<DeviceFaulted>().Count(f => f.Code == "UPLOAD-STUCK"), Is.EqualTo(1), "an alarm");
        var postings = Atm.Host.Queries.Postings(Atm.Config.TerminalId);
        Assert.That(postings.Select(p => p.Number), Is.EqualTo(new[] { 2L }), "the rest follows");
        Assert.That(TheCase(NoticeKinds.SetAside).Key.Number, Is.EqualTo(1), "one case");
        Assert.That(Accounting.Given(Atm), Is.EqualTo(Hryvnias(950)));
    }

    private void PaidThoughTheHostFails(HostFault fault, int times, Action? and = null)
    {
        var customer = Atm.Customer.Order(750).TakeCard();
        Atm.Line.Faults.FailCompletions(fault, times);
        customer.TakeNotes().Leave();
        and?.Invoke();
        Paid(750);
    }
}
