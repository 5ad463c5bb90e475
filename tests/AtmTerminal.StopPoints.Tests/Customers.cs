using AtmTerminal.SimulatedBoard.CashDispenser;
using AtmTerminal.Testing;

namespace AtmTerminal.StopPoints.Tests;

/// <summary>One way a withdrawal can go, before anything is stopped.</summary>
/// <param name="Comes">What the customer does, and what is wrong with the machine.</param>
internal sealed record Customer(string Name, Action<TestTerminal> Comes)
{
    // Three notes of one kind and one of another.
    private const int Amount = 350;

    public static IReadOnlyList<Customer> All { get; } =
    [
        new("takes everything", atm => atm.Customer.Withdraw(Amount)),
        new("takes nothing", atm => atm.Customer.Order(Amount).TakeCard().Leave()),
        new("takes one note", atm => atm.Customer.Order(Amount).TakeCard().TakeNotes(atMost: 1).Leave()),
        new("cancels at the PIN", CancelsAtThePin),
        new("is declined", atm => atm.Customer.Order(500, card: 2).See("Refusal").Press("R4").TakeCard().Leave()),
        new("meets an empty cassette", MeetsAnEmptyCassette),
        new("gets a double note diverted", GetsADoubleNoteDiverted),
        new("leaves the card", atm => atm.Customer.Order(Amount).Leave()),
    ];

    public override string ToString() => Name;

    private static void CancelsAtThePin(TestTerminal atm) =>
        atm.Customer.Insert().See("ChooseLanguage").Press("L3").See("EnterPin").Type("Cancel").TakeCard().Leave();

    private static void MeetsAnEmptyCassette(TestTerminal atm)
    {
        atm.Machine.Arm(DispenserFaults.Empty, new Dictionary<string, string> { ["unit"] = "4" }, once: false);
        atm.Customer.Withdraw(500);
    }

    private static void GetsADoubleNoteDiverted(TestTerminal atm)
    {
        atm.Machine.Arm(DispenserFaults.DoublePick);
        atm.Customer.Withdraw(500);
    }
}
