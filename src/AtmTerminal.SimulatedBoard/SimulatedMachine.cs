using AtmTerminal.Board;
using AtmTerminal.SimulatedBoard.Faults;
using AtmTerminal.SimulatedBoard.Persistence;
using AtmTerminal.SimulatedBoard.Pins;

namespace AtmTerminal.SimulatedBoard;

/// <summary>
/// The machine behind the pins: mechanisms that move while outputs are high, and sensors that see what is there. It is there
/// whether a terminal runs or not; a <see cref="SimulatedBoardDriver"/> connects one to it.
/// </summary>
/// <remarks>
/// Thread-safe by one lock. On a virtual clock everything is deterministic; on the real one the physics runs on timer threads,
/// always with the exact time of each event, however late the thread is.
/// </remarks>
public sealed partial class SimulatedMachine : IDisposable
{
    /// <summary>The line whose toggling lets the motors have current.</summary>
    public const string WatchdogLine = "board.watchdog";

    /// <summary>So long after the last toggling the motors lose their current.</summary>
    public static readonly TimeSpan WatchdogHold = TimeSpan.FromSeconds(2);

    // A timer of the real clock counts whole milliseconds and may come early by less than one; it must not come in vain.
    private readonly TimeSpan _grain;
    private readonly Lock _lock = new();
    private readonly Mechanism[] _mechanisms;
    private readonly NoticeQueue _notices = new();
    private readonly long _origin;
    private readonly PinTable _pins;
    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private bool _changed;
    private TimeSpan _now;

    // When something happens by itself. Kept, because pins are read far more often than anything moves.
    private TimeSpan? _nextEvent;
    private TimeSpan? _timerSetFor;

    /// <summary>Connects the mechanisms and goes on from the saved state, if there is one. Motors stand still.</summary>
    /// <param name="time">The clock; virtual or the system's.</param>
    /// <param name="stateFile">Where the state is kept over the death of the process; <c>null</c>: in memory only.</param>
    /// <exception cref="IOException">The file cannot be opened, or another process has the machine.</exception>
    /// <exception cref="InvalidDataException">The file is of another version of the machine.</exception>
    public SimulatedMachine(
        TimeProvider time,
        PinTable pins,
        IReadOnlyList<Mechanism> mechanisms,
        string? stateFile = null
    )
    {
        (_time, _pins, _mechanisms) = (time, pins, [.. mechanisms]);
        _origin = time.GetTimestamp();
        _grain = time == TimeProvider.System ? TimeSpan.FromMilliseconds(1) : TimeSpan.Zero;
        LineCount = pins.Pins.Count == 0 ? 0 : pins.Pins.Max(p => p.Line) + 1;
        (_inputs, _outputs) = (new InputWire?[LineCount], new OutputWire?[LineCount]);
        (_written, _stuck) = (new bool[LineCount], new bool?[LineCount]);
        _watchdogLine = pins[WatchdogLine].Line;
        foreach (var mechanism in _mechanisms)
        {
            mechanism.JoinTo(this);
            mechanism.Connect(new Wiring(this, mechanism, pins));
            Faults.Define(mechanism.FaultDefinitions);
        }
        Faults.Define(BoardFaults());
        _timer = time.CreateTimer(_ => TimerFired(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _file = stateFile is null ? null : StateFile.Open(stateFile);
        if (_file?.Read() is { } saved)
            Load(saved);
        Act(static _ => true);
    }

    /// <summary>The machine has lost its power. Outside the lock, on any thread; whoever runs a terminal on it ends it here.</summary>
    public event Action? PowerFailed;

    /// <summary>All faults that can be armed.</summary>
    public IReadOnlyList<FaultDefinition> FaultDefinitions => Faults.Definitions;

    /// <summary>Whether the mains are on.</summary>
    public bool IsPowered => Act(_ => _powered);

    internal FaultBook Faults { get; } = new();

    /// <summary>Where everything is now.</summary>
    public MachineSnapshot Snapshot() =>
        Act(now =>
        {
            AdvanceAll(now);
            return new MachineSnapshot(
                now,
                _powered,
                [.. _pins.Pins.Select(Picture)],
                Faults.Armed,
                [.. _mechanisms.Select(m => m.Picture())]
            );
        });

    /// <exception cref="InvalidOperationException">There is no such mechanism.</exception>
    public T Mechanism<T>()
        where T : Mechanism => _mechanisms.OfType<T>().First();

    /// <summary>Arms a fault.</summary>
    /// <param name="parameters">What differs from the defaults of its definition.</param>
    /// <param name="once">Gone after it happened; otherwise it lasts until it is cleared.</param>
    /// <exception cref="ArgumentException">No such fault, or a parameter that cannot be.</exception>
    public ArmedFault Arm(string id, IReadOnlyDictionary<string, string>? parameters = null, bool once = true) =>
        Act(now =>
        {
            var fault = Faults.Arm(id, parameters ?? new Dictionary<string, string>(), once);
            ApplyFaults(now);
            return fault;
        });

    /// <returns>False when no such fault is armed.</returns>
    public bool ClearFault(int number) =>
        Act(now =>
        {
            var cleared = Faults.Clear(number);
            ApplyFaults(now);
            return cleared;
        });

    public void ClearFaults() =>
        Act(now =>
        {
            Faults.ClearAll();
            ApplyFaults(now);
            return true;
        });

    /// <summary>Ends the process' hold on the machine as its death would: motors stop, everything stays where it is.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            if (_disposed)
                return;
            AllOutputsLow(RunToPresent());
            Save();
            _disposed = true;
            _driver = null;
            _timer.Dispose();
            _file?.Dispose();
        }
    }

    /// <summary>Does something at the present time, under the lock; then saves, sets the timer and tells what was seen.</summary>
    /// <param name="keeps">False for what leaves nothing behind that the state file would have to keep.</param>
    internal T Act<T>(Func<TimeSpan, T> action, bool keeps = true)
    {
        T result;
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            var now = RunToPresent();
            result = action(now);
            _changed |= keeps;
            Settle(now);
        }
        _notices.Deliver();
        return result;
    }

    private void TimerFired()
    {
        lock (_lock)
        {
            if (_disposed)
                return;
            _timerSetFor = null;
            Settle(RunToPresent());
        }
        _notices.Deliver();
    }

    private void Settle(TimeSpan now)
    {
        FailPowerIfDue(now);
        if (_changed)
            Save();
        _changed = false;
        _nextEvent = NextEvent();
        SetTimer(now);
    }

    private TimeSpan RunToPresent()
    {
        var present = _time.GetElapsedTime(_origin);
        while (_nextEvent is { } due && due <= present)
        {
            _changed = true;
            if (due > _now)
                _now = due;
            if (_watchdogEnds <= _now)
                SupplyMotors(null, _now);
            foreach (var mechanism in _mechanisms)
            {
                if (mechanism.NextEvent <= _now)
                    mechanism.AdvanceTo(_now);
            }
            FailPowerIfDue(_now);
            _nextEvent = NextEvent();
        }
        if (present > _now)
            _now = present;
        return _now;
    }

    private TimeSpan? NextEvent()
    {
        var earliest = _watchdogEnds;
        foreach (var mechanism in _mechanisms)
        {
            if (mechanism.NextEvent is { } due && (earliest is null || due < earliest))
                earliest = due;
        }
        return earliest;
    }

    private void AdvanceAll(TimeSpan now)
    {
        foreach (var mechanism in _mechanisms)
            mechanism.AdvanceTo(now);
    }

    private void SetTimer(TimeSpan now)
    {
        var due = _nextEvent;
        if (due == _timerSetFor)
            return;
        _timerSetFor = due;
        if (due is null)
            _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        else
            _timer.Change(due > now ? due.Value - now + _grain : _grain, Timeout.InfiniteTimeSpan);
    }
}
