using System.Collections.Concurrent;
using System.Data.Common;
using System.Net.Sockets;
using AtmTerminal.BankHost;
using AtmTerminal.Board;
using AtmTerminal.Config;
using AtmTerminal.HostLink;
using AtmTerminal.Journal;
using AtmTerminal.Lab.Web;
using AtmTerminal.Security;
using AtmTerminal.SimulatedBoard;
using AtmTerminal.Web;
using ILogger = Serilog.ILogger;

namespace AtmTerminal.Lab;

/// <summary>How a start of the Lab ended.</summary>
public abstract record LabStart
{
    private LabStart() { }

    public sealed record Started(LabSystem Lab) : LabStart;

    /// <summary>Nothing runs; <paramref name="Reason"/> is what a person should read, one line for each problem.</summary>
    public sealed record Refused(string Reason) : LabStart;
}

/// <summary>
/// The whole system in one process: the simulated machine, the terminal on it, the bank host behind a loopback TCP line, the
/// cardholder's screen and the board page. Any thread.
/// </summary>
public sealed class LabSystem : IAsyncDisposable
{
    private const int JournalLinesKept = 200;

    private readonly LabOptions _options;
    private readonly Serilog.Core.Logger _log;
    private readonly PinTable _pins;
    private readonly BankHostServer _host;
    private readonly CardVault _vault;
    private readonly SemaphoreSlim _switching = new(1);
    private readonly ConcurrentQueue<string> _journalTail = new();
    private TerminalRun? _run;
    private ScreenServer? _screen;
    private BoardServer? _board;
    private int _screenPort;

    private LabSystem(LabOptions options, LabFiles files, BankHostServer host, Serilog.Core.Logger log, SampleBank bank)
    {
        (_options, _pins, _host, _log, _vault) = (options, files.Pins, host, log, files.Vault);
        (Config, Bank, Machine) = (files.Config, bank, files.Machine);
        _screenPort = options.ScreenPort ?? files.Config.ScreenPort;
        Machine.PowerFailed += () => _ = SetPowerAsync(on: false);
    }

    public TerminalConfig Config { get; }

    public SampleBank Bank { get; }

    /// <summary>The machine with its notes; it is there whether the power is on or not.</summary>
    public SimulatedMachine Machine { get; }

    public HostCore Host => _host.Core;

    /// <summary>How the terminal stands; null while it has no power or may not run.</summary>
    public TerminalStatus? Status => _run?.Terminal?.Status;

    /// <summary>Why the terminal does not run although it has power; null when it runs.</summary>
    public string? Refusal => _run?.Refusal;

    /// <summary>Address of the cardholder's screen. It answers while the power is on.</summary>
    public Uri ScreenAddress => new($"http://127.0.0.1:{_screenPort}/");

    /// <summary>The cardholder's screen while it is served; null while no terminal runs.</summary>
    public Uri? ServedScreen => _screen?.Address;

    public Uri BoardAddress => _board!.Address;

    /// <summary>The journal's last lines, oldest first.</summary>
    public IReadOnlyList<string> JournalTail(int lines) => [.. _journalTail.TakeLast(lines)];

    /// <summary>Starts everything. What is wrong with files, folders or ports is a refusal in plain words.</summary>
    public static async Task<LabStart> StartAsync(LabOptions options)
    {
        if (LabFiles.Check(options) is { } problem)
            return new LabStart.Refused(problem);
        var log = TerminalLog.Create(options.DataFolder, Serilog.Events.LogEventLevel.Warning);
        var config = LabFiles.ConfigOf(options);
        var bank = new SampleBank(config.TerminalId, config.Keys);
        LabFiles? files = null;
        try
        {
            var hostFolder = Directory.CreateDirectory(Path.Combine(options.DataFolder, "host")).FullName;
            var hostVault = CardVault.OpenWithKeyFile(Path.Combine(hostFolder, "vault.key"));
            files = LabFiles.Open(options, bank);
            if (hostVault is null)
                return await Refuse("The key file of the bank host's vault is damaged; put the right one back.");
            var host = await BankHostServer.StartAsync(
                new BankHostOptions
                {
                    DatabaseFile = Path.Combine(hostFolder, "host.db"),
                    Secrets = SampleBank.Secrets(hostVault),
                    Sample = bank,
                },
                TimeProvider.System,
                log
            );
            var lab = new LabSystem(options, files, host, log, bank);
            if (await lab.OpenDoorsAsync() is { } refusal)
            {
                await lab.DisposeAsync();
                return new LabStart.Refused(refusal);
            }
            return new LabStart.Started(lab);
        }
        catch (Exception e) when (e is IOException or InvalidDataException or DbException or SocketException)
        {
            return await Refuse($"The Lab cannot start in {options.DataFolder}: {e.Message}");
        }

        async Task<LabStart> Refuse(string reason)
        {
            files?.Dispose();
            await log.DisposeAsync();
            return new LabStart.Refused(reason);
        }
    }

    /// <summary>Cuts the power, or brings it back and starts the terminal from its journal.</summary>
    /// <returns>Null, or why the terminal does not serve.</returns>
    public async Task<string?> SetPowerAsync(bool on)
    {
        await _switching.WaitAsync();
        try
        {
            if (on == _run is not null)
                return null;
            return on ? await PowerOnAsync() : await PowerOffAsync();
        }
        finally
        {
            _switching.Release();
        }
    }

    /// <summary>Ends when nobody is served any more; the machine is then switched off in order.</summary>
    public async Task StopAsync()
    {
        if (_run is { } run)
            await run.StopAsync();
        _run = null;
    }

    public async ValueTask DisposeAsync()
    {
        await SetPowerAsync(on: false);
        if (_board is not null)
            await _board.DisposeAsync();
        await _host.DisposeAsync();
        Machine.Dispose();
        _vault.Dispose();
        await _log.DisposeAsync();
    }

    private async Task<string?> OpenDoorsAsync()
    {
        var board = await BoardServer.StartAsync(
            new MachinePanel(this, TimeProvider.System),
            _options.BoardPort,
            TimeProvider.System
        );
        if (board is BoardServerStart.Refused refused)
            return refused.Reason;
        _board = ((BoardServerStart.Started)board).Server;
        var reason = await SetPowerAsync(on: true);
        return _screen is null ? reason : null;
    }

    private async Task<string?> PowerOnAsync()
    {
        Machine.RestorePower();
        var line = new TcpLine(
            "127.0.0.1",
            _host.EndPoint.Port,
            TimeSpan.FromSeconds(5),
            TimeSpan.FromSeconds(10),
            TimeProvider.System
        );
        var run = await TerminalRun.StartAsync(
            new TerminalSite(Machine, _pins, Config, Bank, line, _vault, _options.DataFolder, _log)
        );
        _run = run;
        if (run.Terminal is not { } terminal)
            return run.Refusal;
        FillJournalTail(terminal);
        return await ServeScreenAsync(terminal);
    }

    private async Task<string?> PowerOffAsync()
    {
        Machine.CutPower();
        _run!.Cut();
        _run = null;
        if (_screen is not null)
            await _screen.DisposeAsync();
        _screen = null;
        return null;
    }

    private async Task<string?> ServeScreenAsync(Terminal terminal)
    {
        var start = await ScreenServer.StartAsync(
            terminal.Screen,
            new ScreenServerOptions(_screenPort, () => _board?.Address),
            TimeProvider.System
        );
        if (start is ScreenServerStart.Refused refused)
            return refused.Reason;
        _screen = ((ScreenServerStart.Started)start).Server;
        // The page is in browsers under this port: after a power cut it must come back under the same.
        _screenPort = _screen.Address.Port;
        return null;
    }

    private void FillJournalTail(Terminal terminal)
    {
        terminal.Journal.Appended += entry =>
        {
            _journalTail.Enqueue(JournalText.Line(entry));
            while (_journalTail.Count > JournalLinesKept)
                _journalTail.TryDequeue(out _);
        };
    }
}
