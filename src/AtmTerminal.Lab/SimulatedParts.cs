using AtmTerminal.BankHost;
using AtmTerminal.Board;
using AtmTerminal.Config;
using AtmTerminal.SimulatedBoard;
using AtmTerminal.SimulatedBoard.Auxiliaries;
using AtmTerminal.SimulatedBoard.CardReader;
using AtmTerminal.SimulatedBoard.CashDispenser;
using AtmTerminal.SimulatedBoard.PinPad;
using SampleCard = AtmTerminal.BankHost.SampleCard;

namespace AtmTerminal.Lab;

/// <summary>Builds the machine that the Lab's terminal runs on, to the measures of its configuration.</summary>
public static class SimulatedParts
{
    /// <summary>A machine with the configured cassettes, loaded, and the sample bank's cards in its rack.</summary>
    /// <param name="stateFile">Where the notes stay while nothing runs; null: in memory only.</param>
    public static SimulatedMachine Machine(
        TimeProvider time,
        PinTable pins,
        TerminalConfig config,
        SampleBank bank,
        string? stateFile
    ) =>
        new(
            time,
            pins,
            [
                new CashDispenserMechanism([.. config.Cassettes.Select(LoadOf)]),
                new CardReaderMechanism([.. CardsOf(bank, config).Select(InRack)]),
                new PinPadMechanism(),
                new AuxiliariesMechanism(),
            ],
            stateFile
        );

    /// <summary>The sample cards that this machine can pay, in the order of the rack; a card's id there is its place from 1.</summary>
    public static IReadOnlyList<SampleCard> CardsOf(SampleBank bank, TerminalConfig config) =>
        [.. bank.Cards.Where(c => c.OpeningBalance.Currency == config.Currency)];

    private static CassetteLoad LoadOf(CassettePlace place) =>
        new(int.Parse(place.Id, System.Globalization.CultureInfo.InvariantCulture), place.Notes, place.NoteLengthMm);

    private static RackCard InRack(SampleCard card, int index) => new($"{index + 1}", card.Holder, card.Track.Reveal());
}
