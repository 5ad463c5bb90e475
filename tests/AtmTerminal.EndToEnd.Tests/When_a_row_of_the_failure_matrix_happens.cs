using AtmTerminal.Domain.Amounts;
using AtmTerminal.Domain.Events;
using AtmTerminal.Service;
using AtmTerminal.Session.Decisions;
using AtmTerminal.Session.Table;
using AtmTerminal.SimulatedBoard.CardReader;
using AtmTerminal.SimulatedBoard.CashDispenser;
using AtmTerminal.Testing;

namespace AtmTerminal.EndToEnd.Tests;

/// <summary>Rows of the failure matrix through the whole house; each ends with machine, journal and bank held against each other.</summary>
public class When_a_row_of_the_failure_matrix_happens
{
    private TestTerminal _atm = null!;

    [SetUp]
    public void Start() => _atm = new();

    [TearDown]
    public void Dispose() => _atm.Dispose();

    [Test]
    public void A1_power_fails_before_the_bank_was_asked()
    {
        _atm.Customer.Identify();
        _atm.CutPower();
        _atm.Reboot();
        _atm.Customer.TakeCard();
        Assert.That(Accounting.Given(_atm).IsZero);
        NothingIsOpenAndNothingWasPosted();
    }

    [Test]
    public void A1_and_a_card_that_nobody_takes_back_is_kept()
    {
        _atm.Customer.Identify();
        _atm.CutPower();
        _atm.Reboot();
        _atm.Customer.Leave();
        Assert.That(_atm.Cards.Retained, Is.EqualTo(new[] { "card1" }));
        Assert.That(_atm.Journaled<CardRetained>(), Has.Count.EqualTo(1));
        NothingIsOpenAndNothingWasPosted();
    }

    [Test]
    public void A2_no_answer_in_time([Values] bool hostHasHeardTheQuestion)
    {
        var customer = _atm.Customer.Identify().AskFor(500).See("ConfirmFee");
        if (hostHasHeardTheQuestion)
            _atm.Line.AnswersToLose = 1;
        else
            _atm.Line.QuestionsToLose = 1;
        customer.Press("R4").See("Apology").TakeCard().Leave();
        Assert.That(_atm.Journaled<ReversalQueued>().Single().Reason, Is.EqualTo("68"));
        NothingIsOpenAndNothingWasPosted();
    }

    [Test]
    public void A3_declined()
    {
        _atm.Customer.Order(500, card: 2).See("Refusal").Press("R4").TakeCard().Leave();
        Assert.That(_atm.Journaled<AuthorizationDeclined>().Single().ResponseCode, Is.EqualTo("51"));
        NothingIsOpenAndNothingWasPosted();
    }

    [Test]
    public void A4_the_approval_comes_after_the_time_limit()
    {
        var customer = _atm.Customer.Identify().AskFor(500).See("ConfirmFee");
        _atm.Line.RoundTrip = TimeSpan.FromSeconds(40);
        customer.Press("R4").See("Apology").TakeCard();
        _atm.Line.RoundTrip = TimeSpan.FromMilliseconds(40);
        customer.Leave();
        NothingIsOpenAndNothingWasPosted();
    }

    [Test]
    public void A5_an_answer_with_a_wrong_MAC_is_no_answer()
    {
        var customer = _atm.Customer.Identify().AskFor(500).See("ConfirmFee");
        _atm.Line.AnswersToAlter = 1;
        customer.Press("R4").See("Apology").TakeCard().Leave();
        Assert.That(_atm.Journaled<SecurityNoted>(), Is.Not.Empty);
        NothingIsOpenAndNothingWasPosted();
    }

    [Test]
    public void A6_power_fails_after_the_approval()
    {
        var customer = _atm.Customer.Identify().AskFor(500).See("ConfirmFee");
        _atm.CutPowerAfter(e => e is AuthorizationSent);
        customer.Press("R4");
        _atm.Reboot();
        _atm.Customer.TakeCard().Leave();
        Assert.That(_atm.Journaled<ReversalQueued>().Single().Because, Does.Contain("A6"));
        NothingIsOpenAndNothingWasPosted();
    }

    [Test]
    public void A10_cancel_after_the_approval()
    {
        var customer = _atm.Customer.Identify().AskFor(500).See("ConfirmFee");
        _atm.Line.RoundTrip = TimeSpan.FromSeconds(3);
        customer.Press("R4").Type("Cancel").See("Apology").TakeCard().Leave();
        Assert.That(_atm.Journaled<ReversalQueued>().Single().Reason, Is.EqualTo("17"));
        NothingIsOpenAndNothingWasPosted();
    }

    [Test]
    public void B3_a_cassette_misfeeds_and_another_mix_is_found()
    {
        _atm.Machine.Arm(DispenserFaults.Empty, Of("unit", "4"), once: false);
        _atm.Customer.Withdraw(500);
        Paid(500);
    }

    [Test]
    public void B4_a_double_note_is_diverted_and_picked_anew()
    {
        _atm.Machine.Arm(DispenserFaults.DoublePick);
        _atm.Customer.Withdraw(750);
        Assert.That(_atm.Notes.Reject.Values.Sum(), Is.EqualTo(2));
        Paid(750);
    }

    [Test]
    public void B4_a_damaged_note_is_diverted_and_picked_anew()
    {
        _atm.Machine.Arm(DispenserFaults.Damaged);
        _atm.Customer.Withdraw(750);
        Paid(750);
    }

    [Test]
    public void B5_less_is_offered_and_accepted()
    {
        foreach (var unit in (string[])["1", "2", "3"])
            _atm.Machine.Arm(DispenserFaults.Empty, Of("unit", unit), once: false);
        _atm.Customer.Order(700).See("OfferLess").Press("L1").TakeCard().TakeNotes().Leave();
        Paid(500);
    }

    [Test]
    public void B5_less_is_offered_and_refused()
    {
        foreach (var unit in (string[])["1", "2", "3"])
            _atm.Machine.Arm(DispenserFaults.Empty, Of("unit", unit), once: false);
        _atm.Customer.Order(700).See("OfferLess").Press("R1").See("Apology").TakeCard().Leave();
        Assert.That(_atm.Notes.Reject.Values.Sum(), Is.EqualTo(1));
        NothingIsOpenAndNothingWasPosted();
    }

    [Test]
    public void B6_a_jam_that_cannot_be_counted_is_a_case_and_keeps_its_hold()
    {
        _atm.Machine.Arm(DispenserFaults.Jam, Of("place", "transport"));
        _atm.Customer.Order(750).See("Apology").TakeCard().Leave();
        Assert.That(_atm.Terminal!.Status.Reason, Is.EqualTo(OutOfServiceReason.SuspectCase));
        Assert.That(_atm.Host.Queries.OpenHolds(), Has.Count.EqualTo(1));
        Assert.That(Accounting.Check(_atm), Is.Empty);
    }

    [Test]
    public void B10_the_shutter_does_not_open()
    {
        _atm.Machine.Arm(DispenserFaults.ShutterStuck, Of("when", "opening"));
        _atm.Customer.Order(750).TakeCard().See("Apology").Leave();
        NothingIsOpenAndNothingWasPosted();
    }

    [Test]
    public void B11_the_program_dies_between_pick_and_present()
    {
        var customer = _atm.Customer.Order(750).See("TakeCardFirst");
        _atm.KillProgram();
        _atm.Wait(TimeSpan.FromMinutes(1));
        _atm.Reboot();
        customer.TakeCard().Leave();
        NothingIsOpenAndNothingWasPosted();
    }

    [Test]
    public void C1_power_fails_after_presenting_and_the_customer_takes_the_notes_in_the_dark()
    {
        CutPowerWhileNotesWait(750);
        Assert.That(_atm.Customer.Grab(), Is.GreaterThan(0));
        _atm.Reboot();
        _atm.Customer.Leave();
        Assert.That(_atm.Journaled<WithdrawalCompleted>().Single().Because, Does.Contain("C1"));
        Paid(750);
    }

    [Test]
    public void C2_power_fails_after_presenting_and_the_notes_are_still_there()
    {
        CutPowerWhileNotesWait(750);
        _atm.Reboot();
        _atm.Customer.Leave();
        Assert.That(_atm.Notes.Retract.Values.Sum(), Is.GreaterThan(0));
        NothingIsOpenAndNothingWasPosted();
    }

    [Test]
    public void C2_power_fails_after_presenting_and_a_part_is_still_there()
    {
        CutPowerWhileNotesWait(1000);
        Assert.That(_atm.Machine.Mechanism<CashDispenserMechanism>().TakeNotes(1), Is.EqualTo(1));
        _atm.Reboot();
        _atm.Customer.Leave();
        Paid(500);
    }

    [Test]
    public void C4_nothing_is_taken()
    {
        _atm.Customer.Order(750).TakeCard().See("Apology").Leave();
        Assert.That(_atm.Journaled<WithdrawalCompleted>().Single().ReversalReason, Is.EqualTo("17"));
        NothingIsOpenAndNothingWasPosted();
    }

    [Test]
    public void C6_a_part_is_taken()
    {
        _atm.Customer.Order(1000).TakeCard().TakeNotes(atMost: 1).Leave();
        Paid(500);
    }

    [Test]
    public void C8_the_shutter_is_forced_while_notes_are_presented()
    {
        var customer = _atm.Customer.Order(750).TakeCard().See("TakeCash");
        _atm.Wait(TimeSpan.FromSeconds(3));
        _atm.Machine.Arm(DispenserFaults.ShutterForced, once: false);
        customer.TakeNotes().Leave();
        Assert.That(_atm.Journaled<ReversalQueued>(), Is.Empty);
        Assert.That(_atm.Journaled<WithdrawalCompleted>().Where(c => c.Amount.IsZero), Is.Empty);
        Assert.That(Accounting.Check(_atm), Is.Empty);
    }

    [Test]
    public void C9_the_card_is_not_taken()
    {
        _atm.Customer.Order(750).See("TakeCardFirst").See("Apology").Leave();
        Assert.That(_atm.Cards.Retained, Is.EqualTo(new[] { "card1" }));
        Assert.That(_atm.Notes.Reject.Values.Sum(), Is.GreaterThan(0));
        NothingIsOpenAndNothingWasPosted();
    }

    [Test]
    public void C10_notes_in_the_throat_are_cleared_before_the_next_session()
    {
        _atm.Machine.Arm(DispenserFaults.NoteLeft);
        _atm.Customer.Order(1000).TakeCard().Leave();
        Assert.That(Accounting.Check(_atm), Is.Empty);
    }

    [Test]
    public void D1_power_fails_after_taking_and_before_the_completion()
    {
        _atm.CutPowerAfter(e => e is NotesTaken);
        _atm.Customer.Order(750).TakeCard().TakeNotes();
        _atm.Wait(TimeSpan.FromSeconds(1));
        _atm.Reboot();
        _atm.Customer.Leave();
        Paid(750);
    }

    [Test]
    public void D8_a_damaged_journal_is_kept_and_nobody_is_served()
    {
        _atm.Customer.Withdraw(750);
        _atm.CutPower();
        var file = Path.Combine(_atm.Folder, "journal.db");
        var damaged = File.ReadAllBytes(file);
        damaged.AsSpan(0, 64).Fill(0x55);
        File.WriteAllBytes(file, damaged);
        for (var start = 0; start < 2; start++)
        {
            _atm.Reboot();
            Assert.That(_atm.Terminal, Is.Null);
            Assert.That(_atm.Refusal, Does.Contain("journal"));
        }
    }

    [Test]
    public void E1_the_line_is_down_after_the_completion()
    {
        var customer = _atm.Customer.Order(750).TakeCard();
        _atm.Line.IsUp = false;
        customer.TakeNotes().See("Receipt").Press("R4").See("LinkDown");
        Assert.That(_atm.Terminal!.Status.Queued, Is.EqualTo(1));
        _atm.Line.IsUp = true;
        customer.Leave();
        Paid(750);
    }

    [Test]
    public void E2_power_fails_after_the_completion_was_posted_and_before_its_answer()
    {
        var customer = _atm.Customer.Order(750).TakeCard();
        _atm.Line.AnswersToLose = 3;
        customer.TakeNotes();
        _atm.Wait(TimeSpan.FromSeconds(5));
        _atm.CutPower();
        _atm.Reboot();
        customer.Leave();
        Paid(750);
    }

    [Test]
    public void E3_the_host_has_posted_and_its_answer_is_lost()
    {
        var customer = _atm.Customer.Order(750).TakeCard();
        _atm.Line.AnswersToLose = 1;
        customer.TakeNotes().Leave();
        Paid(750);
    }

    [Test]
    public void E7_an_answer_to_the_upload_with_a_wrong_MAC_marks_nothing()
    {
        var customer = _atm.Customer.Order(750).TakeCard();
        _atm.Line.AnswersToAlter = 1;
        customer.TakeNotes().Leave();
        Assert.That(_atm.Journaled<SecurityNoted>(), Is.Not.Empty);
        Paid(750);
    }

    [Test]
    public void F1_new_counts_are_refused_while_a_request_is_open()
    {
        var customer = _atm.Customer.Order(750).See("TakeCardFirst");
        Assert.That(
            _atm.Terminal!.Load(_atm.Config.FirstLoading(), "technician"),
            Is.EqualTo(LoadingOutcome.RequestOpen)
        );
        customer.TakeCard().TakeNotes().Leave();
        Paid(750);
    }

    [Test]
    public void F5_a_stop_waits_for_the_customer()
    {
        var customer = _atm.Customer.Order(750).See("TakeCardFirst");
        _atm.OnTheLoop(() => _ = _atm.Terminal!.StopAsync());
        Assert.That(_atm.Screen.Screen, Is.EqualTo("TakeCardFirst"));
        customer.TakeCard().TakeNotes().See("OutOfService");
        Assert.That(_atm.Terminal!.Status.Reason, Is.EqualTo(OutOfServiceReason.Stopping));
        _atm.Reboot();
        Paid(750);
    }

    [Test]
    public void The_operator_waits_for_the_customer_and_the_terminal_serves_again()
    {
        var customer = _atm.Customer.Order(750).See("TakeCardFirst");
        customer.TurnSwitch(supervisor: true).TakeCard().TakeNotes().See("OutOfService");
        Assert.That(_atm.Terminal!.Status.Reason, Is.EqualTo(OutOfServiceReason.OperatorSwitch));
        customer.TurnSwitch(supervisor: false).Withdraw(200);
        Assert.That(Accounting.Check(_atm), Is.Empty);
    }

    [Test]
    public void A_wrong_PIN_is_asked_again()
    {
        _atm.Customer.Identify(pin: "9999").AskFor(500).See("ConfirmFee").Press("R4").See("PinWrong").EnterPin();
        _atm.Customer.TakeCard().TakeNotes().Leave();
        Paid(500);
    }

    [Test]
    public void Three_wrong_PINs_cost_the_card()
    {
        var customer = _atm.Customer.Identify(pin: "9999").AskFor(500).See("ConfirmFee").Press("R4").See("PinWrong");
        customer.EnterPin(pin: "9999").EnterPin(pin: "9999").See("CardKept").Leave();
        Assert.That(_atm.Cards.Retained, Is.EqualTo(new[] { "card1" }));
        NothingIsOpenAndNothingWasPosted();
    }

    [Test]
    public void A_stolen_card_is_kept()
    {
        _atm.Customer.Order(500, card: 6).See("CardKept").Leave();
        Assert.That(_atm.Cards.Retained, Is.EqualTo(new[] { "card6" }));
        NothingIsOpenAndNothingWasPosted();
    }

    [Test]
    public void An_expired_card_comes_back_without_a_question_to_the_bank()
    {
        _atm.Customer.Insert(card: 5).See("Apology").TakeCard().Leave();
        Assert.That(_atm.Journaled<SessionStarted>(), Is.Empty);
        Assert.That(_atm.Cards.Place, Is.Null.Or.Not.EqualTo(CardPlace.Inside));
        NothingIsOpenAndNothingWasPosted();
    }

    // The throat sensor sees the notes before a hand can grip them; a second later they stand out far enough.
    private void CutPowerWhileNotesWait(int amount)
    {
        _atm.Customer.Order(amount).TakeCard();
        _atm.WaitUntil(() => _atm.Journaled<NotesPresented>().Count > 0, "notes", TimeSpan.FromMinutes(1));
        _atm.Wait(TimeSpan.FromSeconds(1));
        _atm.CutPower();
    }

    private static Dictionary<string, string> Of(string parameter, string value) => new() { [parameter] = value };

    private void Paid(long hryvnias)
    {
        Assert.That(Accounting.Given(_atm), Is.EqualTo(Money.FromMajorUnits(hryvnias, Currency.Uah)));
        Assert.That(Accounting.Check(_atm), Is.Empty);
    }

    private void NothingIsOpenAndNothingWasPosted()
    {
        _atm.Settle();
        Assert.That(_atm.Terminal!.Status.State, Is.EqualTo(SessionState.AwaitingCard));
        Assert.That(_atm.Host.Queries.PostedSum(_atm.Config.TerminalId, Currency.Uah).IsZero);
        Assert.That(Accounting.Given(_atm).IsZero);
        Assert.That(Accounting.Check(_atm), Is.Empty);
    }
}
