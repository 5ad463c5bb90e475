using AtmTerminal.Devices.Contracts;
using AtmTerminal.Domain.Events;
using AtmTerminal.Session.Decisions;
using AtmTerminal.Session.Table;

namespace AtmTerminal.Session.Tests;

/// <summary>The card reader and the PIN pad; the dispenser has its own tests.</summary>
public class When_a_device_fails
{
    private Machine _machine = null!;

    [SetUp]
    public void Make() => _machine = new Machine();

    [TearDown]
    public void Dispose() => _machine.Dispose();

    [TestCase(StripeProblem.Expired, "The card has expired.")]
    [TestCase(StripeProblem.CashNotAllowed, "This card does not allow this operation.")]
    [TestCase(StripeProblem.Parity, "The card could not be read. Please check which side is up.")]
    public void A_card_that_gives_no_session_comes_back_with_the_reason(StripeProblem problem, string words)
    {
        _machine.Dispose();
        _machine = new Machine(settings: Machine.Settings with { Languages = ["en"] }).Start();
        _machine.Do(() => _machine.Card.Insert(new(null, problem)));
        Assert.That(_machine.Screen.Lines, Is.EqualTo(new[] { words }));
        _machine.Press("R4");
        Assert.That(_machine.Card.Media, Is.EqualTo(MediaState.NotPresent));
        Assert.That(_machine.Session.State, Is.EqualTo(SessionState.AwaitingCard));
        Assert.That(_machine.Journaled<SessionStarted>(), Is.Empty);
    }

    [Test]
    public void A_reader_that_fails_without_a_card_takes_the_terminal_out_of_service()
    {
        _machine.Start();
        _machine.Do(_machine.Card.Fail);
        Assert.That(_machine.Session.OutOfServiceReason, Is.EqualTo(OutOfServiceReason.CardReaderFaulted));
        Assert.That(_machine.Card.Moves, Is.Empty);
    }

    [Test]
    public void A_PIN_pad_that_fails_ends_the_session_and_the_card_comes_back()
    {
        _machine.Start().Insert().Press("L3");
        _machine.Do(_machine.Pad.FailEntry);
        Assert.That(_machine.Screen.Lines.Single(), Is.EqualTo("The PIN cannot be entered at the moment."));
        Assert.That(_machine.Journaled<DeviceFaulted>().Single().Code, Is.EqualTo("pinpad.stuckkey"));
        _machine.Press("R4");
        Assert.That(_machine.Card.Media, Is.EqualTo(MediaState.NotPresent));
    }

    [Test]
    public void Without_a_PIN_block_the_bank_is_not_asked()
    {
        _machine.Start().ToFee();
        _machine.Pad.HasKeys = false;
        _machine.Press("R4");
        Assert.That(_machine.Host.Questions, Is.Empty);
        Assert.That(_machine.Screen.Lines.Single(), Is.EqualTo("The PIN cannot be entered at the moment."));
    }

    [Test]
    public void A_forgotten_card_that_is_pulled_out_at_the_last_moment_is_not_journaled_as_kept()
    {
        _machine.Start();
        (_machine.Card.CustomerTakesCard, _machine.Card.HandIsQuicker) = (false, true);
        _machine.ToServices().Press("R4");
        _machine.Wait(TimeSpan.FromSeconds(31));
        Assert.That(_machine.Journaled<CardRetained>(), Is.Empty);
        Assert.That(_machine.Session.State, Is.EqualTo(SessionState.AwaitingCard));
    }

    [Test]
    public void A_card_that_cannot_be_kept_takes_the_terminal_out_of_service()
    {
        _machine.Start();
        _machine.Card.CustomerTakesCard = false;
        _machine.ToServices().Press("R4");
        _machine.Card.Jams = true;
        _machine.Wait(TimeSpan.FromSeconds(31));
        Assert.That(_machine.Journaled<CardRetained>(), Is.Empty);
        Assert.That(_machine.Journaled<SessionEnded>().Single().How, Is.EqualTo("card stuck inside"));
        Assert.That(_machine.Session.OutOfServiceReason, Is.EqualTo(OutOfServiceReason.CardReaderFaulted));
    }

    [TestCase(true, 0)]
    [TestCase(false, 1)]
    public void A_card_found_inside_at_a_start_goes_back_to_its_owner_or_is_kept(bool taken, int kept)
    {
        _machine.Card.Media = MediaState.Present;
        _machine.Card.CustomerTakesCard = taken;
        _machine.Start();
        Assert.That(_machine.Screen.Screen, Is.EqualTo(taken ? "InsertCard" : "TakeCard"));
        _machine.Wait(TimeSpan.FromSeconds(31));
        Assert.That(_machine.Journaled<CardRetained>().Count(), Is.EqualTo(kept));
        Assert.That(_machine.Session.State, Is.EqualTo(SessionState.AwaitingCard));
    }

    [Test]
    public void A_card_path_that_turns_out_to_be_free_at_a_start_is_waited_for_by_nobody()
    {
        _machine.Card.Media = MediaState.Unknown;
        _machine.Card.CustomerTakesCard = false;
        _machine.Start();
        Assert.That(_machine.Session.State, Is.EqualTo(SessionState.AwaitingCard));
    }

    [TestCase(MediaState.NotPresent)]
    [TestCase(MediaState.Present)]
    public void A_card_path_that_cannot_be_cleared_at_a_start_keeps_the_slot_closed(MediaState media)
    {
        (_machine.Card.Media, _machine.Card.Clears) = (media, false);
        _machine.Start();
        Assert.That(_machine.Session.OutOfServiceReason, Is.EqualTo(OutOfServiceReason.CardReaderFaulted));
        Assert.That(_machine.Card.SlotOpen, Is.False);
    }

    [Test]
    public void A_card_found_inside_that_can_neither_be_taken_nor_kept_keeps_the_slot_closed()
    {
        _machine.Card.Media = MediaState.Present;
        (_machine.Card.CustomerTakesCard, _machine.Card.Jams) = (false, true);
        _machine.Start();
        _machine.Wait(TimeSpan.FromSeconds(31));
        Assert.That(_machine.Session.OutOfServiceReason, Is.EqualTo(OutOfServiceReason.CardReaderFaulted));
        Assert.That(_machine.Journaled<CardRetained>(), Is.Empty);
    }

    [Test]
    public void A_dispenser_that_cannot_be_cleared_at_a_start_serves_nobody()
    {
        _machine.Dispenser.FailingClearings.Add("Reset");
        _machine.Start();
        Assert.That(_machine.Session.OutOfServiceReason, Is.EqualTo(OutOfServiceReason.CashCannotBeCounted));
    }
}
