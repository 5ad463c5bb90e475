using AtmTerminal.Devices.Contracts;
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
}
