using AtmTerminal.Domain.Events;
using AtmTerminal.Session.Decisions;
using AtmTerminal.Session.Table;
using AtmTerminal.SimulatedBoard.CashDispenser;
using AtmTerminal.Testing;

namespace AtmTerminal.EndToEnd.Tests;

/// <summary>Row F5 of the failure matrix: an update or restart waits for the customer, the completion and the reconciliation.</summary>
public class When_a_stop_is_asked_for : RowOfTheFailureMatrix
{
    [TestCase("EnterPin")]
    [TestCase("ConfirmFee")]
    [TestCase("TakeCardFirst")]
    [TestCase("TakeCash")]
    [TestCase("Receipt")]
    public void F5_it_waits_until_the_session_is_over_and_closed(string screen)
    {
        var customer = Atm.Customer.Insert().See("ChooseLanguage").Press("L3");
        var stopped = screen == "EnterPin" ? Ask() : null;
        customer.See("EnterPin").EnterPin().See("ChooseService").AskFor(750).See("ConfirmFee");
        stopped ??= screen == "ConfirmFee" ? Ask() : null;
        customer.Press("R4").See("TakeCardFirst");
        stopped ??= screen == "TakeCardFirst" ? Ask() : null;
        customer.TakeCard().See("TakeCash");
        stopped ??= screen == "TakeCash" ? Ask() : null;
        customer.TakeNotes().See("Receipt");
        stopped ??= Ask();
        Assert.That(stopped.IsCompleted, Is.False, "somebody is being served");

        customer.Press("R4").See("OutOfService");
        Atm.WaitUntil(() => stopped.IsCompleted, "the stop", TimeSpan.FromMinutes(1));
        Assert.That(Atm.Terminal!.Status.Reason, Is.EqualTo(OutOfServiceReason.Stopping));
        AskedThenCompletedThenStopped(completedBefore: screen == "Receipt");
        Atm.Reboot();
        Paid(750);
    }

    [Test]
    public void F5_it_waits_for_the_reconciliation_of_an_open_request()
    {
        CutPowerWhileNotesWait(750);
        Atm.Reboot();
        var stopped = Ask();
        Assert.That((stopped.IsCompleted, Atm.Terminal!.Status.State), Is.EqualTo((false, SessionState.Reconciling)));
        Atm.WaitUntil(() => stopped.IsCompleted, "the stop", TimeSpan.FromMinutes(2));
        Assert.That(Atm.Terminal.Journal.State.Open, Is.Empty);
        AskedThenCompletedThenStopped();
        Assert.That(Atm.Notes.Retract.Values.Sum(), Is.GreaterThan(0));
        Atm.Reboot();
        NothingIsOpenAndNothingWasPosted();
    }

    [Test]
    public void F5_a_jam_is_decided_before_it_stops_and_a_restart_changes_nothing()
    {
        Atm.Machine.Arm(DispenserFaults.Jam, Of("place", "transport"));
        Atm.Customer.Order(750);
        var stopped = Ask();
        Assert.That(stopped.IsCompleted, Is.False);
        Atm.Customer.See("Apology").TakeCard();
        Atm.WaitUntil(() => stopped.IsCompleted, "the stop", TimeSpan.FromMinutes(2));
        Assert.That(Atm.Journaled<WithdrawalSuspected>(), Has.Count.EqualTo(1));
        Atm.Reboot();
        Atm.Settle();
        Assert.That(Atm.Host.Queries.OpenHolds(), Has.Count.EqualTo(1), "the case keeps its hold");
        Assert.That(Accounting.Check(Atm), Is.Empty);
    }

    [Test]
    public void F5_between_two_customers_it_is_done_at_once()
    {
        Atm.Customer.Withdraw(750);
        var stopped = Ask();
        Atm.WaitUntil(() => stopped.IsCompleted, "the stop", TimeSpan.FromSeconds(10));
        AskedThenCompletedThenStopped(completedBefore: true);
        Atm.Reboot();
        Paid(750);
    }

    private Task Ask()
    {
        var stopped = Task.CompletedTask;
        Atm.OnTheLoop(() => stopped = Atm.Terminal!.StopAsync("Olena"));
        return stopped;
    }

    private void AskedThenCompletedThenStopped(bool completedBefore = false)
    {
        var facts = Atm.Journal.Select(e => e.Event).ToList();
        var asked = facts.FindIndex(e => e is OperatorActed { What: "a stop is asked for by Olena" });
        var completed = facts.FindIndex(e => e is WithdrawalCompleted);
        var stopped = facts.FindIndex(e => e is ServiceStateChanged { InService: false, Reason: "Stopping" });
        Assert.That(asked, Is.GreaterThanOrEqualTo(0));
        Assert.That(stopped, Is.GreaterThan(asked));
        Assert.That(stopped, Is.GreaterThan(completed), "closed before it stops");
        Assert.That(asked < completed, Is.EqualTo(!completedBefore));
    }
}
