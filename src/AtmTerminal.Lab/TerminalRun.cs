using System.Device.Gpio;
using AtmTerminal.BankHost;
using AtmTerminal.Board;
using AtmTerminal.Config;
using AtmTerminal.Domain.Time;
using AtmTerminal.HostLink;
using AtmTerminal.Security;
using AtmTerminal.SimulatedBoard;
using ILogger = Serilog.ILogger;

namespace AtmTerminal.Lab;

/// <summary>What a terminal program finds when the power comes on.</summary>
internal sealed record TerminalSite(
    SimulatedMachine Machine,
    PinTable Pins,
    TerminalConfig Config,
    SampleBank Bank,
    ILineTransport Line,
    CardVault Vault,
    string DataFolder,
    ILogger Log
);

/// <summary>
/// One run of the terminal program, from power on to power off, on a thread of its own. <see cref="Cut"/> ends it as a power cut
/// does; <see cref="StopAsync"/> as an operator would.
/// </summary>
internal sealed class TerminalRun
{
    private readonly TerminalSite _site;
    private readonly TerminalLoop _loop = new();
    private readonly Thread _thread;
    private readonly TaskCompletionSource<TerminalOpening> _opened = new(
        TaskCreationOptions.RunContinuationsAsynchronously
    );
    private Terminal? _terminal;

    private TerminalRun(TerminalSite site)
    {
        _site = site;
        _thread = new Thread(RunLoop) { Name = "terminal", IsBackground = true };
    }

    /// <summary>The terminal, or null when it may not serve; then <see cref="Refusal"/> says why.</summary>
    public Terminal? Terminal => _terminal;

    public string? Refusal { get; private set; }

    /// <summary>Opens journal and devices and lets the terminal reconcile and serve. Complete when the journal is open, or will not.</summary>
    public static async Task<TerminalRun> StartAsync(TerminalSite site)
    {
        var run = new TerminalRun(site);
        run._loop.Post(run.OpenOnLoop);
        run._thread.Start();
        if (await run._opened.Task is TerminalOpening.OutOfService refused)
            run.Refusal = refused.Reason;
        return run;
    }

    /// <summary>Ends the program where it stands. What was durable is durable, and nothing else is.</summary>
    public void Cut()
    {
        _loop.Stop();
        _thread.Join();
        _terminal?.Dispose();
    }

    /// <summary>Waits until nobody is served, however long that takes, and ends the program.</summary>
    public async Task StopAsync()
    {
        if (_terminal is not null && _thread.IsAlive)
        {
            var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _loop.Post(async () =>
            {
                await _terminal.StopAsync();
                stopped.SetResult();
            });
            await stopped.Task;
        }
        Cut();
    }

    private void OpenOnLoop()
    {
        var driver = new SimulatedBoardDriver(_site.Machine);
        var opening = Terminal.Open(
            new TerminalParts(
                new GpioController(driver),
                driver,
                _site.Pins,
                _site.Line,
                _site.Bank.KeysFor,
                _site.Vault,
                TimeProvider.System,
                _loop,
                _site.Log
            ),
            _site.Config,
            _site.DataFolder
        );
        if (opening is TerminalOpening.Opened(var terminal))
        {
            if (terminal.NeedsCash)
                terminal.Load(_site.Config.FirstLoading(), by: "first loading of the Lab");
            _terminal = terminal;
            terminal.Start();
        }
        else
        {
            driver.Dispose();
        }
        _opened.SetResult(opening);
    }

    private void RunLoop()
    {
        try
        {
            _loop.Run();
        }
        catch (Exception bug)
        {
            // A bug ends the program, as it would end the process in the machine; what is in the cash path waits for the next start.
            _site.Log.Fatal(
                bug,
                "The terminal program has ended by a bug; switch the power off and on to start it again."
            );
            _opened.TrySetResult(
                new TerminalOpening.OutOfService("The terminal program could not start; its log says why.")
            );
        }
    }
}
