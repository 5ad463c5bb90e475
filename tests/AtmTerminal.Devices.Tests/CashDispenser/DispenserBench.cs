using System.Device.Gpio;
using AtmTerminal.Board;
using AtmTerminal.Devices.CashDispenser;
using AtmTerminal.Devices.Contracts;
using AtmTerminal.Devices.Pins;
using AtmTerminal.Domain.Cash;
using AtmTerminal.Domain.Events;
using AtmTerminal.Domain.Time;
using AtmTerminal.Domain.Withdrawals;
using AtmTerminal.SimulatedBoard;
using AtmTerminal.SimulatedBoard.CashDispenser;
using AtmTerminal.Tests.Shared;

namespace AtmTerminal.Devices.Tests.CashDispenser;

/// <summary>The machine stopped here: nothing the terminal does afterwards happens.</summary>
internal sealed class TerminalDiedException : Exception;

/// <summary>A journal that can fail, or end the terminal, at a chosen append.</summary>
internal sealed class RecordingJournal : IJournalWriter
{
    public List<JournalEvent> Events { get; } = [];

    public int Appends { get; private set; }

    /// <summary>Called with the number of the append, from 1; may throw.</summary>
    public Action<int>? BeforeAppend { get; set; }

    /// <inheritdoc cref="BeforeAppend"/>
    public Action<int>? AfterAppend { get; set; }

    public int FailsAt { get; set; } = int.MaxValue;

    public AppendOutcome Append(params ReadOnlySpan<JournalEvent> events)
    {
        Appends++;
        BeforeAppend?.Invoke(Appends);
        if (Appends >= FailsAt)
            return AppendOutcome.Failed;
        Events.AddRange(events);
        AfterAppend?.Invoke(Appends);
        return AppendOutcome.Durable;
    }
}

/// <summary>A machine with four cassettes, and a terminal's dispenser that can die and start again on it.</summary>
internal sealed class DispenserBench : IDisposable
{
    public const int NotesPerCassette = 100;

    public static readonly WithdrawalNumber First = new(1);
    public static readonly TimeSpan TakeLimit = TimeSpan.FromSeconds(30);

    public static readonly PinTable Pins = ReadPins();

    private static readonly (int Slot, int Length)[] Cassettes = [(1, 136), (2, 142), (3, 148), (4, 154)];

    private SimulatedBoardDriver? _board;
    private GpioController? _controller;
    private bool _dead;
    private TerminalLoop? _loop;
    private MotorWatchdog? _watchdog;

    public DispenserBench(string? stateFile = null)
    {
        Mechanism = new CashDispenserMechanism([
            .. Cassettes.Select(c => new CassetteLoad(c.Slot, NotesPerCassette, c.Length)),
        ]);
        Machine = new SimulatedMachine(Clock, Pins, [Mechanism], stateFile);
        Machine.PowerFailed += () => _dead = true;
        Journal.BeforeAppend = _ => DieIfDead();
        StartTerminal();
    }

    public VirtualTime Clock { get; } = new(DateTimeOffset.UnixEpoch);

    public SimulatedMachine Machine { get; }

    public CashDispenserMechanism Mechanism { get; }

    public RecordingJournal Journal { get; } = new();

    public GpioCashDispenser Dispenser { get; private set; } = null!;

    public DispenserPicture Truth => Machine.Snapshot().Of<DispenserPicture>();

    public IEnumerable<string> EventNames => Journal.Events.Select(e => e.GetType().Name);

    /// <summary>A new process on the same machine and journal.</summary>
    public void StartTerminal()
    {
        StopTerminal();
        Machine.RestorePower();
        _dead = false;
        _loop = new TerminalLoop();
        _board = new SimulatedBoardDriver(Machine);
        _controller = new GpioController(_board);
        _watchdog = new MotorWatchdog(_controller, Pins[SimulatedMachine.WatchdogLine].Line, Clock);
        Dispenser = new GpioCashDispenser(
            _controller,
            Pins,
            _board,
            _watchdog,
            Clock,
            Journal,
            new DispenserSettings([.. Cassettes.Select(c => new CassetteSettings($"{c.Slot}", c.Slot, c.Length))]),
            DispenserRecord.From(Journal.Events)
        );
        Run(() =>
        {
            Dispenser.Open();
            return Task.FromResult(true);
        });
    }

    /// <summary>The process ends without a word: all outputs low, everything else stays where it is.</summary>
    public void StopTerminal()
    {
        _loop?.Stop();
        _board?.Dispose();
        _watchdog?.Dispose();
    }

    public T Run<T>(Func<Task<T>> work) => _loop!.RunUntil(Clock, work);

    public void OnLoop(Action work) => _loop!.Post(work);

    public void RunFor(double seconds) => _loop!.RunFor(Clock, TimeSpan.FromSeconds(seconds));

    public Completion<DispenseResult> Dispense(string notes, long withdrawal = 1) =>
        Run(() => Dispenser.Dispense(new(withdrawal), Notes(notes)));

    /// <summary>Presents, and lets a hand take so many notes so long after they came to the exit.</summary>
    public Completion<PresentResult> Present(int taken = int.MaxValue, double afterSeconds = 2) =>
        Run(() =>
        {
            var presented = Dispenser.Present(First, TakeLimit);
            Clock.CreateTimer(
                _ => Mechanism.TakeNotes(taken),
                null,
                TimeSpan.FromSeconds(afterSeconds),
                Timeout.InfiniteTimeSpan
            );
            return presented;
        });

    public Completion<ClearResult> Reject() => Run(() => Dispenser.Reject(First));

    public Completion<ClearResult> Retract() => Run(() => Dispenser.Retract(First));

    public Completion<ClearResult> Reset(long withdrawal = 1) => Run(() => Dispenser.Reset(new(withdrawal)));

    public void Arm(string fault, params (string Name, string Value)[] parameters) =>
        Machine.Arm(fault, parameters.ToDictionary(p => p.Name, p => p.Value));

    public void Stick(string line, string level) =>
        Machine.Arm(
            "board.sensor-stuck",
            new Dictionary<string, string> { ["line"] = line, ["level"] = level },
            once: false
        );

    /// <summary><c>1:2 3:1</c>, two notes of cassette 1 and one of cassette 3.</summary>
    public static NoteCounts Notes(string text) =>
        NoteCounts.Of(
            text.Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Select(part => KeyValuePair.Create(part.Split(':')[0], int.Parse(part.Split(':')[1])))
        );

    public void DieIfDead()
    {
        if (_dead)
            throw new TerminalDiedException();
    }

    public void Die()
    {
        _dead = true;
        _board!.Dispose();
        throw new TerminalDiedException();
    }

    public void Dispose()
    {
        StopTerminal();
        Dispenser.Dispose();
        _controller?.Dispose();
        Machine.Dispose();
    }

    private static PinTable ReadPins()
    {
        var (table, problems) = PinTableFile.Parse(System.Text.Encoding.UTF8.GetBytes(ConfigFiles.Read("pins.json")));
        return table ?? throw new InvalidDataException(string.Join("; ", problems));
    }
}
