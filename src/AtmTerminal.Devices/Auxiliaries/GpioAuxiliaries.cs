using System.Device.Gpio;
using AtmTerminal.Board;
using AtmTerminal.Devices.Contracts;
using AtmTerminal.Devices.Pins;
using AtmTerminal.Domain.Time;

namespace AtmTerminal.Devices.Auxiliaries;

/// <summary>
/// Key switch and doors on GPIO lines (hardware/auxiliaries/README.md). Each door has a changeover contact: two lines of which
/// exactly one is high. Both alike is a torn cable or a contact on its way, and after the settling time the door is unknown.
/// </summary>
/// <remarks>Terminal loop only. The constructor touches no pin; <see cref="Open"/> does.</remarks>
public sealed class GpioAuxiliaries : IAuxiliaries, IDisposable
{
    /// <summary>All lines must have been quiet for so long before a change counts: more than contacts bounce or travel.</summary>
    public static readonly TimeSpan SettlingTime = TimeSpan.FromMilliseconds(30);

    private readonly DoorContact _cabinetDoor;
    private readonly TerminalLoop _loop;
    private readonly DoorContact _safeDoor;
    private readonly ITimer _settling;
    private readonly Pin _supervisor;
    private readonly InputWatch _watch;
    private bool _disposed;

    public GpioAuxiliaries(GpioController gpio, PinTable pins, TimeProvider time, TerminalLoop loop)
    {
        _loop = loop;
        _watch = new InputWatch(gpio, time);
        _supervisor = pins["auxiliaries.supervisor"];
        _safeDoor = new(pins["auxiliaries.safeDoorClosed"], pins["auxiliaries.safeDoorOpen"]);
        _cabinetDoor = new(pins["auxiliaries.cabinetDoorClosed"], pins["auxiliaries.cabinetDoorOpen"]);
        _settling = time.CreateTimer(_ => _loop.Post(Settle), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public event Action<DeviceState>? DeviceChanged;

    public event Action? Changed;

    /// <summary><see cref="DeviceState.HardwareError"/> while a door is unknown.</summary>
    public DeviceState Device { get; private set; } = DeviceState.Starting;

    public OperatorSwitch OperatorSwitch { get; private set; }

    public bool? SafeDoorOpen { get; private set; }

    public bool? CabinetDoorOpen { get; private set; }

    /// <summary>Takes the pins and reads them once; from then on <see cref="Changed"/> tells.</summary>
    /// <exception cref="InvalidOperationException">Somebody else has one of them.</exception>
    public void Open()
    {
        foreach (
            var pin in (ReadOnlySpan<Pin>)
                [_supervisor, _safeDoor.Closed, _safeDoor.Open, _cabinetDoor.Closed, _cabinetDoor.Open]
        )
            _watch.Watch(pin);
        Take();
        _watch.Changed += SettleLater;
        // What was read may have been a contact on its way; look again when it must have arrived.
        SettleLater();
    }

    public void Dispose()
    {
        _disposed = true;
        _settling.Dispose();
        _watch.Dispose();
    }

    private void SettleLater() => _settling.Change(SettlingTime, Timeout.InfiniteTimeSpan);

    private void Settle()
    {
        if (_disposed)
            return;
        var before = (OperatorSwitch, SafeDoorOpen, CabinetDoorOpen);
        Take();
        if (before != (OperatorSwitch, SafeDoorOpen, CabinetDoorOpen))
            Changed?.Invoke();
    }

    private void Take()
    {
        OperatorSwitch = _watch.IsHigh(_supervisor) ? OperatorSwitch.Supervisor : OperatorSwitch.Run;
        SafeDoorOpen = IsOpen(_safeDoor);
        CabinetDoorOpen = IsOpen(_cabinetDoor);
        var state = SafeDoorOpen is null || CabinetDoorOpen is null ? DeviceState.HardwareError : DeviceState.Online;
        if (state == Device)
            return;
        Device = state;
        DeviceChanged?.Invoke(state);
    }

    private bool? IsOpen(DoorContact door) =>
        (_watch.IsHigh(door.Closed), _watch.IsHigh(door.Open)) switch
        {
            (true, false) => false,
            (false, true) => true,
            _ => null,
        };

    private sealed record DoorContact(Pin Closed, Pin Open);
}
