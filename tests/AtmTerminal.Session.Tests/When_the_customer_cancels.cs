using AtmTerminal.Devices.Contracts;
using AtmTerminal.Domain.Events;
using AtmTerminal.Session.Table;

namespace AtmTerminal.Session.Tests;

public class When_the_customer_cancels
{
    private Machine _machine = null!;

    [SetUp]
    public void Start() => _machine = new Machine().Start();

    [TearDown]
    public void Dispose() => _machine.Dispose();

    public static IEnumerable<TestCaseData> BeforeTheBankIsAsked =>
        new (string Where, Action<Machine> Get)[]
        {
            ("at the languages", m => m.Insert()),
            ("at the services", m => m.ToServices()),
            ("at the amounts", m => m.ToServices().Press("L1")),
            ("while typing", m => m.ToServices().Press("L1").Press("R4").Press(PadKey.Digit5)),
            ("at the nearest amounts", m => m.ToFee("150")),
            ("at the fee", m => m.ToFee()),
        }.Select(c => new TestCaseData(c.Get).SetArgDisplayNames(c.Where));

    [TestCaseSource(nameof(BeforeTheBankIsAsked))]
    public void The_card_comes_back_and_nothing_was_asked(Action<Machine> get)
    {
        get(_machine);
        _machine.Press(PadKey.Cancel);
        Assert.That(_machine.Session.State, Is.EqualTo(SessionState.AwaitingCard));
        Assert.That(_machine.Card.Moves, Is.EqualTo(new[] { nameof(CardPosition.Exit) }));
        Assert.That(_machine.Host.Questions, Is.Empty);
    }

    [Test]
    public void At_the_PIN_the_card_comes_back()
    {
        _machine.Insert().Press("L1");
        _machine.Do(() => _machine.Pad.EndEntry(EntryCompletion.Cancel));
        Assert.That(_machine.Session.State, Is.EqualTo(SessionState.AwaitingCard));
    }

    [Test]
    public void While_the_bank_is_asked_the_approval_is_reversed_and_no_request_written_A10()
    {
        _machine.Host.HoldAnswers();
        _machine.ToFee().Press("R4").Press(PadKey.Cancel);
        _machine.Do(_machine.Host.LetAnswer);
        Assert.That(_machine.Journaled<ReversalQueued>().Single().Reason, Is.EqualTo("17"));
        Assert.That(_machine.Journaled<WithdrawalRequested>(), Is.Empty);
        Assert.That(_machine.Screen.Screen, Is.EqualTo("Apology"));
    }

    [Test]
    public void While_the_card_is_waited_for_nothing_changes()
    {
        _machine.Press(PadKey.Cancel);
        Assert.That((_machine.Session.State, _machine.Card.SlotOpen), Is.EqualTo((SessionState.AwaitingCard, true)));
    }

    [Test]
    public void At_a_lower_amount_the_stacked_notes_are_rejected_and_the_hold_is_released()
    {
        _machine.Dispenser.Misfeeds["2"] = 1;
        _machine.Dispenser.Misfeeds["1"] = 0;
        _machine.ToFee("1000").Press("R4").Press(PadKey.Cancel);
        var completed = _machine.Journaled<WithdrawalCompleted>().Single();
        Assert.That((completed.Amount.IsZero, completed.ReversalReason), Is.EqualTo((true, "17")));
    }
}
