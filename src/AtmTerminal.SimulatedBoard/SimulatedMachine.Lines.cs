using AtmTerminal.Board;
using AtmTerminal.SimulatedBoard.Faults;

namespace AtmTerminal.SimulatedBoard;

/// <summary>The lines: what is written, what flows, what is seen, and the power behind it all.</summary>
public sealed partial class SimulatedMachine
{
    private const string SensorStuck = "board.sensor-stuck";
    private const string PowerLoss = "board.power-loss";

    private readonly InputWire?[] _inputs;
    private readonly OutputWire?[] _outputs;
    private readonly bool?[] _stuck;
    private readonly int _watchdogLine;
    private readonly bool[] _written;
    private SimulatedBoardDriver? _driver;
    private bool _powerFailing;
    private int _powerFailsIn;
    private bool _powered = true;
    private TimeSpan? _watchdogEnds;

    internal int LineCount { get; }

    /// <summary>The mains fail: no output has current, no input can be read, and the board's computer is off.</summary>
    public void CutPower() =>
        Act(_ =>
        {
            _powerFailing = true;
            return true;
        });

    /// <summary>The mains are back. All outputs are low; the terminal has to be started again.</summary>
    public void RestorePower() => Act(_ => _powered = true);

    internal void Add(InputWire wire) => _inputs[wire.Line] = wire;

    internal void Add(OutputWire wire) => _outputs[wire.Line] = wire;

    internal bool IsInput(int line) => _inputs[line] is not null;

    internal bool IsOutput(int line) => _outputs[line] is not null || line == _watchdogLine;

    internal bool IsAttached(SimulatedBoardDriver driver) => Volatile.Read(ref _driver) == driver;

    internal void Attach(SimulatedBoardDriver driver) =>
        Act(now =>
        {
            AllOutputsLow(now);
            _driver = driver;
            return true;
        });

    internal void Detach(SimulatedBoardDriver driver)
    {
        lock (_lock)
        {
            if (_disposed || _driver != driver)
                return;
        }
        Act(now =>
        {
            AllOutputsLow(now);
            _driver = null;
            return true;
        });
    }

    /// <summary>What the software reads. A driver that does not have the machine any more reads low.</summary>
    internal bool Read(SimulatedBoardDriver driver, int line, bool pulledUp)
    {
        bool high;
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            var now = RunToPresent();
            // To look changes nothing: only what happened until now has to be settled.
            if (_changed)
                Settle(now);
            high = _driver == driver && (_inputs[line] is { } wire ? Seen(wire) : pulledUp);
        }
        _notices.Deliver();
        return high;
    }

    /// <summary>What the software writes.</summary>
    internal void Write(SimulatedBoardDriver driver, int line, bool high)
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            var now = RunToPresent();
            _changed |= Keeps(line);
            Write(driver, line, high, now);
            Settle(now);
        }
        _notices.Deliver();
    }

    /// <summary>As <see cref="Write(SimulatedBoardDriver, int, bool)"/>, inside the lock.</summary>
    internal void Write(SimulatedBoardDriver driver, int line, bool high, TimeSpan now)
    {
        if (_driver != driver || _written[line] == high || !CountPinEvent())
            return;
        _written[line] = high;
        if (line == _watchdogLine)
            SupplyMotors(now + WatchdogHold, now);
        if (_outputs[line] is { } wire)
            Drive(wire, now);
    }

    internal void LevelChanged(InputWire wire) => LevelChanged(wire, _now);

    internal void LevelChanged(InputWire wire, TimeSpan at)
    {
        if (_stuck[wire.Line] is null)
            EdgeAt(wire.Line, wire.Level, at);
    }

    // Whether a change of this output can move anything that is kept. A countdown of pin events is kept as well.
    private bool Keeps(int line) => _powerFailsIn > 0 || _outputs[line] is not { Owner.KeepsNothing: true };

    private bool Seen(InputWire wire) => _powered && (_stuck[wire.Line] ?? wire.Level);

    private void EdgeAt(int line, bool rising, TimeSpan at)
    {
        if (_powered && _driver is not null && CountPinEvent())
            _driver.Seen(line, rising, at, _notices);
    }

    private void Drive(OutputWire wire, TimeSpan now)
    {
        var driven = _written[wire.Line] && (wire.Supply == OutputSupply.Logic || _watchdogEnds is not null);
        if (driven == wire.Driven)
            return;
        wire.Owner.AdvanceTo(now);
        wire.Set(driven, now);
    }

    private void SupplyMotors(TimeSpan? until, TimeSpan now)
    {
        var (before, after) = (_watchdogEnds is not null, until is not null);
        _watchdogEnds = until;
        if (before != after)
            DriveAll(now);
    }

    private void AllOutputsLow(TimeSpan now)
    {
        Array.Clear(_written);
        _watchdogEnds = null;
        DriveAll(now);
    }

    private void DriveAll(TimeSpan now)
    {
        foreach (var wire in _outputs)
        {
            if (wire is not null)
                Drive(wire, now);
        }
    }

    /// <returns>False when the power fails in the place of this event.</returns>
    private bool CountPinEvent()
    {
        if (_powerFailing)
            return false;
        if (_powerFailsIn == 0 || --_powerFailsIn > 0)
            return true;
        _powerFailing = true;
        return false;
    }

    // Not at once where the count runs out: that may be in the middle of a mechanism's own step.
    private void FailPowerIfDue(TimeSpan now)
    {
        if (!_powerFailing)
            return;
        _powerFailing = false;
        _powerFailsIn = 0;
        if (Faults.Find(PowerLoss) is { } fault)
            Faults.Happened(fault);
        if (!_powered)
            return;
        _powered = false;
        AllOutputsLow(now);
        _driver = null;
        _notices.Add(() => PowerFailed?.Invoke());
    }

    private IEnumerable<FaultDefinition> BoardFaults() =>
        [
            new(
                SensorStuck,
                "Sensor stuck",
                [
                    new(
                        "line",
                        "the input line",
                        _inputs.FirstOrDefault(w => w is not null)?.Name ?? "",
                        [.. _inputs.OfType<InputWire>().Select(w => w.Name)]
                    ),
                    new("level", "the level it stays at", "high", ["high", "low"]),
                ]
            ),
            new(
                PowerLoss,
                "Power loss",
                [new("event", "in the place of this pin event from now on, counted from 1; 0 is at once", "0")]
            ),
        ];

    private void ApplyFaults(TimeSpan now)
    {
        foreach (var wire in _inputs.OfType<InputWire>())
        {
            var before = Seen(wire);
            _stuck[wire.Line] = Faults.Find(SensorStuck, f => f.Text("line") == wire.Name) is { } fault
                ? fault.Text("level") == "high"
                : null;
            if (Seen(wire) is var after && after != before)
                EdgeAt(wire.Line, after, _now);
        }
        if (Faults.Find(PowerLoss) is not { } loss)
            _powerFailsIn = 0;
        else if (loss.Whole("event") == 0)
            _powerFailing = true;
        else if (_powerFailsIn == 0)
            _powerFailsIn = loss.Whole("event");
        foreach (var mechanism in _mechanisms)
        {
            mechanism.AdvanceTo(now);
            mechanism.FaultsChanged(now);
        }
    }

    private PinPicture Picture(Pin pin) =>
        new(
            pin.Name,
            pin.Line,
            pin.Use == PinUse.Output,
            _inputs[pin.Line] is { } wire ? Seen(wire) : _written[pin.Line]
        );
}
