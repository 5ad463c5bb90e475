using System.Device.Gpio;
using AtmTerminal.BankHost;
using AtmTerminal.Config;
using AtmTerminal.Domain.Time;
using AtmTerminal.Journal;
using AtmTerminal.Security;
using AtmTerminal.SimulatedBoard;
using AtmTerminal.Testing;
using AtmTerminal.Testing.Storage;

namespace AtmTerminal.Simulation;

/// <summary>How a program comes to its end.</summary>
internal enum Ending
{
    /// <summary>The mains fail: motors stop, notes and cards stay where they are.</summary>
    PowerCut,

    /// <summary>The process dies; the board keeps its power.</summary>
    Killed,
}

/// <summary>
/// One machine in a wall: the simulated board with its notes, the disk, the line, and the shipped program that runs on them
/// until the power fails, and again after it.
/// </summary>
internal sealed class Cashpoint : IDisposable
{
    private static readonly TimeSpan UsualPause = TimeSpan.FromSeconds(20);

    private readonly World _world;
    private readonly CardVault _vault = SimulatedBank.Vault();
    private readonly SampleBank _keys;
    private TerminalLoop? _loop;
    private (Ending How, CrashVariant Unsynced, TimeSpan Pause)? _ending;
    private TimeSpan _hangsUntil;
    private OrderTrouble _orderTrouble;
    private long _endsAtPoint;
    private string _lastPoint = "";
    private string _lastFact = "";
    private Action? _atPoint;
    private (string Fact, bool IsDurable, Action Act)? _atFact;

    public Cashpoint(World world, int index)
    {
        (_world, Index) = (world, index);
        Config = Machines.ConfigOf(index, world.Plan);
        _keys = world.Bank.At(Config.TerminalId);
        Clock = new(world.Clock);
        Machine = Machines.Make(world.Clock, Config, world.Bank);
        Rows = new(world.Tally);
        Disk = new(this, world.Plan.EmptyDisks);
        Line = new(world, index, Pass);
        Ledger = new(this);
    }

    public int Index { get; }

    public TerminalConfig Config { get; }

    /// <summary>The clock of the terminal's own computer, which may be wrong.</summary>
    public TerminalClock Clock { get; }

    public SimulatedMachine Machine { get; }

    public CashpointDisk Disk { get; }

    public SimulatedLine Line { get; }

    /// <summary>What its journal has said so far, fact by fact.</summary>
    public JournalWatch Ledger { get; }

    /// <summary>Says which rows of the failure matrix happen here.</summary>
    public RowSpotter Rows { get; }

    /// <summary>The running program; <c>null</c> while there is none.</summary>
    public Terminal? Program { get; private set; }

    /// <summary>Why the program did not start; <c>null</c> when it did.</summary>
    public string? Refusal { get; private set; }

    /// <summary>Stop points passed since the machine was built.</summary>
    public long Points { get; private set; }

    /// <summary>How often its program has ended without being asked to.</summary>
    public int Crashes { get; private set; }

    /// <summary>Notes that technicians have put in, less those they took out.</summary>
    public int NotesBrought { get; set; }

    public World World => _world;

    /// <summary>Done once, when the program has ended and before the next one starts.</summary>
    public Action? WhileOff { get; set; }

    private bool IsEnding => _ending is not null;

    /// <summary>Runs what the program has to do now.</summary>
    /// <returns>False when it had nothing to do.</returns>
    public bool Run()
    {
        if (_loop is null || _world.Clock.Elapsed < _hangsUntil)
            return false;
        var ran = false;
        try
        {
            ran = _loop.RunQueued();
        }
        catch (ProgramEndedException)
        {
            // It has left the program; what remains is done below.
        }
        catch (Exception bug) when (!_world.IsOver)
        {
            Violated($"the program threw {bug.GetType().Name}: {bug.Message}\n{bug.StackTrace}");
            EndAt(Ending.Killed, CrashVariant.KeepUnsynced, UsualPause);
        }
        if (IsEnding)
            LetGo();
        return ran;
    }

    /// <summary>One more boundary is passed. On the program's own thread of work: it may end here.</summary>
    /// <exception cref="ProgramEndedException">It ends here.</exception>
    public void Pass(string point)
    {
        Count(point);
        EndHereIfEnding();
    }

    /// <summary>As <see cref="Pass"/>, inside of SQLite, where nothing may be thrown.</summary>
    /// <param name="fact">The first fact of the commit that this is a part of.</param>
    /// <returns>False when the program ends here.</returns>
    public bool PassOnDisk(string point, string fact)
    {
        if (_loop is null)
            return true;
        Count(point);
        _lastFact = fact;
        if (point == "disk.sync")
            Reach(fact, isDurable: false);
        return !IsEnding;
    }

    /// <summary>As <see cref="Pass"/>, right after a fact has become durable.</summary>
    public void PassFact(string fact)
    {
        Count(fact);
        Reach(fact, isDurable: true);
        EndHereIfEnding();
    }

    private void Reach(string fact, bool isDurable)
    {
        if (_atFact is not { } planned || planned.Fact != fact || planned.IsDurable != isDurable)
            return;
        _atFact = null;
        planned.Act();
    }

    /// <exception cref="ProgramEndedException">The program is ending.</exception>
    public void EndHereIfEnding()
    {
        if (IsEnding)
            throw new ProgramEndedException();
    }

    /// <summary>Does something at the nth stop point from now.</summary>
    public void AtPoint(int points, Action act) => (_endsAtPoint, _atPoint) = (Points + points, act);

    private void Count(string point)
    {
        Points++;
        _lastPoint = point;
        _world.Trace.Add(_world.Clock.Elapsed, Index, point);
        if (_atPoint is not { } act || Points < _endsAtPoint)
            return;
        _atPoint = null;
        act();
    }

    /// <summary>Does something while a fact is synced for the first time from now, or right after it.</summary>
    public void AtFact(string fact, bool isDurable, Action act) => _atFact = (fact, isDurable, act);

    /// <summary>The program ends, wherever it is; the next one starts after <paramref name="pause"/>.</summary>
    public void EndAt(Ending how, CrashVariant unsynced, TimeSpan pause)
    {
        if (_loop is null || IsEnding)
            return;
        _ending = (how, unsynced, pause);
        if (how == Ending.PowerCut)
            Machine.CutPower();
        _loop.Stop();
        Crashes++;
        _world.Trace.Add(_world.Clock.Elapsed, Index, how.ToString());
        // The program may not be running now: then nothing is left to be thrown through it.
        _world.After(TimeSpan.Zero, LetGo);
    }

    /// <summary>The program does nothing for so long; board and line go on.</summary>
    public void Hang(TimeSpan span)
    {
        _hangsUntil = _world.Clock.Elapsed + span;
        _world.After(span, () => { });
    }

    /// <summary>Does something at the running program, on its own thread of work.</summary>
    public void Do(Action<Terminal> act)
    {
        if (Program is { } program)
            _loop!.Post(() => act(program));
    }

    /// <summary>What happens to the next order to the dispenser.</summary>
    public void Plan(OrderTrouble trouble) => _orderTrouble = trouble;

    public bool OrderTroubleAhead => _orderTrouble != OrderTrouble.None;

    public OrderTrouble TakeOrderTrouble()
    {
        var trouble = _orderTrouble;
        _orderTrouble = OrderTrouble.None;
        if (trouble != OrderTrouble.None)
            World.Tally.Row(trouble == OrderTrouble.OrderDoubled ? "B8" : "B7");
        return trouble;
    }

    public void ForgetPlans()
    {
        _orderTrouble = OrderTrouble.None;
        (_atPoint, _atFact) = (null, null);
    }

    public void Violated(string what) => _world.Violated($"{Config.TerminalId}: {what}");

    /// <summary>The program starts.</summary>
    public void Boot()
    {
        if (_loop is not null)
            return;
        Machine.RestorePower();
        var loop = new TerminalLoop();
        try
        {
            var opening = Disk.Open(Clock);
            if (opening is not OpeningOutcome.Opened { Journal: var journal })
            {
                Refused(opening.Sentence);
                return;
            }
            var driver = new SimulatedBoardDriver(Machine);
            var parts = new TerminalParts(
                new GpioController(driver),
                driver,
                Machines.Pins,
                Line,
                counters => TerminalKeys.ForAes(_keys.TerminalInitialKey(), _keys.InitialKeyId, counters),
                _vault,
                Clock,
                loop,
                Serilog.Core.Logger.None
            )
            {
                AroundDispenser = inner => new DispenserLink(inner, this),
            };
            (_loop, Refusal) = (loop, null);
            Program = AtmTerminal.Terminal.On(parts, Config, journal).Terminal;
            Ledger.Follow(journal);
            if (Program.NeedsCash)
                Program.Load(Config.FirstLoading(), "the first technician");
            loop.Post(Program.Start);
        }
        catch (ProgramEndedException)
        {
            LetGo();
        }
    }

    // A full disk is a full disk, and somebody will make room.
    private void Refused(string why)
    {
        Refusal = why;
        Disk.SwitchOff();
        Disk.Crash(CrashVariant.KeepUnsynced, _world.Chance);
        if (Disk.Trouble != DiskTrouble.None)
        {
            _world.After(UsualPause, Boot);
            return;
        }
        Violated($"D8: a journal with which nothing is wrong is refused: {why}");
    }

    /// <summary>The program ends as it should, for good.</summary>
    public void SwitchOff()
    {
        _loop?.Stop();
        Program?.Dispose();
        (Program, _loop) = (null, null);
    }

    public void Dispose()
    {
        SwitchOff();
        Machine.Dispose();
        Disk.Dispose();
        _vault.Dispose();
    }

    private void LetGo()
    {
        if (_ending is not { } ending)
            return;
        _ending = null;
        if (Program is { } program)
            Rows.Ended(
                ending.How,
                ending.Unsynced,
                $"{_lastPoint} {_lastFact}",
                program.Journal.State,
                program.Status.State
            );
        Disk.SwitchOff();
        Line.Cut();
        Program?.Dispose();
        (Program, _loop) = (null, null);
        _hangsUntil = TimeSpan.Zero;
        Ledger.ProgramEnded();
        Disk.Crash(ending.How == Ending.PowerCut ? ending.Unsynced : CrashVariant.KeepUnsynced, _world.Chance);
        WhileOff?.Invoke();
        WhileOff = null;
        _world.After(ending.Pause, Boot);
    }
}
