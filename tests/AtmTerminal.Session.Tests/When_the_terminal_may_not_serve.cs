using AtmTerminal.Devices.Contracts;
using AtmTerminal.Domain.Events;
using AtmTerminal.HostLink;
using AtmTerminal.Session.Decisions;
using AtmTerminal.Session.Table;

namespace AtmTerminal.Session.Tests;

public class When_the_terminal_may_not_serve
{
    private Machine _machine = null!;

    [SetUp]
    public void Make() => _machine = new Machine();

    [TearDown]
    public void Dispose() => _machine.Dispose();

    [Test]
    public void Without_a_link_the_screen_says_so_and_the_slot_stays_closed()
    {
        _machine.Start();
        _machine.Do(() => _machine.Host.Become(LinkState.Offline));
        Assert.That(_machine.Screen.Title, Is.EqualTo("Немає зв’язку з банком"));
        Assert.That(_machine.Card.SlotOpen, Is.False);
        _machine.Do(() => _machine.Host.Become(LinkState.Online));
        Assert.That(_machine.Session.State, Is.EqualTo(SessionState.AwaitingCard));
    }

    [Test]
    public void A_reader_that_fails_with_a_card_inside_gives_it_back_first()
    {
        _machine.Start();
        _machine.Do(() => _machine.Card.FailWithCardInside());
        Assert.That(_machine.Screen.Screen, Is.EqualTo("Apology"));
        _machine.Press("R4");
        Assert.That(_machine.Card.Media, Is.EqualTo(MediaState.NotPresent));
        Assert.That(_machine.Session.OutOfServiceReason, Is.EqualTo(OutOfServiceReason.CardReaderFaulted));
    }

    [Test]
    public void With_the_key_switch_on_supervisor_a_running_withdrawal_is_finished_first()
    {
        _machine.Start().ToFee();
        _machine.Do(() => _machine.Auxiliaries.Turn(OperatorSwitch.Supervisor));
        _machine.Press("R4");
        Assert.That(_machine.Journaled<WithdrawalCompleted>().Single().Amount, Is.EqualTo(Machine.Uah(1300)));
        _machine.Press("R4");
        Assert.That(_machine.Session.OutOfServiceReason, Is.EqualTo(OutOfServiceReason.OperatorSwitch));
    }

    [Test]
    public void Back_on_run_it_clears_counts_and_serves_again()
    {
        _machine.Start();
        _machine.Do(() => _machine.Auxiliaries.Turn(OperatorSwitch.Supervisor));
        Assert.That(_machine.Session.State, Is.EqualTo(SessionState.OutOfService));
        _machine.Do(() => _machine.Auxiliaries.Turn(OperatorSwitch.Run));
        Assert.That(_machine.Session.State, Is.EqualTo(SessionState.AwaitingCard));
        Assert.That(_machine.Dispenser.Orders, Is.EqualTo(new[] { "Reset", "Reset" }));
    }

    [TestCase(true)]
    [TestCase(null)]
    public void With_a_safe_that_is_not_known_to_be_closed_nobody_is_served(bool? open)
    {
        _machine.Start();
        _machine.Do(() => _machine.Auxiliaries.OpenSafe(open));
        Assert.That(_machine.Session.OutOfServiceReason, Is.EqualTo(OutOfServiceReason.SafeDoorOpen));
        Assert.That(_machine.Screen.Title, Is.EqualTo("Банкомат не працює"));
    }

    [Test]
    public void Without_cash_units_it_waits_for_the_first_exchange()
    {
        _machine.Dispose();
        _machine = new Machine([]).Start();
        Assert.That(_machine.Session.OutOfServiceReason, Is.EqualTo(OutOfServiceReason.NoCashUnits));
    }

    [Test]
    public void A_stop_waits_for_the_running_session_F5()
    {
        _machine.Start().ToFee();
        Task stopped = null!;
        _machine.Do(() => stopped = _machine.Session.StopAsync());
        Assert.That(stopped.IsCompleted, Is.False);
        _machine.Press("R4").Press("R4");
        Assert.That((stopped.IsCompleted, _machine.Session.State), Is.EqualTo((true, SessionState.OutOfService)));
    }

    [Test]
    public void A_stop_asked_for_while_nobody_is_served_ends_at_once_F5()
    {
        _machine.Start();
        _machine.Do(() => _machine.Auxiliaries.OpenSafe(true));
        Task stopped = null!;
        _machine.Do(() => stopped = _machine.Session.StopAsync());
        Assert.That(stopped.IsCompleted);
    }

    [Test]
    public void It_serves_as_soon_as_somebody_has_written_what_was_missing()
    {
        _machine.Dispose();
        _machine = new Machine([]).Start();
        _machine.Journal.Append(new CashUnitsSet(Machine.Units(), "test"));
        _machine.Do(_machine.Session.LookAgain);
        Assert.That(_machine.Session.State, Is.EqualTo(SessionState.AwaitingCard));
    }

    [Test]
    public void Nothing_moves_while_the_key_is_not_on_run_whatever_was_written()
    {
        _machine.Dispose();
        _machine = new Machine([]).Start();
        _machine.Do(() => _machine.Auxiliaries.Turn(OperatorSwitch.Supervisor));
        _machine.Journal.Append(new CashUnitsSet(Machine.Units(), "test"));
        _machine.Do(_machine.Session.LookAgain);
        Assert.That(_machine.Session.State, Is.EqualTo(SessionState.OutOfService));
        Assert.That(_machine.Dispenser.Orders, Is.EqualTo(new[] { "Reset" }), "the start, and nothing since");
    }

    [Test]
    public void It_starts_and_serves_also_when_no_page_shows_its_screen()
    {
        _machine.Dispose();
        _machine = new Machine(watched: false).Start();
        _machine.ToFee().Press("R4");
        Assert.That(_machine.Journaled<WithdrawalCompleted>(), Has.Exactly(1).Items);
    }

    [Test]
    public void Its_reasons_are_in_the_journal()
    {
        _machine.Start();
        _machine.Do(() => _machine.Auxiliaries.OpenSafe(true));
        _machine.Do(() => _machine.Auxiliaries.OpenSafe(false));
        Assert.That(
            _machine.Journaled<ServiceStateChanged>().Select(s => (s.InService, s.Reason)),
            Is.EqualTo(new[] { (true, "None"), (false, "SafeDoorOpen"), (true, "None") })
        );
    }
}
