using AtmTerminal.Domain.Amounts;
using AtmTerminal.Domain.Events;
using AtmTerminal.Session.Decisions;
using AtmTerminal.Session.Table;
using AtmTerminal.SimulatedBoard.CardReader;
using AtmTerminal.SimulatedBoard.CashDispenser;
using AtmTerminal.Testing;

namespace AtmTerminal.EndToEnd.Tests;

/// <summary>Rows of the failure matrix through the whole house; each ends with machine, journal and bank held against each other.</summary>
public class When_a_row_of_the_failure_matrix_happens : RowOfTheFailureMatrix
{
    [Test]
    public void A1_power_fails_before_the_bank_was_asked()
    {
        Atm.Customer.Identify();
        Atm.CutPower();
        Atm.Reboot();
        Atm.Customer.TakeCard();
        Assert.That(Accounting.Given(Atm).IsZero);
        NothingIsOpenAndNothingWasPosted();
    }

    [Test]
    public void A1_and_a_card_that_nobody_takes_back_is_kept()
    {
        Atm.Customer.Identify();
        Atm.CutPower();
        Atm.Reboot();
        Atm.Customer.Leave();
        Assert.That(Atm.Cards.Retained, Is.EqualTo(new[] { "card1" }));
        Assert.That(Atm.Journaled<CardRetained>(), Has.Count.EqualTo(1));
        NothingIsOpenAndNothingWasPosted();
    }

    [Test]
    public void A2_no_answer_in_time([Values] bool hostHasHeardTheQuestion)
    {
        var customer = Atm.Customer.Identify().AskFor(500).See("ConfirmFee");
        if (hostHasHeardTheQuestion)
            Atm.Line.AnswersToLose = 1;
        else
            Atm.Line.QuestionsToLose = 1;
        customer.Press("R4").See("Apology").TakeCard().Leave();
        Assert.That(Atm.Journaled<ReversalQueued>().Single().Reason, Is.EqualTo("68"));
        NothingIsOpenAndNothingWasPosted();
    }

    [Test]
    public void A3_declined()
    {
        Atm.Customer.Order(500, card: 2).See("Refusal").Press("R4").TakeCard().Leave();
        Assert.That(Atm.Journaled<AuthorizationDeclined>().Single().ResponseCode, Is.EqualTo("51"));
        NothingIsOpenAndNothingWasPosted();
    }

    [Test]
    public void A4_the_approval_comes_after_the_time_limit()
    {
        var customer = Atm.Customer.Identify().AskFor(500).See("ConfirmFee");
        Atm.Line.RoundTrip = TimeSpan.FromSeconds(40);
        customer.Press("R4").See("Apology").TakeCard();
        Atm.Line.RoundTrip = TimeSpan.FromMilliseconds(40);
        customer.Leave();
        NothingIsOpenAndNothingWasPosted();
    }

    [Test]
    public void A5_an_answer_with_a_wrong_MAC_is_no_answer()
    {
        var customer = Atm.Customer.Identify().AskFor(500).See("ConfirmFee");
        Atm.Line.AnswersToAlter = 1;
        customer.Press("R4").See("Apology").TakeCard().Leave();
        Assert.That(Atm.Journaled<SecurityNoted>(), Is.Not.Empty);
        NothingIsOpenAndNothingWasPosted();
    }

    [Test]
    public void A6_power_fails_after_the_approval()
    {
        var customer = Atm.Customer.Identify().AskFor(500).See("ConfirmFee");
        Atm.CutPowerAfter(e => e is AuthorizationSent);
        customer.Press("R4");
        Atm.Reboot();
        Atm.Customer.TakeCard().Leave();
        Assert.That(Atm.Journaled<ReversalQueued>().Single().Because, Does.Contain("A6"));
        NothingIsOpenAndNothingWasPosted();
    }

    [Test]
    public void A10_cancel_after_the_approval()
    {
        var customer = Atm.Customer.Identify().AskFor(500).See("ConfirmFee");
        Atm.Line.RoundTrip = TimeSpan.FromSeconds(3);
        customer.Press("R4").Type("Cancel").See("Apology").TakeCard().Leave();
        Assert.That(Atm.Journaled<ReversalQueued>().Single().Reason, Is.EqualTo("17"));
        NothingIsOpenAndNothingWasPosted();
    }

    [Test]
    public void A11_an_amount_that_cannot_be_made_is_found_before_the_bank_is_asked()
    {
        Atm.Machine.Mechanism<CashDispenserMechanism>().InsertCassette(1, inserted: false);
        Atm.Customer.Identify().AskFor(50).See("ChooseNearAmount");
        Assert.That(Atm.Journaled<AuthorizationSent>(), Is.Empty);
        Atm.Customer.Type("Cancel").TakeCard().Leave();
        NothingIsOpenAndNothingWasPosted();
    }

    [Test]
    public void A11_notes_that_are_gone_after_the_approval_release_it()
    {
        var customer = Atm.Customer.Identify().AskFor(50).See("ConfirmFee");
        Atm.Line.RoundTrip = TimeSpan.FromSeconds(3);
        customer.Press("R4");
        Atm.Machine.Mechanism<CashDispenserMechanism>().InsertCassette(1, inserted: false);
        customer.See("Apology").TakeCard().Leave();
        Assert.That(Atm.Journaled<ReversalQueued>().Single().Reason, Is.EqualTo("21"));
        NothingIsOpenAndNothingWasPosted();
    }

    [Test]
    public void B3_a_cassette_misfeeds_and_another_mix_is_found()
    {
        Atm.Machine.Arm(DispenserFaults.Empty, Of("unit", "4"), once: false);
        Atm.Customer.Withdraw(500);
        Paid(500);
    }

    [Test]
    public void B4_a_double_note_is_diverted_and_picked_anew()
    {
        Atm.Machine.Arm(DispenserFaults.DoublePick);
        Atm.Customer.Withdraw(750);
        Assert.That(Atm.Notes.Reject.Values.Sum(), Is.EqualTo(2));
        Paid(750);
    }

    [Test]
    public void B4_a_damaged_note_is_diverted_and_picked_anew()
    {
        Atm.Machine.Arm(DispenserFaults.Damaged);
        Atm.Customer.Withdraw(750);
        Paid(750);
    }

    [Test]
    public void B5_less_is_offered_and_accepted()
    {
        foreach (var unit in (string[])["1", "2", "3"])
            Atm.Machine.Arm(DispenserFaults.Empty, Of("unit", unit), once: false);
        Atm.Customer.Order(700).See("OfferLess").Press("L1").TakeCard().TakeNotes().Leave();
        Paid(500);
    }

    [Test]
    public void B5_less_is_offered_and_refused()
    {
        foreach (var unit in (string[])["1", "2", "3"])
            Atm.Machine.Arm(DispenserFaults.Empty, Of("unit", unit), once: false);
        Atm.Customer.Order(700).See("OfferLess").Press("R1").See("Apology").TakeCard().Leave();
        Assert.That(Atm.Notes.Reject.Values.Sum(), Is.EqualTo(1));
        NothingIsOpenAndNothingWasPosted();
    }

    [Test]
    public void B6_a_jam_that_cannot_be_counted_is_a_case_and_keeps_its_hold()
    {
        Atm.Machine.Arm(DispenserFaults.Jam, Of("place", "transport"));
        Atm.Customer.Order(750).See("Apology").TakeCard().Leave();
        Assert.That(Atm.Terminal!.Status.Reason, Is.EqualTo(OutOfServiceReason.SuspectCase));
        HeldUntilAPersonDecides();
        Assert.That(Accounting.Check(Atm), Is.Empty);
    }

    [Test]
    public void B9_more_notes_than_ordered_are_posted_up_to_the_request_and_the_rest_is_a_case()
    {
        CutPowerWhileNotesWait(750);
        // The dispenser's own count says that one note more than ordered has left its cassette.
        Atm.WriteWhileOff(new NotePickStarted(new(1), "4"), new NotePicked(new(1), "4"));
        Assert.That(Atm.Customer.Grab(), Is.GreaterThan(0));
        Atm.Reboot();
        var difference = TheCase(NoticeKinds.Shortage);
        Assert.That(difference.Amount - difference.Found!.Value, Is.EqualTo(Hryvnias(500)));
        Assert.That(Accounting.Given(Atm), Is.EqualTo(Hryvnias(750)));
        Assert.That(Atm.Terminal!.Status.Reason, Is.EqualTo(OutOfServiceReason.Locked));
        Assert.That(Atm.Journaled<WithdrawalCompleted>().Single().Amount, Is.EqualTo(Hryvnias(750)));
        Assert.That(Atm.Host.Queries.Postings(Atm.Config.TerminalId).Single().Amount, Is.EqualTo(Hryvnias(750)));
    }

    [Test]
    public void B10_the_shutter_does_not_open()
    {
        Atm.Machine.Arm(DispenserFaults.ShutterStuck, Of("when", "opening"));
        Atm.Customer.Order(750).TakeCard().See("Apology").Leave();
        NothingIsOpenAndNothingWasPosted();
    }

    [Test]
    public void B11_the_program_dies_between_pick_and_present()
    {
        var customer = Atm.Customer.Order(750).See("TakeCardFirst");
        Atm.KillProgram();
        Atm.Wait(TimeSpan.FromMinutes(1));
        Atm.Reboot();
        customer.TakeCard().Leave();
        NothingIsOpenAndNothingWasPosted();
    }

    [Test]
    public void C1_power_fails_after_presenting_and_the_customer_takes_the_notes_in_the_dark()
    {
        CutPowerWhileNotesWait(750);
        Assert.That(Atm.Customer.Grab(), Is.GreaterThan(0));
        Atm.Reboot();
        Atm.Customer.Leave();
        Assert.That(Atm.Journaled<WithdrawalCompleted>().Single().Because, Does.Contain("C1"));
        Paid(750);
    }

    [Test]
    public void C2_power_fails_after_presenting_and_the_notes_are_still_there()
    {
        CutPowerWhileNotesWait(750);
        Atm.Reboot();
        Atm.Customer.Leave();
        Assert.That(Atm.Notes.Retract.Values.Sum(), Is.GreaterThan(0));
        NothingIsOpenAndNothingWasPosted();
    }

    [Test]
    public void C2_power_fails_after_presenting_and_a_part_is_still_there()
    {
        CutPowerWhileNotesWait(1000);
        Assert.That(Atm.Machine.Mechanism<CashDispenserMechanism>().TakeNotes(1), Is.EqualTo(1));
        Atm.Reboot();
        Atm.Customer.Leave();
        Paid(500);
    }

    [Test]
    public void C3_power_fails_after_presenting_and_the_notes_cannot_be_counted()
    {
        CutPowerWhileNotesWait(750);
        Atm.Machine.Arm(DispenserFaults.Jam, Of("place", "purge"));
        Atm.Reboot();
        Atm.Settle();
        Assert.That(Atm.Terminal!.Status.Reason, Is.EqualTo(OutOfServiceReason.SuspectCase));
        HeldUntilAPersonDecides();
        Assert.That(Accounting.Check(Atm), Is.Empty);
    }

    [Test]
    public void C5_nothing_is_taken_and_the_retracted_notes_cannot_be_counted()
    {
        Atm.Customer.Order(750).TakeCard().See("TakeCash");
        Atm.Machine.Arm(DispenserFaults.Jam, Of("place", "purge"));
        Atm.Settle();
        Assert.That(Atm.Terminal!.Status.Reason, Is.EqualTo(OutOfServiceReason.SuspectCase));
        HeldUntilAPersonDecides();
        Assert.That(Accounting.Check(Atm), Is.Empty);
    }

    [Test]
    public void C4_nothing_is_taken()
    {
        Atm.Customer.Order(750).TakeCard().See("Apology").Leave();
        Assert.That(Atm.Journaled<WithdrawalCompleted>().Single().ReversalReason, Is.EqualTo("17"));
        NothingIsOpenAndNothingWasPosted();
    }

    [Test]
    public void C6_a_part_is_taken()
    {
        Atm.Customer.Order(1000).TakeCard().TakeNotes(atMost: 1).Leave();
        Paid(500);
    }

    [Test]
    public void C8_the_shutter_is_forced_while_notes_are_presented()
    {
        var customer = Atm.Customer.Order(750).TakeCard().See("TakeCash");
        Atm.Wait(TimeSpan.FromSeconds(3));
        Atm.Machine.Arm(DispenserFaults.ShutterForced, once: false);
        customer.TakeNotes().Leave();
        Assert.That(Atm.Journaled<ReversalQueued>(), Is.Empty);
        Assert.That(Atm.Journaled<WithdrawalCompleted>().Where(c => c.Amount.IsZero), Is.Empty);
        Assert.That(Accounting.Check(Atm), Is.Empty);
    }

    [Test]
    public void C8_with_the_full_amount_the_terminal_stays_locked_over_restarts_until_a_person_comes()
    {
        CutPowerWhileNotesWait(750);
        Atm.WriteWhileOff(new CustomerAccessDoubted(new(1), "the shutter was forced"));
        Assert.That(Atm.Customer.Grab(), Is.GreaterThan(0));
        for (var start = 0; start < 3; start++)
        {
            Atm.Reboot();
            Atm.Settle();
            Assert.That(Atm.Terminal!.Status.Reason, Is.EqualTo(OutOfServiceReason.Locked));
        }
        Atm.Customer.TurnSwitch(supervisor: true).TurnSwitch(supervisor: false).Leave();
        Assert.That(Atm.Terminal!.Status.State, Is.EqualTo(SessionState.AwaitingCard));
        Paid(750);
    }

    [Test]
    public void C9_the_card_is_not_taken()
    {
        Atm.Customer.Order(750).See("TakeCardFirst").See("Apology").Leave();
        Assert.That(Atm.Cards.Retained, Is.EqualTo(new[] { "card1" }));
        Assert.That(Atm.Notes.Reject.Values.Sum(), Is.GreaterThan(0));
        NothingIsOpenAndNothingWasPosted();
    }

    [Test]
    public void C10_notes_in_the_throat_are_cleared_before_the_next_session()
    {
        Atm.Machine.Arm(DispenserFaults.NoteLeft);
        Atm.Customer.Order(1000).TakeCard().Leave();
        Assert.That(Accounting.Check(Atm), Is.Empty);
    }

    [Test]
    public void D1_power_fails_after_taking_and_before_the_completion()
    {
        Atm.CutPowerAfter(e => e is NotesTaken);
        Atm.Customer.Order(750).TakeCard().TakeNotes();
        Atm.Wait(TimeSpan.FromSeconds(1));
        Atm.Reboot();
        Atm.Customer.Leave();
        Paid(750);
    }

    [Test]
    public void F4_a_withdrawal_over_the_end_of_the_business_day_is_counted_once_on_the_day_it_was_completed()
    {
        // The sample bank's day ends at 21:00 UTC.
        var end = new DateTimeOffset(2026, 11, 20, 21, 0, 0, TimeSpan.Zero);
        WaitFor(end - TimeSpan.FromSeconds(40));
        var customer = Atm.Customer.Identify().AskFor(750).See("ConfirmFee");
        WaitFor(end - TimeSpan.FromSeconds(10));
        customer.Press("R4").TakeCard();
        WaitFor(end + TimeSpan.FromSeconds(2));
        customer.TakeNotes().Leave();
        var requested = Atm.Journal.Single(e => e.Event is WithdrawalRequested).At;
        var completed = Atm.Journal.Single(e => e.Event is WithdrawalCompleted).At;
        Assert.That((requested < end, completed > end), Is.EqualTo((true, true)), "it did run over the end");
        var posting = Atm.Host.Queries.Postings(Atm.Config.TerminalId).Single();
        Assert.That(posting.BusinessDay, Is.EqualTo(new DateOnly(2026, 11, 21)));
        Paid(750);

        void WaitFor(DateTimeOffset moment) => Atm.Wait(moment - Atm.Clock.GetUtcNow());
    }

    [Test]
    public void The_operator_waits_for_the_customer_and_the_terminal_serves_again()
    {
        var customer = Atm.Customer.Order(750).See("TakeCardFirst");
        customer.TurnSwitch(supervisor: true).TakeCard().TakeNotes().See("OutOfService");
        Assert.That(Atm.Terminal!.Status.Reason, Is.EqualTo(OutOfServiceReason.OperatorSwitch));
        customer.TurnSwitch(supervisor: false).Withdraw(200);
        Assert.That(Accounting.Check(Atm), Is.Empty);
    }

    [Test]
    public void A_wrong_PIN_is_asked_again()
    {
        Atm.Customer.Identify(pin: "9999").AskFor(500).See("ConfirmFee").Press("R4").See("PinWrong").EnterPin();
        Atm.Customer.TakeCard().TakeNotes().Leave();
        Paid(500);
    }

    [Test]
    public void Three_wrong_PINs_cost_the_card()
    {
        var customer = Atm.Customer.Identify(pin: "9999").AskFor(500).See("ConfirmFee").Press("R4").See("PinWrong");
        customer.EnterPin(pin: "9999").EnterPin(pin: "9999").See("CardKept").Leave();
        Assert.That(Atm.Cards.Retained, Is.EqualTo(new[] { "card1" }));
        NothingIsOpenAndNothingWasPosted();
    }

    [Test]
    public void A_stolen_card_is_kept()
    {
        Atm.Customer.Order(500, card: 6).See("CardKept").Leave();
        Assert.That(Atm.Cards.Retained, Is.EqualTo(new[] { "card6" }));
        NothingIsOpenAndNothingWasPosted();
    }

    [Test]
    public void An_expired_card_comes_back_without_a_question_to_the_bank()
    {
        Atm.Customer.Insert(card: 5).See("Apology").TakeCard().Leave();
        Assert.That(Atm.Journaled<SessionStarted>(), Is.Empty);
        Assert.That(Atm.Cards.Place, Is.Null.Or.Not.EqualTo(CardPlace.Inside));
        NothingIsOpenAndNothingWasPosted();
    }
}
