using AtmTerminal.Domain.Amounts;
using AtmTerminal.Domain.Cash;
using AtmTerminal.Domain.Events;
using AtmTerminal.Session.Decisions;
using AtmTerminal.Session.Table;
using AtmTerminal.SimulatedBoard.CashDispenser;
using AtmTerminal.Testing;

namespace AtmTerminal.EndToEnd.Tests;

/// <summary>Rows D4 to D11 of the failure matrix, and B7 and B8: what a start finds does not fit the ordinary cases.</summary>
public class When_a_start_finds_something_odd : RowOfTheFailureMatrix
{
    [TestCase("dispenser.stacked")]
    [TestCase("dispenser.station")]
    [TestCase("dispenser.stacker")]
    [TestCase("dispenser.throat")]
    public void B7_the_dispenser_does_not_say_how_its_order_ended(string deafLine)
    {
        var customer = Atm.Customer.Identify().AskFor(750).See("ConfirmFee");
        Atm.Line.HostAnswered += GoDeaf;
        customer.Press("R4").TakeCard().Leave();
        Atm.Machine.ClearFaults();
        Atm.Reboot();
        Atm.Settle();
        Assert.That(Accounting.Given(Atm).IsZero);
        Assert.That(Atm.Host.Queries.PostedSum(Atm.Config.TerminalId, Currency.Uah).IsZero);
        Assert.That(Accounting.Check(Atm), Is.Empty);

        void GoDeaf(string question)
        {
            if (question != "0100")
                return;
            Atm.Line.HostAnswered -= GoDeaf;
            Atm.Machine.Arm("board.sensor-stuck", Of("line", deafLine), once: false);
        }
    }

    [Test]
    public void B8_an_order_whose_end_nobody_heard_is_not_given_again()
    {
        Atm.Customer.Order(750).See("TakeCardFirst");
        Atm.KillProgram();
        Atm.Reboot();
        Atm.Customer.TakeCard().Leave();
        Assert.That(Atm.Journaled<NotePickStarted>(), Has.Count.EqualTo(3), "three notes, once");
        Atm.Customer.Withdraw(200);
        Assert.That(Atm.Journaled<WithdrawalCompleted>().Select(c => c.Withdrawal.Value), Is.EqualTo(new[] { 1L, 2L }));
        Paid(200);
    }

    [Test]
    public void D4_more_than_one_open_request_are_all_cases()
    {
        Atm.Settle();
        Atm.CutPower();
        Atm.WriteWhileOff([.. Order(1), .. Order(2)]);
        OutOfServiceWithSuspects("D4", 2);
        var open = Atm.Host.Queries.Cases(Atm.Config.TerminalId).Where(c => c.IsOpen);
        Assert.That(
            open.Select(c => (c.Key.Kind, c.Key.Number)),
            Is.EqualTo(new[] { (NoticeKinds.Suspect, 1L), (NoticeKinds.Suspect, 2L) })
        );
        Assert.That(Accounting.Given(Atm).IsZero, "cash: no note has moved");
        Assert.That(Atm.Host.Queries.Postings(Atm.Config.TerminalId), Is.Empty);
    }

    [Test]
    public void D5_figures_that_fit_no_case_are_a_case_for_a_person()
    {
        CutPowerWhileNotesWait(750);
        Atm.Customer.Grab();
        // A note of a cassette that gave none for this request was counted into the bin.
        Atm.WriteWhileOff(new NotePurged(new(1), "retract", "2"), new NoteDropped(new(1), "retract"));
        OutOfServiceWithSuspects("D5", 1);
        var over = TheCase(NoticeKinds.Over);
        Assert.That(over.Found!.Value - over.Amount, Is.Not.EqualTo(Hryvnias(0)), "both figures");
        Assert.That(
            Accounting.Given(Atm),
            Is.EqualTo(Hryvnias(750)),
            "cash: with the customer, whatever the journal believes"
        );
        HeldUntilAPersonDecides();
    }

    [Test]
    public void D6_cash_is_missing_and_no_request_is_open()
    {
        CutPowerWhileNotesWait(750);
        Atm.Customer.Grab();
        // A defect closed the request with less than was given.
        Atm.WriteWhileOff(new WithdrawalCompleted(new(1), Hryvnias(500), Hryvnias(0), NoteCounts.Of("4", 1), "defect"));
        for (var start = 0; start < 2; start++)
        {
            Atm.Reboot();
            Atm.Settle();
            Assert.That(Atm.Terminal!.Status.Reason, Is.EqualTo(OutOfServiceReason.CashDiffers));
        }
        var reported = Atm.Journaled<ReconciliationDecided>().Single();
        Assert.That(reported.Verdict, Does.Contain("D6"));
        Assert.That(reported.Expected - reported.Found!.Value, Is.EqualTo(Hryvnias(250)));
        Assert.That(Atm.Host.Queries.PostedSum(Atm.Config.TerminalId, Currency.Uah), Is.EqualTo(Hryvnias(500)));
        Assert.That(Accounting.Given(Atm), Is.EqualTo(Hryvnias(750)), "cash: short by what the books lack");
        var shortage = TheCase(NoticeKinds.Shortage);
        Assert.That((shortage.Amount, shortage.Found), Is.EqualTo((reported.Expected, reported.Found)), "both figures");
    }

    [Test]
    public void D7_notes_that_no_withdrawal_explains_are_reported_and_change_none()
    {
        Atm.Customer.Withdraw(200);
        Atm.CutPower();
        var before = Atm.JournalFiles();
        Atm.Reboot();
        Atm.Customer.Order(750).See("TakeCardFirst");
        // The journal forgets the order whose notes lie in the stacker.
        Atm.CutPower();
        TestTerminal.PutBack(before);
        Atm.Reboot();
        Atm.Settle();
        Assert.That(Atm.Terminal!.Status.State, Is.EqualTo(SessionState.OutOfService));
        var reported = Atm.Journaled<ReconciliationDecided>().Single();
        Assert.That(reported.Verdict, Does.Contain("D7"));
        Assert.That(reported.Found!.Value - reported.Expected, Is.EqualTo(Hryvnias(750)));
        Assert.That(Atm.Journaled<WithdrawalCompleted>().Single().Amount, Is.EqualTo(Hryvnias(200)));
        Assert.That(Atm.Host.Queries.PostedSum(Atm.Config.TerminalId, Currency.Uah), Is.EqualTo(Hryvnias(200)));
        Assert.That(Accounting.Given(Atm), Is.EqualTo(Hryvnias(200)), "cash: the rest never left");
        Assert.That(Atm.Notes.Reject.Values.Sum(), Is.EqualTo(3), "cash: cleared into the bin and counted");
        var over = TheCase(NoticeKinds.Over);
        Assert.That((over.Amount, over.Found), Is.EqualTo((reported.Expected, reported.Found)), "both figures");
    }

    [Test]
    public void D9_an_older_copy_of_the_journal_is_found_by_the_host_s_last_number()
    {
        Atm.Customer.Withdraw(200);
        Atm.CutPower();
        var older = Atm.JournalFiles();
        Atm.Reboot();
        Atm.Customer.Withdraw(750);
        Atm.CutPower();
        var newest = Atm.JournalFiles();
        TestTerminal.PutBack(older);
        for (var start = 0; start < 2; start++)
        {
            Atm.Reboot();
            Atm.Wait(TimeSpan.FromMinutes(2));
            Assert.That(Atm.Terminal!.Status.Reason, Is.EqualTo(OutOfServiceReason.JournalOlderThanHost));
            Assert.That(Atm.Host.Queries.Postings(Atm.Config.TerminalId), Has.Count.EqualTo(2), "nothing new");
        }
        Atm.CutPower();
        TestTerminal.PutBack(newest);
        Atm.Reboot();
        Atm.Customer.Withdraw(200);
        Paid(1150);
    }

    [Test]
    public void D9_what_an_older_copy_still_owes_is_a_repeat_to_the_host()
    {
        var customer = Atm.Customer.Order(750).TakeCard();
        Atm.Line.IsUp = false;
        customer.TakeNotes().See("Receipt");
        Atm.CutPower();
        var owing = Atm.JournalFiles();
        Atm.Line.IsUp = true;
        Atm.Reboot();
        Atm.Settle();
        Atm.CutPower();
        TestTerminal.PutBack(owing);
        Atm.Reboot();
        Assert.That(Atm.Terminal!.Status.Queued, Is.EqualTo(1));
        Paid(750);
    }

    [TestCase(-400)]
    [TestCase(400)]
    public void D10_a_clock_that_is_wrong_changes_neither_order_nor_business_day(int days)
    {
        Atm.Customer.Withdraw(750);
        Atm.CutPower();
        Atm.OwnClock.Error = TimeSpan.FromDays(days);
        Atm.Reboot();
        Atm.Customer.Withdraw(200);
        Assert.That(Atm.Journaled<WithdrawalCompleted>().Select(c => c.Withdrawal.Value), Is.EqualTo(new[] { 1L, 2L }));
        var postings = Atm.Host.Queries.Postings(Atm.Config.TerminalId);
        Assert.That(postings.Select(p => p.BusinessDay).Distinct().Count(), Is.EqualTo(1), "the host's day");
        Paid(950);
    }

    [Test]
    public void D11_the_notes_of_an_open_request_cannot_be_counted_at_start()
    {
        Atm.Customer.Order(750).See("TakeCardFirst");
        Atm.CutPower();
        Atm.Machine.Arm(DispenserFaults.Jam, Of("place", "purge"));
        Atm.Reboot();
        Atm.Customer.Leave();
        Assert.That(Atm.Terminal!.Status.Reason, Is.EqualTo(OutOfServiceReason.SuspectCase));
        HeldUntilAPersonDecides();
        Assert.That(Accounting.Check(Atm), Is.Empty);
    }

    private static JournalEvent[] Order(long number) =>
        [
            new AuthorizationSent(
                new(number),
                Hryvnias(500),
                Hryvnias(0),
                "************1234",
                TraceNumber: (int)number,
                SentAt: "1120090000",
                Mode: "online"
            ),
            new WithdrawalRequested(
                new(number),
                Hryvnias(500),
                Hryvnias(0),
                NoteCounts.Of("4", 1),
                "123456",
                "************1234"
            ),
        ];

    private void OutOfServiceWithSuspects(string row, int cases)
    {
        for (var start = 0; start < 2; start++)
        {
            Atm.Reboot();
            Atm.Settle();
            Assert.That(Atm.Terminal!.Status.Reason, Is.EqualTo(OutOfServiceReason.SuspectCase));
            var suspected = Atm.Journaled<WithdrawalSuspected>();
            Assert.That(suspected, Has.Count.EqualTo(cases), "reported once");
            Assert.That(suspected.Select(s => s.Evidence), Has.All.StartsWith(row));
        }
    }
}
