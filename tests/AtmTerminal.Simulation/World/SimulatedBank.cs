using AtmTerminal.BankHost;
using AtmTerminal.Security;

namespace AtmTerminal.Simulation;

/// <summary>The bank of a simulated world: cards of two banks, rich and poor.</summary>
internal static class SimulatedBank
{
    public const int Cards = 40;

    /// <summary>The bank with the machines of a world.</summary>
    public static SampleBank Of(int cashpoints) =>
        new([.. Enumerable.Range(0, cashpoints).Select(IdOf)]) { Cards = [.. Enumerable.Range(1, Cards).Select(Card)] };

    /// <summary>The name of a terminal, from 0.</summary>
    public static string IdOf(int cashpoint) => $"ATM{cashpoint + 1:D5}";

    public static string PinOf(int card) => $"{(card * 37 + 1234) % 10_000:D4}";

    public static CardVault Vault() => CardVault.TryCreate(new byte[CardVault.MasterKeyLength])!;

    // Every eighth can hardly pay for one withdrawal.
    private static SampleCard Card(int number) =>
        SampleBank.CardOf(number % 3 != 0, number, PinOf(number - 1), number % 8 == 0 ? 1_300 : 100_000);
}
