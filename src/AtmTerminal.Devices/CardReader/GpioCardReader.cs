using System.Device.Gpio;
using AtmTerminal.Board;
using AtmTerminal.Devices.Contracts;
using AtmTerminal.Devices.Pins;

namespace AtmTerminal.Devices.CardReader;

/// <summary>
/// The motorised card reader on GPIO lines. hardware/card-reader/README.md is its electrical story: the path, the times, and
/// what happens when the process dies at each step.
/// </summary>
/// <remarks>
/// Terminal loop only. The constructor touches no pin; <see cref="Open"/> does. Every motion ends at a sensor or at its own limit,
/// whichever is first, and a motor never runs outside <see cref="RunUntil"/>.
/// </remarks>
public sealed partial class GpioCardReader : ICardReader, IDisposable
{
    /// <summary>The whole path is 266 mm at 250 mm/s; three times that is no slow card any more but a stuck one.</summary>
    public static readonly TimeSpan MotionLimit = TimeSpan.FromSeconds(3);

    /// <summary>
    /// How long an ejected card is moved on after it left the transport sensor: 50 mm, so that it stands 40 mm out of the slot.
    /// </summary>
    public static readonly TimeSpan EjectOvertravel = TimeSpan.FromMilliseconds(200);

    private const string Busy = "The card reader is doing something else.";
    private const string JamCode = "cardReader.jam";
    private const string JamText = "The card did not reach the next sensor in time.";

    // 67 mm at most from the first roller to the transport sensor take 270 ms.
    private static readonly TimeSpan FromSlotToTransport = TimeSpan.FromMilliseconds(500);

    private readonly IEdgeSource _edges;
    private readonly GpioController _gpio;
    private readonly MotorWatchdog _motors;
    private readonly PinTable _pins;
    private readonly CardSensors _sensors;
    private readonly TimeProvider _time;
    private readonly InputWatch _watch;
    private PassCounter? _bin;
    private bool _busy;
    private bool _jammed;
    private StripeReader? _stripe;

    public GpioCardReader(
        GpioController gpio,
        PinTable pins,
        IEdgeSource edges,
        MotorWatchdog motors,
        TimeProvider time
    )
    {
        (_gpio, _pins, _edges, _motors, _time) = (gpio, pins, edges, motors, time);
        _watch = new InputWatch(gpio, time);
        _sensors = new CardSensors(_watch, pins);
    }

    public event Action<DeviceState>? DeviceChanged;

    public DeviceState Device { get; private set; } = DeviceState.Starting;

    public MediaState Media =>
        _stripe is null ? MediaState.Unknown
        : _jammed ? MediaState.Jammed
        : _sensors.Media;

    public int RetainCount { get; private set; }

    private StripeReader Stripe => _stripe ?? throw new InvalidOperationException("The card reader is not open.");

    private PassCounter Bin => _bin ?? throw new InvalidOperationException("The card reader is not open.");

    private Pin Forward => _pins["cardReader.motorForward"];

    private Pin Reverse => _pins["cardReader.motorReverse"];

    private bool CardFellIntoBin => Bin[_pins["cardReader.retainBin"]].Arrivals > RetainCount;

    /// <summary>Takes the pins. Nothing moves.</summary>
    /// <exception cref="InvalidOperationException">Somebody else has one of them.</exception>
    public void Open()
    {
        foreach (var output in (ReadOnlySpan<Pin>)[_pins["cardReader.shutter"], Forward, Reverse])
            _gpio.OpenPin(output.Line, PinMode.Output, PinValue.Low);
        _sensors.Open();
        _bin = new PassCounter(_gpio, _edges, [_pins["cardReader.retainBin"]], _watch.Poke);
        _stripe = new StripeReader(_pins, _edges, _watch.Poke);
        ChangeDevice(DeviceState.Online);
    }

    public Task<Completion<CardData>> ReadRawData(TimeSpan timeout, CancellationToken cancellationToken) =>
        OneAtATime<Completion<CardData>>(
            async () =>
                _sensors.Media == MediaState.Present
                    ? new(CompletionCode.SequenceError, null, "cardReader.mediaPresent", "A card is in the reader.")
                    : await TakeCard(timeout, cancellationToken),
            new(CompletionCode.SequenceError, null, "cardReader.busy", Busy)
        );

    public Task<Completion> Move(CardPosition to, TimeSpan timeout) =>
        OneAtATime(
            async () =>
                _sensors.NoCard ? new(CompletionCode.SequenceError, "cardReader.noMedia", "No card is in the reader.")
                : to == CardPosition.Exit ? await Eject(timeout)
                : await Retain(timeout),
            new(CompletionCode.SequenceError, "cardReader.busy", Busy)
        );

    public Task<Completion> WaitTaken(TimeSpan timeout, CancellationToken cancellationToken) =>
        OneAtATime(
            () => UntilTaken(timeout, cancellationToken),
            new(CompletionCode.SequenceError, "cardReader.busy", Busy)
        );

    public Task<Completion> Reset(CardPosition to, TimeSpan timeout) =>
        OneAtATime(
            async () =>
            {
                if (!_sensors.NoCard)
                    return to == CardPosition.Exit ? await Eject(timeout) : await Retain(timeout);
                SetShutter(open: false);
                return Works();
            },
            new(CompletionCode.SequenceError, "cardReader.busy", Busy)
        );

    /// <summary>Lets go of the sensors; the other pins belong to the controller.</summary>
    public void Dispose()
    {
        _stripe?.Dispose();
        _bin?.Dispose();
        _watch.Dispose();
    }

    private async Task<Completion<CardData>> TakeCard(TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var wakeUp = cancellationToken.Register(_watch.Poke);
        var began = _time.GetTimestamp();
        SetShutter(open: true);
        while (true)
        {
            var left = timeout - _time.GetElapsedTime(began);
            if (left > TimeSpan.Zero)
                await _watch.Until(() => _sensors.Entry || cancellationToken.IsCancellationRequested, left);
            // A card that came in the very moment the waiting ended is in the customer's mind inserted, and in ours too.
            if (!_sensors.Entry)
                break;
            switch (await DrawIn())
            {
                case Drawn.In:
                    return await ReadDrawnCard();
                case Drawn.Stuck:
                    return Stuck<CardData>();
                case Drawn.PulledOut:
                    break;
            }
        }
        SetShutter(open: false);
        return new(cancellationToken.IsCancellationRequested ? CompletionCode.Canceled : CompletionCode.TimeOut, null);
    }

    private async Task<Completion<CardData>> ReadDrawnCard()
    {
        if (await ReadBothWays() is not { } reading)
            return Stuck<CardData>();
        Works();
        var today = DateOnly.FromDateTime(_time.GetLocalNow().DateTime);
        try
        {
            return new(CompletionCode.Success, StripeCheck.Check(reading, today));
        }
        finally
        {
            Array.Clear(reading.Text);
        }
    }

    // Every command is refused while another one runs: one card, one motor.
    private async Task<T> OneAtATime<T>(Func<Task<T>> command, T busy)
    {
        if (_busy)
            return busy;
        _busy = true;
        try
        {
            return await command();
        }
        finally
        {
            _busy = false;
        }
    }

    private Completion Works()
    {
        _jammed = false;
        ChangeDevice(DeviceState.Online);
        return Completion.Success;
    }

    private Completion Stuck()
    {
        _jammed = true;
        return Fails(JamCode, JamText);
    }

    private Completion<T> Stuck<T>()
        where T : class
    {
        Stuck();
        return new(CompletionCode.HardwareError, null, JamCode, JamText);
    }

    private Completion Fails(string code, string text)
    {
        ChangeDevice(DeviceState.HardwareError);
        return new(CompletionCode.HardwareError, code, text);
    }

    private void ChangeDevice(DeviceState state)
    {
        if (Device == state)
            return;
        Device = state;
        DeviceChanged?.Invoke(state);
    }
}
