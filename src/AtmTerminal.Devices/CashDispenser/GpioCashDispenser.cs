using System.Device.Gpio;
using AtmTerminal.Board;
using AtmTerminal.Devices.Contracts;
using AtmTerminal.Devices.Pins;
using AtmTerminal.Domain.Cash;
using AtmTerminal.Domain.Events;
using AtmTerminal.Domain.Withdrawals;

namespace AtmTerminal.Devices.CashDispenser;

// The electrical story is hardware/cash-dispenser/README.md. In short: every actuator is low at rest and a pull-down keeps it low
// when this process dies; motors have current only while the watchdog line is toggled; cams have single-revolution clutches, so a
// pulse moves one note however late we are to end it; a note rests at the thickness station and at the hold position until we move
// it on. So every step can be made durable before its motor, and after a power cut at most one note is in doubt.

/// <summary>The cash dispenser over its pins. Knows of nothing behind them.</summary>
/// <remarks>
/// The constructor touches no pin; <see cref="Open"/> does. One operation at a time: a second one is refused. When a step cannot
/// be made durable all motors stop, the operation ends with <see cref="CompletionCode.InternalError"/> and so does every later one.
/// </remarks>
public sealed partial class GpioCashDispenser : ICashDispenser, IDisposable
{
    private readonly GpioController _controller;
    private readonly IEdgeSource _edges;
    private readonly NoteGauge _gauge;
    private readonly IJournalWriter _journal;
    private readonly DispenserMotors _motors;
    private readonly DispenserPins _pins;
    private readonly DispenserSettings _settings;
    private readonly TimeProvider _time;
    private readonly InputWatch _watch;
    private bool _busy;
    private bool _journalFailed;
    private bool _mayOrderMore;
    private NoteCounts _ordered = NoteCounts.Empty;
    private PassCounter? _passages;
    private DispenserRecord _record;

    /// <param name="edges">On the same board as <paramref name="controller"/>.</param>
    /// <param name="watchdog">Shared by all devices with motors.</param>
    /// <param name="record">What the journal says about notes on their way, <see cref="DispenserRecord.From"/> its latest events.</param>
    public GpioCashDispenser(
        GpioController controller,
        PinTable pins,
        IEdgeSource edges,
        MotorWatchdog watchdog,
        TimeProvider time,
        IJournalWriter journal,
        DispenserSettings settings,
        DispenserRecord record
    )
    {
        (_controller, _edges, _time, _journal, _settings, _record) = (
            controller,
            edges,
            time,
            journal,
            settings,
            record
        );
        _pins = new DispenserPins(pins, settings.Cassettes);
        _gauge = new NoteGauge(settings.Cassettes);
        _motors = new DispenserMotors(controller, _pins, watchdog);
        _watch = new InputWatch(controller, time);
    }

    public event Action<DeviceState>? DeviceChanged;

    public DeviceState Device { get; private set; } = DeviceState.Starting;

    /// <summary>Opens the pins, all actuators low, and begins to listen. Nothing moves. Once.</summary>
    public void Open()
    {
        _motors.Open();
        foreach (var pin in _pins.Levels)
            _watch.Watch(pin);
        _passages = new PassCounter(_controller, _edges, _pins.Counters, _watch.Poke);
        _watch.Changed += LookAtShutter;
        // Open at the start: that was us, before the power failed, or it is for the reset to find out.
        _shutterLeftOpen = ShutterOpen != false;
        Become(DeviceState.Online);
    }

    public DispenserStatus GetStatus() =>
        new(
            IsHigh(_pins.Stacker) ? StackerState.NotEmpty : StackerState.Empty,
            IsHigh(_pins.Throat),
            ShutterOpen,
            TransportOk: !IsHigh(_pins.Station) && !IsHigh(_pins.Hold)
        );

    public IReadOnlyList<CassetteStatus> GetCassettes() =>
        [
            .. _settings.Cassettes.Select(c =>
            {
                var lines = _pins.Cassettes[c.Unit];
                return new CassetteStatus(c.Unit, IsHigh(lines.Inserted), IsHigh(lines.Low));
            }),
        ];

    public void Dispose()
    {
        _motors.Rest();
        _watch.Dispose();
        _passages?.Dispose();
    }

    // null: the two switches cannot both be right, or the shutter stands between them.
    private bool? ShutterOpen =>
        (IsHigh(_pins.ShutterOpened), IsHigh(_pins.ShutterClosed)) switch
        {
            (true, false) => true,
            (false, true) => false,
            _ => null,
        };

    private PassCounter Passages => _passages ?? throw new InvalidOperationException("The dispenser was not opened.");

    private bool IsHigh(Pin pin) => _watch.IsHigh(pin);

    private Passage Passed(Pin sensor)
    {
        Passages.Read();
        return Passages[sensor];
    }

    /// <summary>Runs one operation alone, and leaves every actuator low however it ends.</summary>
    private async Task<Completion<T>> Alone<T>(Func<Task<Completion<T>>> operation)
        where T : class
    {
        if (_journalFailed)
            return DispenserFault.JournalFailed.End<T>();
        if (_busy)
            return DispenserFault.RefusedBecause(CompletionCode.SequenceError, "Another order is going on.").End<T>();
        _busy = true;
        Completion<T> end;
        try
        {
            end = await operation();
        }
        finally
        {
            _motors.Rest();
            _busy = false;
        }
        // The caller journals a fault that ends its order; here it only closes the device until a reset.
        if (end.Code is CompletionCode.HardwareError)
            Become(DeviceState.HardwareError);
        return end;
    }

    /// <summary>Makes facts durable; the motor that they are about is moved only after this returned true.</summary>
    private bool Append(params ReadOnlySpan<JournalEvent> events)
    {
        if (!_journalFailed && _journal.Append(events) == AppendOutcome.Durable)
        {
            foreach (var e in events)
                _record = _record.After(e);
            return true;
        }
        _journalFailed = true;
        _motors.Rest();
        return false;
    }

    /// <summary>A fault that ends no order, so nobody else would say it.</summary>
    private void Fault(string code, string text)
    {
        Append(new DeviceFaulted("dispenser", code, text));
        Become(DeviceState.HardwareError);
    }

    private void Become(DeviceState state)
    {
        if (Device == state)
            return;
        Device = state;
        DeviceChanged?.Invoke(state);
    }

    // At rest the shutter is closed, and nothing of ours opens it: then somebody else did.
    private void LookAtShutter()
    {
        if (!_busy && Device == DeviceState.Online && ShutterOpen != false && !_shutterLeftOpen)
            Fault(DispenserFault.ShutterForced, "The shutter is not closed and nothing had opened it.");
    }
}
