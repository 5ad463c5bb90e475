using System.Globalization;
using System.Text;
using AtmTerminal.Board;
using AtmTerminal.Config;
using AtmTerminal.Domain.Amounts;
using AtmTerminal.Domain.Time;
using AtmTerminal.Session.Decisions;
using AtmTerminal.SimulatedBoard;
using AtmTerminal.SimulatedBoard.Auxiliaries;
using AtmTerminal.SimulatedBoard.CardReader;
using AtmTerminal.SimulatedBoard.CashDispenser;
using AtmTerminal.SimulatedBoard.PinPad;
using AtmTerminal.Tests.Shared;

namespace AtmTerminal.Simulation;

/// <summary>The machines that stand in a world: as delivered, with the world's own filling.</summary>
internal static class Machines
{
    public static PinTable Pins { get; } =
        PinTableFile.Parse(Encoding.UTF8.GetBytes(ConfigFiles.Read("pins.json"))).Table
        ?? throw new InvalidDataException("config/pins.json is wrong.");

    private static readonly TerminalConfig Delivered =
        TerminalConfigFile.Parse(Encoding.UTF8.GetBytes(ConfigFiles.Read("terminal.json"))).Config
        ?? throw new InvalidDataException("config/terminal.json is wrong.");

    /// <summary>Rule O1 with limits that a short time without a line uses up.</summary>
    public static OfflineLimits Offline { get; } =
        new(
            Hryvnias(1_000),
            Hryvnias(1_500),
            MostWithdrawals: 6,
            Hryvnias(5_000),
            TimeSpan.FromMinutes(90),
            TimeSpan.FromSeconds(30),
            StoppedPrefixes: []
        );

    public static TerminalConfig ConfigOf(int cashpoint, WorldPlan plan) =>
        Delivered with
        {
            TerminalId = SimulatedBank.IdOf(cashpoint),
            Offline = plan.ServesOffline ? Offline : null,
            Cassettes = [.. Delivered.Cassettes.Select(c => c with { Notes = plan.NotesPerCassette })],
        };

    public static SimulatedMachine Make(VirtualTime clock, TerminalConfig config, BankHost.SampleBank bank) =>
        new(
            clock,
            Pins,
            [
                new CardReaderMechanism([
                    .. bank.Cards.Select((card, i) => new RackCard(CardId(i), card.Holder, card.Track.Reveal())),
                ]),
                new PinPadMechanism(),
                new AuxiliariesMechanism(),
                new CashDispenserMechanism([
                    .. config.Cassettes.Select(c => new CassetteLoad(
                        int.Parse(c.Id, CultureInfo.InvariantCulture),
                        c.Notes,
                        c.NoteLengthMm
                    )),
                ]),
            ]
        );

    private static Money Hryvnias(long amount) => Money.FromMajorUnits(amount, Currency.Uah);

    public static string CardId(int card) => $"card{card}";
}
