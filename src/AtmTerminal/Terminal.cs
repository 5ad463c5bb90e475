using System.Device.Gpio;
using AtmTerminal.Board;
using AtmTerminal.Config;
using AtmTerminal.Devices.Contracts;
using AtmTerminal.Domain.Cash;
using AtmTerminal.Domain.Time;
using AtmTerminal.HostLink;
using AtmTerminal.Journal;
using AtmTerminal.Security;
using AtmTerminal.Service;
using AtmTerminal.Session;
using AtmTerminal.Session.Table;
using ILogger = Serilog.ILogger;

namespace AtmTerminal;

/// <summary>What a terminal is put on: a board, a line and a clock. The terminal disposes of none of it but the controller.</summary>
/// <param name="Keys">Makes the terminal's keys over the journal's counters; called once, when the journal is open.</param>
/// <param name="Vault">Seals card numbers for the upload queue.</param>
public sealed record TerminalParts(
    GpioController Gpio,
    IEdgeSource Edges,
    PinTable Pins,
    ILineTransport Line,
    Func<ICounterStore, TerminalKeys> Keys,
    CardVault Vault,
    TimeProvider Time,
    TerminalLoop Loop,
    ILogger Log
)
{
    /// <summary>What stands between the session and a device's driver; in a machine nothing.</summary>
    internal Func<ICashDispenser, ICashDispenser> AroundDispenser { get; init; } = driver => driver;

    /// <inheritdoc cref="AroundDispenser"/>
    internal Func<ICardReader, ICardReader> AroundCardReader { get; init; } = driver => driver;

    /// <inheritdoc cref="AroundDispenser"/>
    internal Func<IPinPad, IPinPad> AroundPinPad { get; init; } = driver => driver;

    /// <inheritdoc cref="AroundDispenser"/>
    internal Func<IAuxiliaries, IAuxiliaries> AroundAuxiliaries { get; init; } = driver => driver;
}

/// <summary>How the opening of a terminal ended.</summary>
public abstract record TerminalOpening
{
    private TerminalOpening() { }

    public sealed record Opened(Terminal Terminal) : TerminalOpening;

    /// <summary>No session may ever start: the journal cannot be used. <paramref name="Reason"/> is one plain sentence.</summary>
    public sealed record OutOfService(string Reason) : TerminalOpening;
}

/// <summary>
/// The composition of a terminal: drivers on the pins, journal, line and session, all on one loop. It decides nothing.
/// </summary>
/// <remarks>
/// <see cref="Dispose"/> drops everything where it stands, as a power cut does; <see cref="StopAsync"/> first waits until
/// nobody is served. Terminal loop only, but for <see cref="Status"/>.
/// </remarks>
public sealed class Terminal : IDisposable
{
    private readonly TerminalParts _parts;
    private readonly TerminalConfig _config;
    private readonly IJournal _journal;
    private readonly TerminalKeys _keys;
    private readonly TerminalDevices _devices;
    private readonly BankLink _link;
    private readonly CashSession _session;
    private readonly KnownHead _knownHead;
    private readonly CancellationTokenSource _stopLink = new();
    private Task _linkRuns = Task.CompletedTask;

    private Terminal(TerminalParts parts, TerminalConfig config, IJournal journal)
    {
        (_parts, _config, _journal) = (parts, config, journal);
        _keys = parts.Keys(new JournalCounter(journal, JournalCounter.KeyCounter));
        _devices = new(parts, config, journal, _keys);
        _link = new(
            new LinkSettings(config.TerminalId, config.BankCode, config.Location)
            {
                RemembersCards = config.Offline is not null,
            },
            parts.Line,
            journal,
            _keys,
            parts.Vault,
            parts.Time
        );
        _session = new(
            new SessionParts(
                _devices.CardReader,
                _devices.PinPad,
                _devices.Dispenser,
                _devices.Auxiliaries,
                _link,
                journal,
                parts.Vault,
                parts.Time,
                parts.Loop
            ),
            config.ToSessionSettings(Version)
        );
        Service = new(
            journal,
            _session,
            _devices.Dispenser,
            _devices.TestPick,
            config.Cassettes.ToDictionary(c => c.Id, c => c.Denomination)
        );
        _knownHead = new(config.CounterFile, parts.Log);
        Status = CurrentStatus();
        TerminalLog.Follow(parts.Log, journal, _session, _link);
        _session.Moved += _ => Status = CurrentStatus();
        _session.Moved += KeepHeadBetweenSessions;
        journal.Appended += _ => Status = CurrentStatus();
        _link.StateChanged += _ => Status = CurrentStatus();
    }

    /// <summary>The version of the program, as the journal and the log name it.</summary>
    public static string Version { get; } = typeof(Terminal).Assembly.GetName().Version!.ToString(3);

    /// <summary>The cardholder's screen.</summary>
    public Session.Screens.IScreen Screen => _session.Screen;

    /// <summary>What technicians do.</summary>
    public TechnicianService Service { get; }

    /// <summary>The open journal, for reading.</summary>
    public IJournal Journal => _journal;

    /// <summary>How the terminal stands. Any thread: the value never changes, it is replaced.</summary>
    public TerminalStatus Status { get; private set; }

    /// <summary>Whether no exchange has ever told the terminal what is in its cassettes.</summary>
    public bool NeedsCash => _journal.State.Units.IsEmpty;

    /// <summary>Opens the journal in the folder and connects everything; no pin moves before <see cref="Start"/>.</summary>
    /// <param name="folder">The data folder; on the very first start it is empty or not there.</param>
    public static TerminalOpening Open(TerminalParts parts, TerminalConfig config, string folder) =>
        Open(
            parts,
            config,
            folder,
            (firstStart, knownHeadSeq) => JournalFolder.Open(folder, firstStart, parts.Time, knownHeadSeq)
        );

    /// <param name="openJournal">Opens the journal; told whether this is the first start, and a row that has existed, or 0.</param>
    internal static TerminalOpening Open(
        TerminalParts parts,
        TerminalConfig config,
        string folder,
        Func<bool, long, OpeningOutcome> openJournal
    )
    {
        var marker = Path.Combine(folder, "installed");
        var opening = openJournal(!File.Exists(marker), new KnownHead(config.CounterFile, parts.Log).Read());
        if (opening is not OpeningOutcome.Opened opened)
            return new TerminalOpening.OutOfService(opening.Sentence);
        if (TryMark(marker) is not { } problem)
            return On(parts, config, opened.Journal);
        opened.Journal.Dispose();
        return new TerminalOpening.OutOfService(problem);
    }

    /// <summary>A terminal over a journal that is open already, in a folder or not.</summary>
    internal static TerminalOpening.Opened On(TerminalParts parts, TerminalConfig config, IJournal journal) =>
        new(new(parts, config, journal));

    /// <summary>Enters the first counts. Before <see cref="Start"/>; from then on <see cref="Service"/> exchanges cassettes.</summary>
    public LoadingOutcome Load(IReadOnlyList<CashUnit> units, string by) => CashLoading.Load(_journal, units, by);

    /// <summary>Clears the devices, reconciles, signs on and serves. On the loop.</summary>
    public void Start()
    {
        _devices.Open();
        _session.Start();
        _linkRuns = _link.RunAsync(_stopLink.Token);
        EndTheLoopOnFault(_linkRuns);
    }

    /// <summary>Ends when nobody is served any more, nothing is open, and the line is closed (failure matrix, F5).</summary>
    /// <param name="by">Who asks, for the journal.</param>
    public async Task StopAsync(string by = "the program")
    {
        await _session.StopAsync(by);
        // Not CancelAsync: that would close the line on another thread than the loop's.
        _stopLink.Cancel();
        await _linkRuns;
        _knownHead.Keep(_journal.State.HeadSeq);
    }

    /// <summary>Lets go of pins, line and journal at once. Nothing is finished that was not.</summary>
    public void Dispose()
    {
        _stopLink.Cancel();
        _devices.Dispose();
        _parts.Gpio.Dispose();
        _keys.Dispose();
        _journal.Dispose();
    }

    /// <returns>Null, or why the folder cannot be marked as one in which a missing journal is a lost one.</returns>
    private static string? TryMark(string marker)
    {
        try
        {
            if (!File.Exists(marker))
                File.WriteAllText(
                    marker,
                    "This terminal has been started here; a missing journal is a lost journal.\n"
                );
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return $"The data folder cannot be written ({e.Message.TrimEnd('.')}): make room, or mend its rights.";
        }
    }

    // The link ends by itself for a bug only. Thrown on the loop, the bug ends the terminal, as every bug must: one that serves
    // customers and posts nothing would be worse.
    private static async void EndTheLoopOnFault(Task runs) => await runs;

    // The customer is gone and the slot is not open yet: the one moment at which nobody waits for a slow medium.
    private void KeepHeadBetweenSessions(SessionRow row)
    {
        if (row.On == SessionTrigger.SessionClosed)
            _knownHead.Keep(_journal.State.HeadSeq);
    }

    private TerminalStatus CurrentStatus() =>
        new(
            _session.State,
            _session.OutOfServiceReason,
            _link.State,
            _journal.State.Units,
            _journal.State.Cash?.Loaded,
            _journal.State.Cash?.Completed,
            _journal.State.OwedCount,
            _journal.State.HeadSeq
        );
}
