using AtmTerminal.Domain.Amounts;
using AtmTerminal.Domain.Cash;
using AtmTerminal.Domain.Events;
using AtmTerminal.Domain.Withdrawals;
using AtmTerminal.Service;
using AtmTerminal.Session.Decisions;
using AtmTerminal.Session.Table;
using AtmTerminal.SimulatedBoard.CashDispenser;
using AtmTerminal.Testing;

namespace AtmTerminal.EndToEnd.Tests;

/// <summary>What the evidence could not decide (rows B6, C5, C8, D4 to D6, D11): two people count, and the terminal serves again.</summary>
public class When_a_case_is_closed_by_count : RowOfTheFailureMatrix
{
    [Test]
    public void B6_a_jam_anywhere_inside_ends_without_a_posting(
        [Values("transport", "stacker", "purge", "hold")] string place
    )
    {
        Atm.Machine.Arm(DispenserFaults.Jam, Of("place", place));
        // Behind the stacker only a clearing passes: nobody takes the card, so the notes are rejected.
        Atm.Customer.Order(750).Leave();
        Assert.That(Atm.Terminal!.Status.State, Is.EqualTo(SessionState.OutOfService));
        Atm.Technician.Exchange();
        ServesAgain(750);
    }

    [Test]
    public void C5_of_a_retract_that_was_not_counted_the_customer_pays_the_part_he_has()
    {
        Atm.Machine.Arm(DispenserFaults.Jam, Of("place", "purge"));
        Atm.Customer.Order(1000).TakeCard().TakeNotes(atMost: 1).Leave();
        Assert.That(Atm.Terminal!.Status.Reason, Is.EqualTo(OutOfServiceReason.SuspectCase));
        Assert.That(Postings, Is.Empty, "nothing before a person has counted");
        Atm.Technician.Exchange();
        ClosedAs("given in part (counted)", 500);
        Paid(500);
    }

    [Test]
    public void C5_of_a_retract_that_was_not_counted_nothing_was_given()
    {
        Atm.Machine.Arm(DispenserFaults.Jam, Of("place", "purge"));
        Atm.Customer.Order(1000).TakeCard().Leave();
        Atm.Technician.Exchange();
        ClosedAs("nothing given (counted)", 0);
        NothingIsOpenAndNothingWasPosted();
    }

    [Test]
    public void D11_notes_taken_in_the_dark_before_a_blind_start_are_paid_in_full()
    {
        CutPowerWhileNotesWait(750);
        Atm.Customer.Grab();
        Atm.Machine.Arm("board.sensor-stuck", Of("line", "dispenser.stacker"), once: false);
        Atm.Reboot();
        Atm.Settle();
        Assert.That(Atm.Terminal!.Status.Reason, Is.EqualTo(OutOfServiceReason.SuspectCase));
        Atm.Technician.Exchange();
        ClosedAs("given in full (counted)", 750);
        Paid(750);
    }

    [Test]
    public void D5_figures_that_fit_no_case_are_settled_by_the_count()
    {
        CutPowerWhileNotesWait(750);
        Atm.Customer.Grab();
        Atm.WriteWhileOff(new NotePurged(new(1), "retract", "2"), new NoteDropped(new(1), "retract"));
        Atm.Reboot();
        Atm.Settle();
        Atm.Technician.Exchange();
        ClosedAs("given in full (counted)", 750);
        Paid(750);
    }

    [Test]
    public void C8_a_count_lifts_the_lock_and_says_so()
    {
        CutPowerWhileNotesWait(1000);
        Atm.WriteWhileOff(
            new CustomerAccessDoubted(new(1), "the shutter was forced"),
            new TerminalLocked("C8: the shutter was forced")
        );
        Atm.Machine.Mechanism<CashDispenserMechanism>().TakeNotes(1);
        Atm.Reboot();
        Atm.Settle();
        Assert.That(Atm.Terminal!.Status.Reason, Is.EqualTo(OutOfServiceReason.SuspectCase));
        // With the safe's own key and without the operator's: the lock is the count's to lift.
        Atm.Technician.Do(s => s.BeginExchange("Olena")).Open().ClearPath().CountAndEnd().CloseSafe();
        Assert.That(Atm.Journaled<TerminalUnlocked>().Single().By, Does.Contain("Olena").And.Contain("Bohdan"));
        ClosedAs("given in part (counted)", 500);
        Paid(500);
    }

    [Test]
    public void D4_of_two_open_requests_each_gets_its_own_amount_and_the_sum_fits_the_count()
    {
        CutPowerWhileNotesWait(1000);
        Assert.That(Atm.Customer.Grab(), Is.EqualTo(2));
        Atm.WriteWhileOff(PresentedInTheJournalOnly(new(2)));
        Atm.Reboot();
        Atm.Settle();
        Assert.That(Postings, Is.Empty, "no posting before a person decided");

        var technician = Atm.Technician.Begin().Open().ClearPath();
        Assert.That(technician.CountAndEnd().Refusal, Is.EqualTo(ServiceRefusal.SharesNeeded));
        Assert.That(technician.CountAndEnd(Shares(1, 0)).Refusal, Is.EqualTo(ServiceRefusal.SharesDoNotFit));
        Assert.That(technician.CountAndEnd(Shares(2, 0)).Refusal, Is.Null);
        technician.Leave();

        Assert.That(
            Atm.Journaled<WithdrawalCompleted>().Select(c => (c.Withdrawal.Value, c.Amount)),
            Is.EqualTo(new[] { (1L, Hryvnias(1000)), (2L, Hryvnias(0)) })
        );
        Paid(1000);

        static Dictionary<WithdrawalNumber, NoteCounts> Shares(int first, int second) =>
            new() { [new(1)] = NoteCounts.Of("4", first), [new(2)] = NoteCounts.Of("4", second) };
    }

    [Test]
    public void D6_a_shortage_is_confirmed_by_the_count_and_posts_nothing()
    {
        CutPowerWhileNotesWait(750);
        Atm.Customer.Grab();
        Atm.WriteWhileOff(new WithdrawalCompleted(new(1), Hryvnias(500), Hryvnias(0), NoteCounts.Of("4", 1), "defect"));
        Atm.Reboot();
        Atm.Settle();
        Assert.That(Atm.Terminal!.Status.Reason, Is.EqualTo(OutOfServiceReason.CashDiffers));
        Atm.Technician.Exchange();
        Atm.Settle();
        var counted = Atm.Journaled<ReconciliationDecided>().Last();
        Assert.That(counted.Verdict, Is.EqualTo("shortage (counted)"));
        Assert.That(counted.Expected - counted.Found!.Value, Is.EqualTo(Hryvnias(250)));
        Assert.That(Atm.Terminal.Status.State, Is.EqualTo(SessionState.AwaitingCard));
        Assert.That(Postings.Single().Amount, Is.EqualTo(Hryvnias(500)), "the host changes nothing");
    }

    [Test]
    public void Until_then_neither_the_key_nor_a_restart_brings_it_back()
    {
        Atm.Machine.Arm(DispenserFaults.Jam, Of("place", "transport"));
        Atm.Customer.Order(750).See("Apology").TakeCard().Leave();
        Atm.Customer.TurnSwitch(supervisor: true).TurnSwitch(supervisor: false).Leave();
        Atm.Reboot();
        Atm.Settle();
        Assert.That(Atm.Terminal!.Status.Reason, Is.EqualTo(OutOfServiceReason.SuspectCase));
        Assert.That(Atm.Host.Queries.OpenHolds(), Has.Count.EqualTo(1));
        Atm.Technician.Exchange();
        ServesAgain(750);
    }

    private IReadOnlyList<BankHost.Posting> Postings => Atm.Host.Queries.Postings(Atm.Config.TerminalId);

    private void ClosedAs(string verdict, long hryvnias)
    {
        Atm.Settle();
        Assert.That(Atm.Terminal!.Status.State, Is.EqualTo(SessionState.AwaitingCard));
        Assert.That(
            Atm.Journaled<ReconciliationDecided>().Last(d => d.Withdrawal.Value == 1).Verdict,
            Is.EqualTo(verdict)
        );
        var completed = Atm.Journaled<WithdrawalCompleted>().Single();
        Assert.That(completed.Amount, Is.EqualTo(Hryvnias(hryvnias)));
        Assert.That(completed.Because, Is.EqualTo("counted by Olena and Bohdan"));
        var counted = Atm.Journaled<CashCounted>().Single();
        Assert.That((counted.By, counted.ConfirmedBy), Is.EqualTo(("Olena", "Bohdan")));
        Assert.That(Atm.Host.Queries.OpenHolds(), Is.Empty);
    }

    private void ServesAgain(int amount)
    {
        Atm.Settle();
        Assert.That(Postings, Is.Empty, "the case is closed without a posting");
        Assert.That(Atm.Host.Queries.OpenHolds(), Is.Empty, "its hold is released");
        Atm.Customer.Withdraw(amount, card: 3);
        Paid(amount);
    }

    // What a defect could have left: a second request, open at once with the first, for which nothing really moved.
    private static JournalEvent[] PresentedInTheJournalOnly(WithdrawalNumber number) =>
        [
            new AuthorizationSent(
                number,
                Hryvnias(500),
                Hryvnias(0),
                "************1234",
                TraceNumber: 999,
                SentAt: "1120090000",
                Mode: "authorize-first"
            ),
            new WithdrawalRequested(
                number,
                Hryvnias(500),
                Hryvnias(0),
                NoteCounts.Of("4", 1),
                "123456",
                "************1234"
            ),
            new NotePickStarted(number, "4"),
            new NotePicked(number, "4"),
            new NotesStacked(number, NoteCounts.Of("4", 1)),
            new PresentStarted(number, NoteCounts.Of("4", 1)),
        ];
}
