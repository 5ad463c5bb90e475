using System.Globalization;
using AtmTerminal.Session.Screens;
using AtmTerminal.SimulatedBoard.CardReader;
using AtmTerminal.SimulatedBoard.CashDispenser;
using AtmTerminal.SimulatedBoard.PinPad;

namespace AtmTerminal.Lab;

/// <summary>
/// A customer at the machine of a <see cref="VirtualLab"/>: reads the screen, presses keys, takes card and notes, and needs a
/// second for each. Inside <see cref="VirtualLab.Run"/> only.
/// </summary>
public sealed class ScriptedCustomer(VirtualLab lab)
{
    private static readonly TimeSpan OneSecond = TimeSpan.FromSeconds(1);

    /// <summary>Everything up to the notes at the exit: card in, English, PIN, amount, fee accepted, card taken.</summary>
    /// <param name="card">The card's place in the rack, from 1.</param>
    /// <param name="amount">In major units.</param>
    /// <returns>False when the bank refused; the card is then back in the customer's hand.</returns>
    public async Task<bool> AskForCash(int card, long amount)
    {
        await Sees(ScreenId.InsertCard);
        await Pause();
        if (!lab.Machine.Mechanism<CardReaderMechanism>().Insert(card.ToString(CultureInfo.InvariantCulture)))
            throw new InvalidOperationException($"Card {card} does not go into the slot.");
        await Sees(ScreenId.ChooseLanguage);
        await Presses("L3");
        await Sees(ScreenId.EnterPin);
        await Types(SimulatedParts.CardsOf(lab.Bank, lab.Config)[card - 1].Pin);
        await Sees(ScreenId.ChooseService);
        await Presses("L1");
        await Sees(ScreenId.ChooseAmount);
        await Presses("R4");
        await Sees(ScreenId.TypeAmount);
        await Types(amount.ToString(CultureInfo.InvariantCulture));
        await Sees(ScreenId.ConfirmFee);
        await Presses("R4");
        if (await SeesOneOf(ScreenId.TakeCardFirst, ScreenId.Refusal) == ScreenId.Refusal)
        {
            await Presses("R4");
            await Sees(ScreenId.TakeCard);
            await TakesCard();
            return false;
        }
        await TakesCard();
        await Sees(ScreenId.TakeCash);
        await NotesAreAtTheExit();
        return true;
    }

    /// <summary>Takes the notes and leaves when the receipt has been read.</summary>
    public async Task TakeCash()
    {
        await Pause();
        lab.Machine.Mechanism<CashDispenserMechanism>().TakeNotes();
        await Sees(ScreenId.Receipt);
        await Presses("R4");
        await Sees(ScreenId.InsertCard);
    }

    /// <summary>Waits until the screen is shown; it may be shown already.</summary>
    public Task Sees(ScreenId screen) => SeesOneOf(screen);

    /// <summary>Waits until one of the screens is shown, and says which.</summary>
    public async Task<ScreenId> SeesOneOf(params ScreenId[] screens)
    {
        var names = screens.ToDictionary(s => s.ToString());
        var seen = new TaskCompletionSource<ScreenId>();
        var shown = lab.Terminal.Screen;
        shown.ViewChanged += Look;
        Look(shown.Current);
        var screen = await seen.Task;
        shown.ViewChanged -= Look;
        return screen;

        void Look(ScreenView view)
        {
            if (names.TryGetValue(view.Screen, out var found))
                seen.TrySetResult(found);
        }
    }

    // The screen speaks while shutter and belt are still moving.
    private async Task NotesAreAtTheExit()
    {
        while (lab.Machine.Snapshot().Of<DispenserPicture>().InReach == 0)
            await Pause();
    }

    private async Task TakesCard()
    {
        await Pause();
        lab.Machine.Mechanism<CardReaderMechanism>().Pull();
    }

    private Task Pause() => Task.Delay(OneSecond, lab.Time);

    private async Task Presses(string sideKey)
    {
        await Pause();
        lab.Terminal.Screen.PressSideKey(sideKey);
    }

    private async Task Types(string digits)
    {
        await Pause();
        lab.Machine.Mechanism<PinPadMechanism>().Type([.. digits.Select(d => d.ToString()), "Enter"]);
    }
}
