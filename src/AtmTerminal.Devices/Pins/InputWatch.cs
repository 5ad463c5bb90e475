using System.Device.Gpio;
using AtmTerminal.Board;

namespace AtmTerminal.Devices.Pins;

/// <summary>
/// Waits for inputs, with a limit on every wait. Edges come on any thread and are handed to the terminal loop, where the
/// condition is looked at again; it is a condition on levels and counts, so an edge told late or twice does no harm.
/// Terminal loop only.
/// </summary>
public sealed class InputWatch(GpioController pins, TimeProvider time) : IDisposable
{
    private readonly List<(int Line, PinChangeEventHandler Handler)> _watched = [];
    private SynchronizationContext? _loop;
    private int _posted;
    private Wait? _wait;

    /// <summary>On the terminal loop, after one or more watched lines have changed.</summary>
    public event Action? Changed;

    /// <summary>Opens the line as the pin table says and listens to both edges.</summary>
    public void Watch(Pin pin)
    {
        _loop ??= SynchronizationContext.Current;
        pins.OpenPin(pin.Line, ModeOf(pin.Use));
        PinChangeEventHandler handler = (_, _) => Poke();
        pins.RegisterCallbackForPinValueChangedEvent(pin.Line, PinEventTypes.Rising | PinEventTypes.Falling, handler);
        _watched.Add((pin.Line, handler));
    }

    public bool IsHigh(Pin pin) => pins.Read(pin.Line) == PinValue.High;

    /// <summary>Waits until <paramref name="condition"/> holds; it is looked at now and after every change.</summary>
    /// <returns>False when the limit was over and it did not hold even then.</returns>
    /// <exception cref="InvalidOperationException">Another wait is going on: one device does one thing at a time.</exception>
    public Task<bool> Until(Func<bool> condition, TimeSpan limit)
    {
        if (_wait is not null)
            throw new InvalidOperationException("This device is waiting already.");
        if (condition())
            return Task.FromResult(true);
        _loop ??= SynchronizationContext.Current;
        _wait = new Wait(condition);
        _wait.Limit = time.CreateTimer(
            static watch => ((InputWatch)watch!).LimitOver(),
            this,
            limit,
            Timeout.InfiniteTimeSpan
        );
        return _wait.Done.Task;
    }

    /// <summary>Says that something the condition depends on may have changed. Any thread.</summary>
    public void Poke()
    {
        if (Interlocked.Exchange(ref _posted, 1) == 1)
            return;
        if (_loop is null)
            LookAgain();
        else
            _loop.Post(static watch => ((InputWatch)watch!).LookAgain(), this);
    }

    public void Dispose()
    {
        foreach (var (line, handler) in _watched)
        {
            pins.UnregisterCallbackForPinValueChangedEvent(line, handler);
            pins.ClosePin(line);
        }
        _watched.Clear();
        _wait?.Limit?.Dispose();
    }

    /// <summary>How a line of this use is opened.</summary>
    public static PinMode ModeOf(PinUse use) =>
        use switch
        {
            PinUse.Output => PinMode.Output,
            PinUse.InputPullUp => PinMode.InputPullUp,
            PinUse.InputPullDown => PinMode.InputPullDown,
            _ => PinMode.Input,
        };

    private void LookAgain()
    {
        // Before looking: an edge that comes while we look has to make us look again.
        Volatile.Write(ref _posted, 0);
        if (_wait is { } wait && wait.Condition())
            End(wait, reached: true);
        Changed?.Invoke();
    }

    private void LimitOver()
    {
        if (_wait is not { } wait)
            return;
        if (_loop is null)
            EndAtLimit(wait);
        else
            _loop.Post(_ => EndAtLimit(wait), null);
    }

    private void EndAtLimit(Wait wait)
    {
        if (_wait == wait)
            End(wait, wait.Condition());
    }

    private void End(Wait wait, bool reached)
    {
        _wait = null;
        wait.Limit?.Dispose();
        wait.Done.SetResult(reached);
    }

    private sealed class Wait(Func<bool> condition)
    {
        public Func<bool> Condition => condition;

        public TaskCompletionSource<bool> Done { get; } = new();

        public ITimer? Limit { get; set; }
    }
}
