using System.Device.Gpio;
using AtmTerminal.Board;
using AtmTerminal.Devices.Pins;

namespace AtmTerminal.Devices.CashDispenser;

/// <summary>The lines of the dispenser by what they do; names as in hardware/cash-dispenser/README.md.</summary>
internal sealed class DispenserPins
{
    private readonly PinTable _table;

    public DispenserPins(PinTable table, IReadOnlyList<CassetteSettings> cassettes)
    {
        _table = table;
        Feed = Pin("feed");
        Transport = Pin("transport");
        Divert = Pin("divert");
        Present = Pin("present");
        Retract = Pin("retract");
        ShutterOpen = Pin("shutterOpen");
        ShutterClose = Pin("shutterClose");
        Purge = Pin("purge");
        Drop = Pin("drop");
        Bin = Pin("bin");
        Station = Pin("station");
        Double = Pin("double");
        Stacked = Pin("stacked");
        Rejected = Pin("rejected");
        Stacker = Pin("stacker");
        Throat = Pin("throat");
        ShutterOpened = Pin("shutterOpened");
        ShutterClosed = Pin("shutterClosed");
        Gauge = Pin("gauge");
        Hold = Pin("hold");
        Cassettes = cassettes.ToDictionary(c => c.Unit, c => new CassettePins(c, this), StringComparer.Ordinal);
    }

    public Pin Feed { get; }
    public Pin Transport { get; }
    public Pin Divert { get; }
    public Pin Present { get; }
    public Pin Retract { get; }
    public Pin ShutterOpen { get; }
    public Pin ShutterClose { get; }
    public Pin Purge { get; }
    public Pin Drop { get; }
    public Pin Bin { get; }
    public Pin Station { get; }
    public Pin Double { get; }
    public Pin Stacked { get; }
    public Pin Rejected { get; }
    public Pin Stacker { get; }
    public Pin Throat { get; }
    public Pin ShutterOpened { get; }
    public Pin ShutterClosed { get; }
    public Pin Gauge { get; }
    public Pin Hold { get; }

    public IReadOnlyDictionary<string, CassettePins> Cassettes { get; }

    public IEnumerable<Pin> Outputs =>
        [
            Feed,
            Transport,
            Divert,
            Present,
            Retract,
            ShutterOpen,
            ShutterClose,
            Purge,
            Drop,
            Bin,
            .. Cassettes.Values.Select(c => c.Pick),
        ];

    /// <summary>Sensors whose level is looked at.</summary>
    public IEnumerable<Pin> Levels =>
        [
            Station,
            Double,
            Stacker,
            Throat,
            ShutterOpened,
            ShutterClosed,
            Hold,
            .. Cassettes.Values.SelectMany(c => new[] { c.Inserted, c.Low }),
        ];

    /// <summary>Sensors that notes pass and are counted or measured at.</summary>
    public IReadOnlyList<Pin> Counters => [Stacked, Rejected, Gauge, .. Cassettes.Values.Select(c => c.Picked)];

    internal Pin Pin(string name) => _table[$"dispenser.{name}"];
}

/// <summary>The lines of one cassette.</summary>
internal sealed class CassettePins(CassetteSettings settings, DispenserPins pins)
{
    public CassetteSettings Settings => settings;

    public Pin Pick { get; } = pins.Pin($"pick{settings.Slot}");

    public Pin Picked { get; } = pins.Pin($"picked{settings.Slot}");

    public Pin Inserted { get; } = pins.Pin($"inserted{settings.Slot}");

    public Pin Low { get; } = pins.Pin($"low{settings.Slot}");
}

/// <summary>The actuators. All low at rest, and low again when <see cref="Rest"/> returns, whatever happened before.</summary>
internal sealed class DispenserMotors(GpioController controller, DispenserPins pins, MotorWatchdog watchdog)
{
    private readonly HashSet<int> _high = [];
    private bool _needed;

    public void Open()
    {
        foreach (var pin in pins.Outputs)
            controller.OpenPin(pin.Line, PinMode.Output, PinValue.Low);
    }

    /// <summary>Lets the motors have current until <see cref="Rest"/>.</summary>
    public void Wake()
    {
        if (_needed)
            return;
        _needed = true;
        watchdog.Need();
    }

    public void On(Pin pin)
    {
        if (_high.Add(pin.Line))
            controller.Write(pin.Line, PinValue.High);
    }

    public void Off(Pin pin)
    {
        if (_high.Remove(pin.Line))
            controller.Write(pin.Line, PinValue.Low);
    }

    public void Rest()
    {
        foreach (var line in _high)
            controller.Write(line, PinValue.Low);
        _high.Clear();
        if (_needed)
            watchdog.Release();
        _needed = false;
    }
}
