using System.Collections.Concurrent;

namespace System.Device.Gpio;

/// <summary>The pins of one board, by number, over a <see cref="GpioDriver"/>.</summary>
public class GpioController(GpioDriver driver) : IDisposable
{
    private readonly ConcurrentDictionary<int, PinValue?> _levelAskedFor = new();
    private readonly ConcurrentDictionary<int, GpioPin> _open = new();
    private GpioDriver? _driver = driver;

    public virtual int PinCount => Driver.PinCount;

    private GpioDriver Driver => _driver ?? throw new ObjectDisposedException(nameof(GpioController));

    public GpioPin OpenPin(int pinNumber)
    {
        if (_open.TryGetValue(pinNumber, out var pin))
            return pin;
        OpenPinCore(pinNumber);
        _levelAskedFor.TryAdd(pinNumber, null);
        return _open[pinNumber] = new GpioPin(pinNumber);
    }

    public GpioPin OpenPin(int pinNumber, PinMode mode)
    {
        var pin = OpenPin(pinNumber);
        SetPinMode(pinNumber, mode);
        return pin;
    }

    public GpioPin OpenPin(int pinNumber, PinMode mode, PinValue initialValue)
    {
        var pin = OpenPin(pinNumber);
        _levelAskedFor[pinNumber] = initialValue;
        SetPinMode(pinNumber, mode);
        return pin;
    }

    protected virtual void OpenPinCore(int pinNumber) => Driver.OpenPin(pinNumber);

    public void ClosePin(int pinNumber)
    {
        MustBeOpen(pinNumber);
        ClosePinCore(pinNumber);
        _levelAskedFor.TryRemove(pinNumber, out _);
        _open.TryRemove(pinNumber, out _);
    }

    protected virtual void ClosePinCore(int pinNumber) => Driver.ClosePin(pinNumber);

    public virtual void SetPinMode(int pinNumber, PinMode mode)
    {
        MustBeOpen(pinNumber);
        if (!IsPinModeSupported(pinNumber, mode))
            throw new InvalidOperationException($"Pin {pinNumber} does not support mode {mode}.");
        if (_levelAskedFor.TryGetValue(pinNumber, out var level) && level is { } wanted)
            Driver.SetPinMode(pinNumber, mode, wanted);
        else
            Driver.SetPinMode(pinNumber, mode);
    }

    public virtual PinMode GetPinMode(int pinNumber)
    {
        MustBeOpen(pinNumber);
        return Driver.GetPinMode(pinNumber);
    }

    public virtual bool IsPinOpen(int pinNumber)
    {
        _ = Driver;
        return _open.ContainsKey(pinNumber);
    }

    public virtual bool IsPinModeSupported(int pinNumber, PinMode mode) => Driver.IsPinModeSupported(pinNumber, mode);

    public virtual PinValue Read(int pinNumber)
    {
        MustBeOpen(pinNumber);
        return Driver.Read(pinNumber);
    }

    /// <summary>Drives an output. On a pin that is no output the level is only remembered for when it becomes one.</summary>
    public virtual void Write(int pinNumber, PinValue value)
    {
        MustBeOpen(pinNumber);
        _levelAskedFor[pinNumber] = value;
        if (Driver.GetPinMode(pinNumber) == PinMode.Output)
            Driver.Write(pinNumber, value);
    }

    public WaitForEventResult WaitForEvent(int pinNumber, PinEventTypes eventTypes, TimeSpan timeout)
    {
        using var limit = new CancellationTokenSource(timeout);
        return WaitForEvent(pinNumber, eventTypes, limit.Token);
    }

    public virtual WaitForEventResult WaitForEvent(
        int pinNumber,
        PinEventTypes eventTypes,
        CancellationToken cancellationToken
    )
    {
        MustBeOpen(pinNumber);
        return Driver.WaitForEvent(pinNumber, eventTypes, cancellationToken);
    }

    public virtual void RegisterCallbackForPinValueChangedEvent(
        int pinNumber,
        PinEventTypes eventTypes,
        PinChangeEventHandler callback
    )
    {
        MustBeOpen(pinNumber);
        Driver.AddCallbackForPinValueChangedEvent(pinNumber, eventTypes, callback);
    }

    public virtual void UnregisterCallbackForPinValueChangedEvent(int pinNumber, PinChangeEventHandler callback)
    {
        MustBeOpen(pinNumber);
        Driver.RemoveCallbackForPinValueChangedEvent(pinNumber, callback);
    }

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (_driver is null)
            return;
        foreach (var pin in _open.Keys)
            ClosePinCore(pin);
        _open.Clear();
        _levelAskedFor.Clear();
        _driver.Dispose();
        _driver = null;
    }

    private void MustBeOpen(int pinNumber)
    {
        if (!IsPinOpen(pinNumber))
            throw new InvalidOperationException($"Pin {pinNumber} is not open.");
    }
}
