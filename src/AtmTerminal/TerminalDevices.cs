using AtmTerminal.Config;
using AtmTerminal.Devices.Auxiliaries;
using AtmTerminal.Devices.CardReader;
using AtmTerminal.Devices.CashDispenser;
using AtmTerminal.Devices.Contracts;
using AtmTerminal.Devices.PinPad;
using AtmTerminal.Devices.Pins;
using AtmTerminal.Domain.Events;
using AtmTerminal.Domain.Security;
using AtmTerminal.Journal;

namespace AtmTerminal;

/// <summary>The drivers of one terminal, all on the same pins.</summary>
internal sealed class TerminalDevices : IDisposable
{
    // The dispenser's record of its last order is in them: forty notes with two diverts each and their purging are about 410
    // rows, and the line may add some security entries meanwhile.
    private const int RowsOfOneWithdrawal = 1_000;

    private const string WatchdogLine = "board.watchdog";

    private readonly MotorWatchdog _watchdog;
    private readonly GpioCardReader _cardReader;
    private readonly GpioPinPad _pinPad;
    private readonly GpioCashDispenser _dispenser;
    private readonly GpioAuxiliaries _auxiliaries;

    public TerminalDevices(TerminalParts parts, TerminalConfig config, IJournal journal, IPinBlockEncryptor pins)
    {
        _watchdog = new(parts.Gpio, parts.Pins[WatchdogLine].Line, parts.Time);
        _cardReader = new(parts.Gpio, parts.Pins, parts.Edges, _watchdog, parts.Time);
        _pinPad = new(parts.Gpio, parts.Pins, parts.Time, parts.Loop, pins);
        _dispenser = new(
            parts.Gpio,
            parts.Pins,
            parts.Edges,
            _watchdog,
            parts.Time,
            journal,
            config.ToDispenserSettings(),
            DispenserRecord.From(Latest(journal))
        );
        Dispenser = parts.AroundDispenser(_dispenser);
        CardReader = parts.AroundCardReader(_cardReader);
        PinPad = parts.AroundPinPad(_pinPad);
        _auxiliaries = new(parts.Gpio, parts.Pins, parts.Time, parts.Loop);
        Auxiliaries = parts.AroundAuxiliaries(_auxiliaries);
    }

    public ICardReader CardReader { get; }

    public IPinPad PinPad { get; }

    public ICashDispenser Dispenser { get; }

    public ITestPick TestPick => _dispenser;

    public IAuxiliaries Auxiliaries { get; }

    /// <summary>Opens the pins of all devices, every actuator low. Nothing moves.</summary>
    public void Open()
    {
        _cardReader.Open();
        _pinPad.Open();
        _dispenser.Open();
        _auxiliaries.Open();
    }

    public void Dispose()
    {
        _dispenser.Dispose();
        _cardReader.Dispose();
        _pinPad.Dispose();
        _auxiliaries.Dispose();
        _watchdog.Dispose();
    }

    private static IEnumerable<JournalEvent> Latest(IJournal journal) =>
        journal
            .ReadLatest(Math.Max(1, journal.State.HeadSeq - RowsOfOneWithdrawal), DispenserRecord.LastingFacts)
            .Select(entry => entry.Event);
}
