using AtmTerminal.SimulatedBoard.Auxiliaries;
using AtmTerminal.SimulatedBoard.CardReader;
using AtmTerminal.SimulatedBoard.CashDispenser;
using AtmTerminal.SimulatedBoard.PinPad;

namespace AtmTerminal.Testing;

/// <summary>
/// Somebody at the machine, in words. Each word waits until the machine is ready for it; when the power fails meanwhile, the
/// words that follow do nothing.
/// </summary>
public sealed class TestCustomer(TestTerminal terminal)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private CardReaderMechanism Slot => terminal.Machine.Mechanism<CardReaderMechanism>();

    private CashDispenserMechanism Dispenser => terminal.Machine.Mechanism<CashDispenserMechanism>();

    private PinPadMechanism Pad => terminal.Machine.Mechanism<PinPadMechanism>();

    /// <summary>Inserts the nth sample card, from 1, when the slot opens.</summary>
    public TestCustomer Insert(int card = 1)
    {
        terminal.WaitUntil(() => Slot.Insert($"card{card}"), "a card can be inserted", Patience);
        return this;
    }

    /// <summary>Waits until a screen is shown.</summary>
    public TestCustomer See(string screen)
    {
        terminal.WaitUntil(() => terminal.Screen.Screen == screen, $"the screen says {screen}", Patience);
        return this;
    }

    public TestCustomer Press(string sideKey)
    {
        if (terminal.IsOn)
            terminal.Terminal!.Screen.PressSideKey(sideKey);
        terminal.Wait(TimeSpan.FromMilliseconds(20));
        return this;
    }

    /// <summary>Types keys by what is printed on them.</summary>
    public TestCustomer Type(params string[] labels)
    {
        if (!terminal.IsOn)
            return this;
        Pad.Type(labels);
        terminal.Wait(PinPadMechanism.KeyHold * 2 * (labels.Length + 1));
        return this;
    }

    /// <summary>Inserts a card, chooses English and enters the PIN; stands before the services.</summary>
    public TestCustomer Identify(int card = 1, string? pin = null) =>
        Insert(card).See("ChooseLanguage").Press("L3").See("EnterPin").EnterPin(card, pin).See("ChooseService");

    /// <summary>Enters the right PIN of a card, or another one.</summary>
    public TestCustomer EnterPin(int card = 1, string? pin = null) =>
        Type([.. (pin ?? terminal.Bank.Cards[card - 1].Pin).Select(digit => digit.ToString()), "Enter"]);

    /// <summary>Types an amount and stands before the fee.</summary>
    public TestCustomer AskFor(int amount) =>
        Press("L1")
            .See("ChooseAmount")
            .Press("R4")
            .See("TypeAmount")
            .Type([
                .. amount.ToString(System.Globalization.CultureInfo.InvariantCulture).Select(digit => digit.ToString()),
                "Enter",
            ]);

    /// <summary>From the card to the accepted fee.</summary>
    public TestCustomer Order(int amount, int card = 1) => Identify(card).AskFor(amount).See("ConfirmFee").Press("R4");

    /// <summary>Takes the card as soon as it sticks out.</summary>
    public TestCustomer TakeCard()
    {
        terminal.WaitUntil(Slot.Pull, "the card can be taken", Patience);
        return this;
    }

    /// <summary>Takes notes as soon as they can be reached; with <paramref name="atMost"/> only so many.</summary>
    public TestCustomer TakeNotes(int atMost = int.MaxValue)
    {
        terminal.WaitUntil(() => Dispenser.TakeNotes(atMost) > 0, "notes can be taken", Patience);
        return this;
    }

    /// <summary>Takes what can be reached now, whether the machine has power or not.</summary>
    public int Grab() => Dispenser.TakeNotes();

    /// <summary>A whole withdrawal by somebody who does everything right.</summary>
    public TestCustomer Withdraw(int amount, int card = 1) =>
        Order(amount, card).TakeCard().TakeNotes().See("Receipt").Press("R4").Leave();

    /// <summary>Goes away and leaves everything as it is until the machine is ready for somebody else, or out of service.</summary>
    public TestCustomer Leave()
    {
        terminal.Settle();
        return this;
    }

    /// <summary>The technician's key switch.</summary>
    public TestCustomer TurnSwitch(bool supervisor)
    {
        terminal.Machine.Mechanism<AuxiliariesMechanism>().TurnSwitch(supervisor);
        terminal.Wait(TimeSpan.FromSeconds(1));
        return this;
    }
}
