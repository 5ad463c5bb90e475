using AtmTerminal.Devices.Contracts;
using AtmTerminal.Domain.Cash;
using AtmTerminal.Domain.Events;
using AtmTerminal.Session.Decisions;
using AtmTerminal.Session.Table;

namespace AtmTerminal.Session.Tests;

public class When_the_journal_fails
{
    private Machine _machine = null!;

    [TearDown]
    public void Dispose() => _machine.Dispose();

    [TestCase(typeof(SessionStarted), "before the session")]
    [TestCase(typeof(AuthorizationSent), "before the question")]
    [TestCase(typeof(WithdrawalRequested), "A7, A8: before the motors")]
    public void No_note_moves_the_card_comes_back_and_nobody_is_served_any_more(Type at, string when)
    {
        _machine = new Machine().Start();
        _machine.Journal.FailsAt = at;
        _machine.ToFee().Press("R4");
        Assert.That(_machine.Dispenser.Orders, Is.EqualTo(new[] { "Reset" }), when);
        Assert.That(_machine.Card.Media, Is.EqualTo(MediaState.NotPresent), when);
        Assert.That(
            (_machine.Session.State, _machine.Session.OutOfServiceReason, _machine.Screen.Screen),
            Is.EqualTo((SessionState.OutOfService, OutOfServiceReason.JournalFailed, "OutOfService")),
            when
        );
    }

    public static IEnumerable<TestCaseData> Moments =>
        new (string Moment, Type At, Action<Machine> Until)[]
        {
            ("the start", typeof(TerminalStarted), m => m.Start()),
            ("the first decision whether to serve", typeof(ServiceStateChanged), m => m.Start()),
            ("a clearing that fails at the start", typeof(DeviceFaulted), m => CannotBeCleared(m).Start()),
            ("a card path that cannot be cleared", typeof(DeviceFaulted), m => CardPathCannotBeCleared(m).Start()),
            ("a reader that fails", typeof(DeviceFaulted), m => m.Start().Do(m.Card.FailWithCardInside)),
            ("a PIN pad without keys", typeof(DeviceFaulted), m => PadWithoutKeys(m.Start()).ToFee().Press("R4")),
            ("an approval not wanted any more", typeof(ReversalQueued), CancelWhileTheBankIsAsked),
            ("a jam", typeof(DeviceFaulted), m => Jammed(m.Start()).ToFee().Press("R4")),
            ("the judgement after a jam", typeof(WithdrawalCompleted), m => Jammed(m.Start()).ToFee().Press("R4")),
            ("more notes than ordered", typeof(DeviceFaulted), m => Overcounting(m.Start()).ToFee().Press("R4")),
            ("notes rejected", typeof(WithdrawalCompleted), m => Overcounting(m.Start()).ToFee().Press("R4")),
            ("a forced shutter", typeof(CustomerAccessDoubted), m => Forced(m.Start()).ToFee().Press("R4")),
            ("a card that is stuck", typeof(DeviceFaulted), m => CardJams(m.Start()).ToServices().Press("R4")),
            ("a card that is kept", typeof(CardRetained), LeaveTheCard),
            ("the end of a session", typeof(SessionEnded), m => m.Start().ToServices().Press("R4")),
        }.Select(c => new TestCaseData(c.At, c.Until).SetArgDisplayNames(c.Moment));

    [TestCaseSource(nameof(Moments))]
    public void At_any_other_moment_it_is_the_last_thing_that_happens(Type at, Action<Machine> until)
    {
        _machine = new Machine();
        _machine.Journal.FailsAt = at;
        until(_machine);
        Assert.That(_machine.Journal.Failure, Is.Not.Null, "the moment has come");
        Assert.That(
            (_machine.Session.State, _machine.Session.OutOfServiceReason, _machine.Card.SlotOpen),
            Is.EqualTo((SessionState.OutOfService, OutOfServiceReason.JournalFailed, false))
        );
        Assert.That(_machine.Journaled<NotesTaken>(), Is.Empty);
    }

    [Test]
    public void Before_the_start_no_device_is_touched()
    {
        _machine = new Machine();
        _machine.Journal.FailsAt = typeof(SecurityNoted);
        _machine.Journal.Append(new SecurityNoted("the disk fails here"));
        _machine.Start();
        Assert.That(_machine.Dispenser.Orders, Is.Empty);
        Assert.That(_machine.Session.State, Is.EqualTo(SessionState.OutOfService));
    }

    [Test]
    public void For_somebody_else_the_terminal_stops_as_soon_as_it_is_told()
    {
        _machine = new Machine().Start();
        _machine.Journal.FailsAt = typeof(SecurityNoted);
        _machine.Journal.Append(new SecurityNoted("the disk fails here"));
        _machine.Do(_machine.Session.LookAgain);
        _machine.Wait(TimeSpan.FromMinutes(11));
        Assert.That(_machine.Session.State, Is.EqualTo(SessionState.OutOfService));
    }

    [Test]
    public void At_the_completion_no_new_session_starts_D2()
    {
        _machine = new Machine().Start();
        _machine.Journal.FailsAt = typeof(WithdrawalCompleted);
        _machine.ToFee().Press("R4");
        Assert.That(_machine.Session.OutOfServiceReason, Is.EqualTo(OutOfServiceReason.JournalFailed));
        Assert.That(_machine.Card.SlotOpen, Is.False);
    }

    [Test]
    public void The_key_switch_does_not_bring_it_back()
    {
        _machine = new Machine().Start();
        _machine.Journal.FailsAt = typeof(SessionStarted);
        _machine.Insert();
        _machine.Do(() => _machine.Auxiliaries.Turn(OperatorSwitch.Supervisor));
        _machine.Do(() => _machine.Auxiliaries.Turn(OperatorSwitch.Run));
        Assert.That(_machine.Session.State, Is.EqualTo(SessionState.OutOfService));
    }

    [Test]
    public void During_a_question_to_the_bank_it_stops_once_and_the_card_comes_back_once()
    {
        _machine = new Machine().Start();
        var stops = 0;
        _machine.Session.Moved += row => stops += row.Do == Effect.StopAtOnce ? 1 : 0;
        _machine.Host.HoldAnswers();
        _machine.ToFee().Press("R4");
        _machine.Journal.FailsAt = typeof(SecurityNoted);
        _machine.Do(() => _machine.Journal.Append(new SecurityNoted("an answer to no question")));
        _machine.Press(PadKey.Cancel);
        _machine.Do(() => _machine.Auxiliaries.Turn(OperatorSwitch.Supervisor));
        _machine.Do(_machine.Host.LetAnswer);
        _machine.Do(() => _machine.Auxiliaries.Turn(OperatorSwitch.Run));
        Assert.That((stops, _machine.Card.Moves), Is.EqualTo((1, (string[])["Exit"])));
        Assert.That(_machine.Session.OutOfServiceReason, Is.EqualTo(OutOfServiceReason.JournalFailed));
    }

    private static Machine CannotBeCleared(Machine machine)
    {
        machine.Dispenser.FailingClearings.Add("Reset");
        return machine;
    }

    private static Machine CardPathCannotBeCleared(Machine machine)
    {
        machine.Card.Clears = false;
        return machine;
    }

    private static Machine PadWithoutKeys(Machine machine)
    {
        machine.Pad.HasKeys = false;
        return machine;
    }

    private static Machine Jammed(Machine machine)
    {
        machine.Dispenser.Fails = CompletionCode.HardwareError;
        return machine;
    }

    private static Machine Overcounting(Machine machine)
    {
        machine.Dispenser.Surplus = NoteCounts.Of("1", 1);
        return machine;
    }

    private static Machine Forced(Machine machine)
    {
        machine.Dispenser.Presentation = PresentOutcome.AccessUnclear;
        return machine;
    }

    private static Machine CardJams(Machine machine)
    {
        machine.Card.Jams = true;
        return machine;
    }

    private static void CancelWhileTheBankIsAsked(Machine machine)
    {
        machine.Start().Host.HoldAnswers();
        machine.ToFee().Press("R4").Press(PadKey.Cancel);
        machine.Do(machine.Host.LetAnswer);
    }

    private static void LeaveTheCard(Machine machine)
    {
        machine.Start().Card.CustomerTakesCard = false;
        machine.ToServices().Press("R4");
        machine.Wait(TimeSpan.FromSeconds(31));
    }
}
