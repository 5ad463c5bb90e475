using AtmTerminal.Devices.Contracts;
using AtmTerminal.Domain.Cash;
using AtmTerminal.Domain.Events;
using AtmTerminal.Session.Decisions;
using AtmTerminal.Session.Table;

namespace AtmTerminal.Session.Tests;

public class When_notes_do_not_go_as_planned
{
    private Machine _machine = null!;

    [SetUp]
    public void Start() => _machine = new Machine().Start();

    [TearDown]
    public void Dispose() => _machine.Dispose();

    [Test]
    public void A_misfeed_is_made_up_from_another_cassette_B3()
    {
        _machine.Dispenser.Misfeeds["2"] = 1;
        _machine.ToFee("1000").Press("R4");
        Assert.That(Completed.Notes, Is.EqualTo(NoteCounts.Of("1", 5).Plus("2", 1)));
        Assert.That(Completed.Amount, Is.EqualTo(Machine.Uah(1000)));
    }

    [Test]
    public void Without_any_note_the_withdrawal_is_closed_with_zero_B3()
    {
        _machine.Dispenser.Misfeeds["1"] = 0;
        _machine.Dispenser.Misfeeds["2"] = 0;
        _machine.ToFee("1000").Press("R4");
        Assert.That((Completed.Amount.IsZero, Completed.ReversalReason), Is.EqualTo((true, "22")));
        Assert.That(_machine.Screen.Screen, Is.EqualTo("Apology"));
    }

    [Test]
    public void A_lower_amount_is_offered_and_its_own_fee_is_charged_B5()
    {
        _machine.Dispenser.Misfeeds["2"] = 1;
        _machine.Dispenser.Misfeeds["1"] = 0;
        _machine.ToFee("1000", Machine.OthersCard).Press("R4");
        Assert.That(_machine.Screen.Title, Is.EqualTo("Only 500\u00A0UAH can be paid out"));
        _machine.Press("L1");
        Assert.That((Completed.Amount, Completed.Commission), Is.EqualTo((Machine.Uah(500), Machine.Uah(6))));
        Assert.That(_machine.Screen.Screen, Is.EqualTo("Receipt"));
    }

    [Test]
    public void A_jam_is_cleared_counted_and_decided_as_after_a_power_cut_B6_B7()
    {
        _machine.Dispenser.Fails = CompletionCode.HardwareError;
        _machine.ToFee().Press("R4");
        Assert.That(_machine.Dispenser.Orders[^1], Is.EqualTo("Reset"));
        Assert.That(Completed.Amount.IsZero);
        Assert.That(_machine.Journaled<DeviceFaulted>().Single().Code, Is.EqualTo("dispenser.jam"));
    }

    [Test]
    public void A_jam_that_cannot_be_counted_is_a_case_for_a_person_B6()
    {
        _machine.Dispenser.Misfeeds["2"] = 0;
        _machine.Dispenser.Misfeeds["1"] = 3;
        _machine.Dispenser.Counts = false;
        _machine.ToFee("1000").Press("R4").Press("R1");
        Assert.That(_machine.Journaled<WithdrawalSuspected>().ToList(), Has.Count.EqualTo(1));
        Assert.That(_machine.Journaled<WithdrawalCompleted>(), Is.Empty);
        _machine.Press("R4");
        Assert.That(
            (_machine.Session.State, _machine.Session.OutOfServiceReason, _machine.Card.Media),
            Is.EqualTo((SessionState.OutOfService, OutOfServiceReason.SuspectCase, MediaState.NotPresent))
        );
    }

    [Test]
    public void A_shutter_that_stays_shut_twice_takes_the_terminal_out_of_service_B10()
    {
        _machine.Dispenser.Presentation = PresentOutcome.NotPresented;
        _machine.ToFee().Press("R4").Press("R4");
        Assert.That(_machine.Session.State, Is.EqualTo(SessionState.AwaitingCard));
        _machine.ToFee().Press("R4").Press("R4");
        Assert.That(_machine.Session.OutOfServiceReason, Is.EqualTo(OutOfServiceReason.DispenserFaulted));
        Assert.That(
            _machine.Journaled<WithdrawalCompleted>().Select(c => c.Amount.IsZero),
            Is.EqualTo(new[] { true, true })
        );
    }

    [Test]
    public void A_card_left_in_the_slot_is_kept_and_the_notes_never_leave_C9()
    {
        _machine.Card.CustomerTakesCard = false;
        _machine.ToFee().Press("R4");
        _machine.Wait(TimeSpan.FromSeconds(31));
        Assert.That(_machine.Dispenser.Orders, Does.Contain("Reject").And.Not.Contain("Present"));
        Assert.That(_machine.Journaled<CardRetained>().Single().Reason, Is.EqualTo("CardForgotten"));
        Assert.That((Completed.Amount.IsZero, Completed.ReversalReason), Is.EqualTo((true, "17")));
    }

    [Test]
    public void A_card_that_is_stuck_takes_the_terminal_out_of_service_and_no_cash_goes_out_C9()
    {
        _machine.Card.Jams = true;
        _machine.ToFee().Press("R4").Press("R4");
        Assert.That(_machine.Dispenser.Orders, Does.Not.Contain("Present"));
        Assert.That(_machine.Session.OutOfServiceReason, Is.EqualTo(OutOfServiceReason.CardReaderFaulted));
    }

    [Test]
    public void Cash_not_taken_is_retracted_and_closed_with_zero_C4()
    {
        _machine.Dispenser.Presentation = PresentOutcome.NotTaken;
        _machine.ToFee().Press("R4");
        Assert.That((Completed.Amount.IsZero, Completed.ReversalReason), Is.EqualTo((true, "17")));
        Assert.That(_machine.Screen.Lines.Single(), Does.Contain("not taken"));
    }

    [Test]
    public void Cash_not_taken_and_not_counted_is_a_case_for_a_person_C5()
    {
        _machine.Dispenser.Presentation = PresentOutcome.NotTaken;
        _machine.Dispenser.Counts = false;
        _machine.ToFee().Press("R4");
        Assert.That(_machine.Journaled<WithdrawalSuspected>().ToList(), Has.Count.EqualTo(1));
        Assert.That(_machine.Journaled<WithdrawalCompleted>(), Is.Empty);
    }

    [Test]
    public void A_part_taken_is_the_part_that_is_charged_C6()
    {
        _machine.Dispenser.Presentation = PresentOutcome.NotTaken;
        _machine.Dispenser.PulledOut = NoteCounts.Of("2", 1);
        _machine.ToFee("1300").Press("R4");
        Assert.That((Completed.Amount, Completed.Notes), Is.EqualTo((Machine.Uah(500), NoteCounts.Of("2", 1))));
        Assert.That(_machine.Screen.Screen, Is.EqualTo("Receipt"));
    }

    [Test]
    public void Notes_taken_while_the_retract_starts_count_as_taken_C7()
    {
        _machine.Dispenser.Presentation = PresentOutcome.NotTaken;
        _machine.Dispenser.PulledOut = NoteCounts.Of("1", 3).Plus("2", 2);
        _machine.ToFee("1300").Press("R4");
        Assert.That(Completed.Amount, Is.EqualTo(Machine.Uah(1300)));
    }

    [Test]
    public void A_forced_shutter_never_gives_the_money_back_C8()
    {
        _machine.Dispenser.Presentation = PresentOutcome.AccessUnclear;
        _machine.ToFee("1300").Press("R4");
        Assert.That(_machine.Journaled<WithdrawalCompleted>().Where(c => c.Amount.IsZero), Is.Empty);
        Assert.That(_machine.Journaled<ReversalQueued>(), Is.Empty);
        _machine.Press("R4");
        Assert.That(_machine.Session.State, Is.EqualTo(SessionState.OutOfService));
    }

    [TestCase(PresentOutcome.NotTaken)]
    [TestCase(PresentOutcome.AccessUnclear)]
    public void What_nobody_knows_is_not_journaled_as_given(PresentOutcome outcome)
    {
        _machine.Dispenser.Presentation = outcome;
        _machine.Dispenser.Counts = false;
        _machine.ToFee().Press("R4").Press("R4");
        Assert.That(_machine.Journaled<WithdrawalSuspected>().ToList(), Has.Count.EqualTo(1));
        Assert.That(_machine.Journaled<SessionEnded>().Single().How, Is.EqualTo("Unclear"));
    }

    [Test]
    public void Notes_that_came_back_after_a_fault_are_not_journaled_as_given()
    {
        _machine.Journal.Appended += entry =>
        {
            if (entry.Event is NotesStacked)
                _machine.Dispenser.Fails = CompletionCode.HardwareError;
        };
        _machine.ToFee().Press("R4").Press("R4");
        Assert.That(Completed.Amount.IsZero);
        Assert.That(_machine.Journaled<SessionEnded>().Single().How, Is.EqualTo("Unclear"));
    }

    [Test]
    public void A_cassette_that_is_pulled_out_does_not_change_the_worth_of_its_stacked_notes()
    {
        _machine.Journal.Appended += entry =>
        {
            if (entry.Event is NotesStacked)
                _machine.Dispenser.Removed.Add("2");
        };
        _machine.ToFee("1300").Press("R4");
        Assert.That(Completed.Amount, Is.EqualTo(Machine.Uah(1300)));
    }

    [Test]
    public void More_notes_than_ordered_never_leave_and_the_terminal_stops_serving_B9()
    {
        _machine.Dispenser.Surplus = NoteCounts.Of("1", 1);
        _machine.ToFee("500").Press("R4");
        Assert.That(_machine.Dispenser.Orders, Does.Contain("Reject").And.Not.Contain("Present"));
        Assert.That(Completed.Amount.IsZero);
        _machine.Press("R4").Press("R4");
        Assert.That(_machine.Session.OutOfServiceReason, Is.EqualTo(OutOfServiceReason.DispenserFaulted));
    }

    [TestCase("Reject", PresentOutcome.NotPresented)]
    [TestCase("Retract", PresentOutcome.NotTaken)]
    public void A_clearing_that_fails_is_followed_by_a_reset_that_decides(string clearing, PresentOutcome outcome)
    {
        _machine.Dispenser.Presentation = outcome;
        _machine.Dispenser.FailingClearings.Add(clearing);
        _machine.ToFee().Press("R4");
        Assert.That(_machine.Dispenser.Orders.TakeLast(2), Is.EqualTo(new[] { clearing, "Reset" }));
        Assert.That(_machine.Screen.Screen, Is.EqualTo("Apology"));
    }

    [Test]
    public void When_nothing_can_be_cleared_any_more_a_person_has_to_come()
    {
        _machine.Dispenser.Presentation = PresentOutcome.NotTaken;
        _machine.Dispenser.FailingClearings.UnionWith(["Retract", "Reset"]);
        _machine.ToFee().Press("R4").Press("R4");
        Assert.That(_machine.Journaled<WithdrawalCompleted>(), Is.Empty);
        Assert.That(_machine.Journaled<WithdrawalSuspected>(), Has.Exactly(1).Items);
        Assert.That(_machine.Session.OutOfServiceReason, Is.EqualTo(OutOfServiceReason.SuspectCase));
    }

    [Test]
    public void A_stacker_that_contradicts_itself_is_judged_by_what_the_clearing_counts()
    {
        _machine.Dispenser.Presentation = PresentOutcome.NotPresented;
        _machine.Dispenser.StackerUnknown = true;
        _machine.ToFee().Press("R4");
        Assert.That(Completed.Amount.IsZero);
    }

    [Test]
    public void A_doubt_that_the_dispenser_has_journaled_is_not_journaled_twice_C8()
    {
        _machine.Dispenser.Presentation = PresentOutcome.AccessUnclear;
        _machine.Dispenser.JournalsDoubts = true;
        _machine.ToFee().Press("R4");
        Assert.That(_machine.Journaled<CustomerAccessDoubted>(), Has.Exactly(1).Items);
    }

    [Test]
    public void A_locked_terminal_is_unlocked_by_the_key_and_by_nothing_else_C8()
    {
        _machine.Journal.Append(new TerminalLocked("the shutter was forced"));
        _machine.Do(() => _machine.Auxiliaries.OpenSafe(true));
        Assert.That(_machine.Session.OutOfServiceReason, Is.EqualTo(OutOfServiceReason.Locked));
        _machine.Do(() => _machine.Auxiliaries.OpenSafe(false));
        Assert.That(_machine.Session.OutOfServiceReason, Is.EqualTo(OutOfServiceReason.Locked));
        _machine.Do(() => _machine.Auxiliaries.Turn(OperatorSwitch.Supervisor));
        _machine.Do(() => _machine.Auxiliaries.Turn(OperatorSwitch.Run));
        Assert.That(_machine.Journaled<TerminalUnlocked>(), Has.Exactly(1).Items);
        Assert.That(_machine.Session.State, Is.EqualTo(SessionState.AwaitingCard));
    }

    private WithdrawalCompleted Completed => _machine.Journaled<WithdrawalCompleted>().Single();
}
