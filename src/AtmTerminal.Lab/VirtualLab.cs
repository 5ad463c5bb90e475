using System.Device.Gpio;
using AtmTerminal.BankHost;
using AtmTerminal.Board;
using AtmTerminal.Config;
using AtmTerminal.Domain.Time;
using AtmTerminal.HostLink;
using AtmTerminal.Security;
using AtmTerminal.SimulatedBoard;

namespace AtmTerminal.Lab;

/// <summary>
/// The terminal on the simulated machine, on a virtual clock and in the caller's thread: minutes pass in milliseconds, and the
/// same steps give the same journal. The power can be cut at any moment; machine and journal stay.
/// </summary>
public sealed class VirtualLab : IDisposable
{
    private readonly Func<VirtualTime, TerminalLoop, ILineTransport> _line;
    private readonly PinTable _pins;
    private readonly string _dataFolder;
    private readonly CardVault _vault;
    private TerminalLoop? _loop;

    /// <param name="dataFolder">Of the journal; the machine's notes are kept there too.</param>
    /// <param name="line">Makes the line to the host at each start.</param>
    /// <param name="start">What the clock shows first.</param>
    public VirtualLab(
        string dataFolder,
        TerminalConfig config,
        PinTable pins,
        SampleBank bank,
        Func<VirtualTime, TerminalLoop, ILineTransport> line,
        DateTimeOffset start
    )
    {
        (_dataFolder, Config, _pins, Bank, _line) = (dataFolder, config, pins, bank, line);
        Directory.CreateDirectory(dataFolder);
        _vault =
            CardVault.OpenWithKeyFile(Path.Combine(dataFolder, "vault.key"))
            ?? throw new InvalidDataException("The key file vault.key is damaged.");
        Time = new VirtualTime(start);
        Machine = SimulatedParts.Machine(Time, pins, config, bank, Path.Combine(dataFolder, "board.state"));
    }

    public VirtualTime Time { get; }

    public TerminalConfig Config { get; }

    public SampleBank Bank { get; }

    public SimulatedMachine Machine { get; }

    /// <summary>The running terminal.</summary>
    /// <exception cref="InvalidOperationException">The power is off, or the terminal refused to start.</exception>
    public Terminal Terminal => Running ?? throw new InvalidOperationException(Refusal ?? "The terminal has no power.");

    /// <summary>The running terminal; null while the power is off or when it refused to start.</summary>
    public Terminal? Running { get; private set; }

    /// <summary>Why the terminal refused to start.</summary>
    public string? Refusal { get; private set; }

    /// <summary>Power on: the terminal starts from its journal and reconciles as time passes.</summary>
    public void PowerOn()
    {
        Machine.RestorePower();
        _loop = new TerminalLoop();
        _loop.RunUntil(
            Time,
            () =>
            {
                Open(_loop);
                return Task.CompletedTask;
            }
        );
    }

    /// <summary>Power off: motors stop, what was not durable is gone, the notes stay where they are.</summary>
    public void CutPower()
    {
        Machine.CutPower();
        _loop?.Stop();
        Running?.Dispose();
        Running = null;
    }

    /// <summary>Lets time pass until the work is done, e.g. what a customer does.</summary>
    public void Run(Func<Task> work) => _loop!.RunUntil(Time, work);

    public void Dispose()
    {
        CutPower();
        Machine.Dispose();
        _vault.Dispose();
    }

    private void Open(TerminalLoop loop)
    {
        var driver = new SimulatedBoardDriver(Machine);
        var parts = new TerminalParts(
            new GpioController(driver),
            driver,
            _pins,
            _line(Time, loop),
            Bank.KeysFor,
            _vault,
            Time,
            loop,
            Serilog.Core.Logger.None
        );
        var opening = Terminal.Open(parts, Config, _dataFolder);
        Refusal = (opening as TerminalOpening.OutOfService)?.Reason;
        if (opening is not TerminalOpening.Opened(var terminal))
        {
            driver.Dispose();
            return;
        }
        if (terminal.NeedsCash)
            terminal.Load(Config.FirstLoading(), by: "first loading of the Lab");
        Running = terminal;
        terminal.Start();
    }
}
