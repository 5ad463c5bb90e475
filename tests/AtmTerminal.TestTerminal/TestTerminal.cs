using System.Device.Gpio;
using AtmTerminal.BankHost;
using AtmTerminal.Board;
using AtmTerminal.Config;
using AtmTerminal.Domain.Events;
using AtmTerminal.Domain.Time;
using AtmTerminal.Journal;
using AtmTerminal.Security;
using AtmTerminal.Session.Screens;
using AtmTerminal.SimulatedBoard;
using AtmTerminal.SimulatedBoard.Auxiliaries;
using AtmTerminal.SimulatedBoard.CardReader;
using AtmTerminal.SimulatedBoard.CashDispenser;
using AtmTerminal.SimulatedBoard.PinPad;
using AtmTerminal.Testing.Storage;
using AtmTerminal.Tests.Shared;
using Serilog;

namespace AtmTerminal.Testing;

/// <summary>The power is gone: thrown through the terminal's code so that not one more of its instructions has an effect.</summary>
public sealed class PowerLostException() : Exception("The power is gone.");

/// <summary>
/// A whole terminal as it stands in a wall, in one thread on a virtual clock: the real program with its real drivers on the
/// simulated board, the real journal in a folder of its own, the real bank host behind a line in memory. Power can be cut at
/// any moment and comes back with <see cref="Reboot"/>; the machine, the folder and the host live on.
/// </summary>
public sealed class TestTerminal : IDisposable
{
    private readonly CardVault _hostVault = CardVault.TryCreate(new byte[CardVault.MasterKeyLength])!;
    private readonly CardVault _vault = CardVault.TryCreate(new byte[CardVault.MasterKeyLength])!;
    private readonly HostSecrets _secrets;
    private readonly PinTable _pins;
    private readonly StopPoints? _stops;
    private readonly ILogger _log;
    private Func<JournalEvent, bool>? _cutAfter;
    private TerminalLoop? _loop;
    private bool _powerIsGoing;

    /// <summary>Makes the machine, fills its cassettes, starts host and terminal, and waits until it serves.</summary>
    /// <param name="log">Where the terminal logs; nowhere when <c>null</c>.</param>
    /// <param name="change">Changes the delivered configuration.</param>
    /// <param name="accounts">Hryvnias in accounts of more customers of the own bank; their cards follow the sample's, PIN 1111.</param>
    /// <param name="stops">Puts journal and host on simulated disks and a stop point at every boundary; stays the caller's.</param>
    public TestTerminal(
        ILogger? log = null,
        Func<TerminalConfig, TerminalConfig>? change = null,
        IReadOnlyList<long>? accounts = null,
        StopPoints? stops = null
    )
    {
        _stops = stops;
        _log = log ?? Serilog.Core.Logger.None;
        var delivered = TerminalConfigFile.Parse(System.Text.Encoding.UTF8.GetBytes(ConfigFiles.Read("terminal.json")));
        Config = delivered.Config ?? throw new InvalidDataException(string.Join('\n', delivered.Problems));
        Config = change?.Invoke(Config) ?? Config;
        OwnClock = new(Clock);
        _pins =
            PinTableFile.Parse(System.Text.Encoding.UTF8.GetBytes(ConfigFiles.Read("pins.json"))).Table
            ?? throw new InvalidDataException("config/pins.json is wrong.");
        Bank = new(Config.TerminalId);
        foreach (var balance in accounts ?? [])
            Bank = Bank with
            {
                Cards = [.. Bank.Cards, SampleBank.CardOf(ownBank: true, Bank.Cards.Count + 1, "1111", balance)],
            };
        _secrets = SampleBank.Secrets(_hostVault);
        Host = OpenHost();
        Line = new(Host, Clock);
        if (stops is not null)
        {
            Line.Stops = new(Line.Faults, stops, RestartHost);
            stops.EndTerminal = EndProcess;
        }
        Machine = new(Clock, _pins, [Slot(), new PinPadMechanism(), new AuxiliariesMechanism(), Dispenser()]);
        Folder = Directory.CreateTempSubdirectory("terminal").FullName;
        Boot();
    }

    public VirtualTime Clock { get; } = new(new DateTimeOffset(2026, 11, 20, 9, 0, 0, TimeSpan.Zero));

    /// <summary>The clock of the terminal's own computer.</summary>
    public TerminalClock OwnClock { get; }

    public TerminalConfig Config { get; }

    public SampleBank Bank { get; }

    public HostCore Host { get; private set; }

    public BankLine Line { get; }

    public SimulatedMachine Machine { get; }

    /// <summary>The disk under the journal; a new start finds it well again.</summary>
    public FailingDisk Disk { get; } = new();

    /// <summary>The data folder.</summary>
    public string Folder { get; }

    /// <summary>The running program; <c>null</c> while the power is off or the journal cannot be opened.</summary>
    public Terminal? Terminal { get; private set; }

    /// <summary>Why the program did not start.</summary>
    public string? Refusal { get; private set; }

    public bool IsOn => _loop is not null;

    public ScreenView Screen => Running.Screen.Current;

    public IEnumerable<JournalEntry> Journal => Running.Journal.Read();

    public DispenserPicture Notes => Machine.Snapshot().Of<DispenserPicture>();

    public CardReaderPicture Cards => Machine.Snapshot().Of<CardReaderPicture>();

    /// <summary>The customer at the machine.</summary>
    public TestCustomer Customer => new(this);

    /// <summary>The people with the key.</summary>
    public TestTechnician Technician => field ??= new(this);

    /// <summary>Notes that technicians have brought since the machine was made, less those that they took away.</summary>
    public int NotesBrought { get; internal set; }

    private Terminal Running =>
        Terminal ?? throw new InvalidOperationException($"The terminal does not run. {Refusal}".TrimEnd());

    /// <summary>The facts of these types, in order.</summary>
    public IReadOnlyList<T> Journaled<T>()
        where T : JournalEvent => [.. Journal.Select(e => e.Event).OfType<T>()];

    /// <summary>Lets time pass, with the power on or off.</summary>
    public void Wait(TimeSpan span)
    {
        var until = Clock.Elapsed + span;
        try
        {
            _loop?.RunFor(Clock, span);
        }
        catch (PowerLostException)
        {
            // It has left the program; what is left to do is done below.
        }
        if (_powerIsGoing)
            LetGo();
        // Without the loop nothing of the program moves on, but the machine's rollers run out and its flaps fall.
        if (Clock.Elapsed < until)
            Clock.MoveTo(until);
    }

    /// <summary>Does something on the terminal's own thread.</summary>
    public void OnTheLoop(Action action)
    {
        _loop?.Post(action);
        Wait(TimeSpan.FromMilliseconds(20));
    }

    /// <summary>Lets time pass until something is so, or the power fails.</summary>
    /// <exception cref="TimeoutException">It was not so within <paramref name="limit"/>.</exception>
    public void WaitUntil(Func<bool> holds, string what, TimeSpan limit)
    {
        var step = TimeSpan.FromMilliseconds(20);
        for (var waited = TimeSpan.Zero; IsOn && !holds(); waited += step)
        {
            if (waited > limit)
                throw new TimeoutException($"Not within {limit}: {what}. {Describe()}");
            Wait(step);
        }
    }

    /// <summary>The power fails right after the first fact that fits has become durable.</summary>
    public void CutPowerAfter(Func<JournalEvent, bool> fits) => _cutAfter = fits;

    /// <summary>The power fails when so much time has passed from now, wherever the program is then.</summary>
    public void CutPowerAt(TimeSpan fromNow)
    {
        var loop = _loop!;
        Clock.CreateTimer(_ => loop.Post(Cut), null, fromNow, Timeout.InfiniteTimeSpan);

        void Cut() => EndProcess(withPower: true);
    }

    /// <summary>The power fails now. Every note and card stays where it is.</summary>
    public void CutPower()
    {
        if (!IsOn)
            return;
        Machine.CutPower();
        LetGo();
    }

    /// <summary>The program dies; the board keeps its power.</summary>
    public void KillProgram()
    {
        if (IsOn)
            LetGo();
    }

    /// <summary>The power is back, and the program starts.</summary>
    public void Reboot()
    {
        if (IsOn)
            CutPower();
        Boot();
    }

    /// <summary>Rows that <see cref="WriteWhileOff"/> has written: a defect, and not the order in which the program works.</summary>
    internal HashSet<long> RowsByHand { get; } = [];

    /// <summary>Writes facts into the journal of a terminal that is switched off: what a defect could have left there.</summary>
    public void WriteWhileOff(params JournalEvent[] events)
    {
        var opening = JournalFolder.Open(Folder, firstStart: false, OwnClock);
        using var journal = ((OpeningOutcome.Opened)opening).Journal;
        RowsByHand.UnionWith(Enumerable.Range(1, events.Length).Select(i => journal.State.HeadSeq + i));
        if (journal.Append(events) != AppendOutcome.Durable)
            throw new InvalidOperationException(journal.Failure);
    }

    /// <summary>The bank's computer is lost and comes back as a backup has it; whoever is on the line stays on it.</summary>
    public void RestoreHost(HostBackup backup)
    {
        Host.Dispose();
        Host = HostCore.Restore(backup, null, _secrets, Clock, Serilog.Core.Logger.None);
        Line.Faults.Become(Host);
    }

    /// <summary>The journal's files as they are on the disk of a terminal that is switched off.</summary>
    public IReadOnlyDictionary<string, byte[]> JournalFiles() =>
        Directory.EnumerateFiles(Folder, "journal.*").ToDictionary(file => file, File.ReadAllBytes);

    /// <summary>Puts an image of the journal's files in their place, while the terminal is switched off.</summary>
    public static void PutBack(IReadOnlyDictionary<string, byte[]> files)
    {
        foreach (var (file, bytes) in files)
            File.WriteAllBytes(file, bytes);
    }

    /// <summary>Waits until nobody is served and nothing is owed to the host.</summary>
    public void Settle()
    {
        WaitUntil(
            () =>
                Running.Status
                    is {
                        Queued: 0,
                        State: Session.Table.SessionState.AwaitingCard or Session.Table.SessionState.OutOfService
                    },
            "the terminal has settled",
            TimeSpan.FromMinutes(20)
        );
    }

    public void Dispose()
    {
        CutPower();
        Machine.Dispose();
        Host.Dispose();
        _secrets.Dispose();
        _vault.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    private HostCore OpenHost() =>
        HostCore.Open(
            _stops is null ? null : $"{_stops.HostDisk.Folder}/host.db",
            _secrets,
            Bank,
            Clock,
            Serilog.Core.Logger.None
        );

    private void RestartHost()
    {
        Line.Cut();
        Host.Dispose();
        Host = OpenHost();
        Line.Faults.Become(Host);
    }

    /// <summary>Reads the whole journal of a terminal that is switched off.</summary>
    internal AuditResult VerifyJournal() => _stops?.Disk.VerifyJournal() ?? JournalAudit.Verify(Folder);

    internal string Describe() =>
        Terminal is null
            ? $"It does not run. {Refusal}"
            : $"It is {Terminal.Status.State} ({Terminal.Status.Reason}), the screen says {Screen.Screen}: {Screen.Title}.";

    private CardReaderMechanism Slot() =>
        new([.. Bank.Cards.Select((card, i) => new RackCard($"card{i + 1}", card.Holder, card.Track.Reveal()))]);

    private CashDispenserMechanism Dispenser() =>
        new([
            .. Config.Cassettes.Select(c => new CassetteLoad(
                int.Parse(c.Id, System.Globalization.CultureInfo.InvariantCulture),
                c.Notes,
                c.NoteLengthMm
            )),
        ]);

    private void Boot()
    {
        Machine.RestorePower();
        _loop = new TerminalLoop();
        try
        {
            StartProgram(_loop);
        }
        catch (PowerLostException)
        {
            // It has left the program, as in Wait.
        }
        if (_powerIsGoing || Terminal is null)
            LetGo();
    }

    private void StartProgram(TerminalLoop loop)
    {
        var driver = new SimulatedBoardDriver(Machine);
        var parts = new TerminalParts(
            new GpioController(driver),
            driver,
            _pins,
            _stops is null ? Line : new StoppingLine(Line, _stops),
            counters => TerminalKeys.ForAes(Bank.TerminalInitialKey(), Bank.InitialKeyId, counters),
            _vault,
            OwnClock,
            loop,
            _log
        );
        var opening = AtmTerminal.Terminal.Open(WithStops(parts), Config, Folder, OpenJournal);
        Refusal = (opening as TerminalOpening.OutOfService)?.Reason;
        if (opening is not TerminalOpening.Opened opened)
            return;
        Terminal = opened.Terminal;
        Terminal.Journal.Appended += OnAppended;
        if (Terminal.NeedsCash)
            Terminal.Load(Config.FirstLoading(), "test");
        loop.Post(Terminal.Start);
    }

    private TerminalParts WithStops(TerminalParts parts) =>
        _stops is null
            ? parts
            : parts with
            {
                AroundDispenser = driver => StoppingDevice.Over(driver, _stops),
                AroundCardReader = driver => StoppingDevice.Over(driver, _stops),
                AroundPinPad = driver => StoppingDevice.Over(driver, _stops),
                AroundAuxiliaries = driver => StoppingDevice.Over(driver, _stops),
            };

    private OpeningOutcome OpenJournal(bool firstStart, long knownHeadSeq) =>
        _stops is null
            ? JournalFolder.Open(new(Folder), firstStart, OwnClock, knownHeadSeq, Disk.Under)
            : JournalFolder.Open(
                _stops.Disk.JournalFiles(),
                firstStart,
                OwnClock,
                knownHeadSeq,
                store => new StoppingStore(store, _stops)
            );

    private void OnAppended(JournalEntry entry)
    {
        if (_cutAfter?.Invoke(entry.Event) != true)
            return;
        _cutAfter = null;
        EndProcess(withPower: true);
        throw new PowerLostException();
    }

    // The machine is dead at once; the program's objects are let go when the exception has left them.
    private void EndProcess(bool withPower)
    {
        if (withPower)
            Machine.CutPower();
        _loop?.Stop();
        Line.Cut();
        _powerIsGoing = true;
    }

    private void LetGo()
    {
        _loop!.Stop();
        Line.Cut();
        _stops?.Disk.SwitchOff();
        Terminal?.Dispose();
        _stops?.CrashTerminal();
        (Terminal, _loop, _cutAfter, _powerIsGoing) = (null, null, null, false);
    }
}
