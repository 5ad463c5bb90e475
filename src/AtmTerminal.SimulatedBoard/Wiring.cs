using AtmTerminal.Board;

namespace AtmTerminal.SimulatedBoard;

/// <summary>Where an output's current comes from.</summary>
public enum OutputSupply
{
    /// <summary>Logic current: there whenever the machine has power.</summary>
    Logic,

    /// <summary>Motor current: there only while the watchdog line is being toggled.</summary>
    Motor,
}

/// <summary>A sensor's end of an input line.</summary>
public sealed class InputWire
{
    private readonly SimulatedMachine _machine;

    internal InputWire(SimulatedMachine machine, string name, int line, bool level) =>
        (_machine, Name, Line, Level) = (machine, name, line, level);

    public string Name { get; }

    public int Line { get; }

    /// <summary>What the sensor sees, before any fault of the sensor itself.</summary>
    public bool Level { get; private set; }

    /// <summary>The sensor sees this from now on. Only inside calls of the machine.</summary>
    public void Set(bool level)
    {
        if (Level == level)
            return;
        Level = level;
        _machine.LevelChanged(this);
    }

    /// <summary>
    /// The sensor began to see this at a time that is past: for lines that change so fast that an event for each change would
    /// cost more than the rest of the machine. Times of one line must not go back.
    /// </summary>
    public void Set(bool level, TimeSpan at)
    {
        if (Level == level)
            return;
        Level = level;
        _machine.LevelChanged(this, at);
    }
}

/// <summary>A mechanism's end of an output line.</summary>
internal sealed class OutputWire(
    Mechanism owner,
    string name,
    int line,
    OutputSupply supply,
    Action<bool, TimeSpan> drive
)
{
    public Mechanism Owner => owner;

    public string Name => name;

    public int Line => line;

    public OutputSupply Supply => supply;

    /// <summary>Whether current flows: written high, and supplied.</summary>
    public bool Driven { get; private set; }

    public void Set(bool driven, TimeSpan now)
    {
        if (Driven == driven)
            return;
        Driven = driven;
        drive(driven, now);
    }
}

/// <summary>Connects a mechanism to the lines of the pin table, by name.</summary>
public sealed class Wiring
{
    private readonly SimulatedMachine _machine;
    private readonly Mechanism _mechanism;
    private readonly PinTable _pins;

    internal Wiring(SimulatedMachine machine, Mechanism mechanism, PinTable pins) =>
        (_machine, _mechanism, _pins) = (machine, mechanism, pins);

    /// <summary>Whether the board has this line at all.</summary>
    public bool Has(string name) => _pins.Names(name);

    /// <param name="level">What the sensor sees in a new machine.</param>
    public InputWire Input(string name, bool level = false)
    {
        var wire = new InputWire(_machine, name, _pins[name].Line, level);
        _machine.Add(wire);
        return wire;
    }

    /// <param name="drive">Called when current begins or stops to flow, with the time; the physics is at that time already.</param>
    public void Output(string name, OutputSupply supply, Action<bool, TimeSpan> drive) =>
        _machine.Add(new OutputWire(_mechanism, name, _pins[name].Line, supply, drive));
}
