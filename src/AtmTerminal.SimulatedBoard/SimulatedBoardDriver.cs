using System.Device.Gpio;
using AtmTerminal.Board;
using AtmTerminal.SimulatedBoard.Pins;

namespace AtmTerminal.SimulatedBoard;

/// <summary>
/// The pins of a <see cref="SimulatedMachine"/>, for a <see cref="GpioController"/>. Making one is starting the board's computer:
/// all outputs are low, and a driver made before has no effect any more. Disposing it, or a power cut, puts all outputs low.
/// </summary>
/// <remarks>Thread-safe. Callbacks come on the thread that moved the machine: a timer's, or the one that wrote a pin.</remarks>
public sealed class SimulatedBoardDriver : GpioDriver, IEdgeSource
{
    private readonly List<(PinEventTypes Types, PinChangeEventHandler Handler)>?[] _callbacks;
    private readonly PinValueChangedEventArgs?[] _falling;
    private readonly SimulatedMachine _machine;
    private readonly PinMode?[] _modes;
    private readonly PinValueChangedEventArgs?[] _rising;
    private readonly EdgeRecorder?[] _streams;

    public SimulatedBoardDriver(SimulatedMachine machine)
    {
        _machine = machine;
        var lines = machine.LineCount;
        _modes = new PinMode?[lines];
        _streams = new EdgeRecorder?[lines];
        _callbacks = new List<(PinEventTypes, PinChangeEventHandler)>?[lines];
        (_rising, _falling) = (new PinValueChangedEventArgs?[lines], new PinValueChangedEventArgs?[lines]);
        machine.Attach(this);
    }

    /// <summary>Whether this is the driver that has the machine, and the machine has had power all the time since.</summary>
    internal bool IsAttached => _machine.IsAttached(this);

    protected override int PinCount => _machine.LineCount;

    public IEdgeStream Open(IReadOnlyList<int> lines) =>
        _machine.Act(_ =>
        {
            foreach (var line in lines)
                MustBeClosed(line);
            var stream = new EdgeRecorder(this, [.. lines]);
            foreach (var line in lines)
                _streams[line] = stream;
            return stream;
        });

    internal void Close(EdgeRecorder stream) =>
        _machine.Act(_ =>
        {
            foreach (var line in stream.Lines)
                _streams[line] = null;
            return true;
        });

    /// <summary>An input has changed; inside the machine's lock.</summary>
    internal void Seen(int line, bool rising, TimeSpan at, NoticeQueue notices)
    {
        if (_streams[line] is { } stream && stream.Add(line, rising, at))
            notices.Add(stream.Tell);
        if (_callbacks[line] is not { } handlers)
            return;
        var type = rising ? PinEventTypes.Rising : PinEventTypes.Falling;
        ref var change = ref (rising ? _rising : _falling)[line];
        change ??= new PinValueChangedEventArgs(type, line);
        foreach (var (types, handler) in handlers)
        {
            if ((types & type) != 0)
                notices.Add(handler, this, change);
        }
    }

    protected override void OpenPin(int pinNumber) =>
        _machine.Act(_ =>
        {
            MustBeClosed(pinNumber);
            _modes[pinNumber] = PinMode.Input;
            return true;
        });

    protected override void ClosePin(int pinNumber) =>
        _machine.Act(now =>
        {
            if (_modes[pinNumber] == PinMode.Output)
                _machine.Write(this, pinNumber, high: false, now);
            _modes[pinNumber] = null;
            _callbacks[pinNumber] = null;
            return true;
        });

    protected override void SetPinMode(int pinNumber, PinMode mode) =>
        _machine.Act(now =>
        {
            if (_modes[pinNumber] == PinMode.Output && mode != PinMode.Output)
                _machine.Write(this, pinNumber, high: false, now);
            _modes[pinNumber] = mode;
            return true;
        });

    protected override PinMode GetPinMode(int pinNumber) =>
        _modes[pinNumber] ?? throw new InvalidOperationException($"Line {pinNumber} is not open.");

    protected override bool IsPinModeSupported(int pinNumber, PinMode mode) =>
        mode == PinMode.Output ? !_machine.IsInput(pinNumber) : !_machine.IsOutput(pinNumber);

    protected override PinValue Read(int pinNumber) =>
        _machine.Read(this, pinNumber, pulledUp: GetPinMode(pinNumber) == PinMode.InputPullUp);

    protected override void Write(int pinNumber, PinValue value) => _machine.Write(this, pinNumber, (bool)value);

    protected override void AddCallbackForPinValueChangedEvent(
        int pinNumber,
        PinEventTypes eventTypes,
        PinChangeEventHandler callback
    ) =>
        _machine.Act(_ =>
        {
            // Copied on change: a delivery under way keeps the list it began with.
            _callbacks[pinNumber] = [.. _callbacks[pinNumber] ?? [], (eventTypes, callback)];
            return true;
        });

    protected override void RemoveCallbackForPinValueChangedEvent(int pinNumber, PinChangeEventHandler callback) =>
        _machine.Act(_ =>
        {
            var left = (_callbacks[pinNumber] ?? []).Where(c => c.Handler != callback).ToList();
            _callbacks[pinNumber] = left.Count == 0 ? null : left;
            return true;
        });

    protected override WaitForEventResult WaitForEvent(
        int pinNumber,
        PinEventTypes eventTypes,
        CancellationToken cancellationToken
    )
    {
        using var seen = new ManualResetEventSlim();
        var type = PinEventTypes.None;
        void Handler(object sender, PinValueChangedEventArgs change)
        {
            type = change.ChangeType;
            seen.Set();
        }
        AddCallbackForPinValueChangedEvent(pinNumber, eventTypes, Handler);
        try
        {
            seen.Wait(cancellationToken);
            return new WaitForEventResult { EventTypes = type };
        }
        catch (OperationCanceledException)
        {
            return new WaitForEventResult { TimedOut = true };
        }
        finally
        {
            RemoveCallbackForPinValueChangedEvent(pinNumber, Handler);
        }
    }

    protected override void Dispose(bool disposing)
    {
        // A finalizer has no machine to touch: the thread is another, and the machine may be gone.
        if (disposing)
            _machine.Detach(this);
        base.Dispose(disposing);
    }

    private void MustBeClosed(int line)
    {
        if (_modes[line] is not null || _streams[line] is not null)
            throw new InvalidOperationException($"Line {line} is open already.");
    }
}
