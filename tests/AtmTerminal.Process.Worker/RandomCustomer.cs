using AtmTerminal.Lab;
using AtmTerminal.Session.Screens;
using AtmTerminal.SimulatedBoard.CardReader;
using AtmTerminal.SimulatedBoard.CashDispenser;

namespace AtmTerminal.Process.Worker;

/// <summary>Takes a random amount with one of the good cards; now and then leaves some or all of the notes.</summary>
internal sealed class RandomCustomer(VirtualLab lab, Random chance)
{
    // Places in the rack of the two cards that always get cash: one of the own bank, one of the other.
    private static readonly int[] GoodCards = [1, 3];

    /// <returns>False when the terminal serves no more customers: a person has to come.</returns>
    public async Task<bool> ComesAndGoes()
    {
        var person = new ScriptedCustomer(lab);
        if (await person.SeesOneOf(ScreenId.InsertCard, ScreenId.OutOfService) == ScreenId.OutOfService)
            return false;
        TakesBackWhatTheLastLifeLeft();
        if (!await person.AskForCash(GoodCards[chance.Next(GoodCards.Length)], 50 * chance.Next(1, 6)))
            return true;
        switch (chance.Next(8))
        {
            case 0:
                await person.Sees(ScreenId.InsertCard);
                break;
            case 1:
                lab.Machine.Mechanism<CashDispenserMechanism>().TakeNotes(1);
                await person.Sees(ScreenId.InsertCard);
                break;
            default:
                await person.TakeCash();
                break;
        }
        return true;
    }

    /// <summary>A card that a start pushed out is pulled, and one that was kept is handed back: the next customers need them.</summary>
    private void TakesBackWhatTheLastLifeLeft()
    {
        var reader = lab.Machine.Mechanism<CardReaderMechanism>();
        reader.Pull();
        reader.EmptyRetainBin();
    }
}
