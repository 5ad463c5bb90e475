using System.Collections.Concurrent;

namespace System.Device.Gpio;

/// <summary>The pins of one board, by number, over a <see cref="GpioDriver"/>.</summary>
public class GpioController : IDisposable
{
    private readonly ConcurrentDictionary<int, GpioPin> _open = new();
    private GpioDriver? _driver;

    public GpioController(GpioDriver driver) => _driver = driver;

    private GpioDriver Driver => _driver ?? throw new ObjectDisposedException(nameof(GpioController));

    public GpioPin OpenPin(int pinNumber, PinMode mode)
    {
        var pin = Opened(pinNumber);
        SetPinMode(pinNumber, mode);
        return pin;
    }

    public GpioPin OpenPin(int pinNumber, PinMode mode, PinValue initialValue)
    {
        var pin = Opened(pinNumber);
        pin.LevelAskedFor = initialValue;
        SetPinMode(pinNumber, mode);
        return pin;
    }

    public void ClosePin(int pinNumber)
    {
        DriverOfOpen(pinNumber).ClosePin(pinNumber);
        _open.TryRemove(pinNumber, out _);
    }

    public virtual void SetPinMode(int pinNumber, PinMode mode)
    {
        var driver = DriverOfOpen(pinNumber, out var pin);
        if (!driver.IsPinModeSupported(pinNumber, mode))
            throw new InvalidOperationException($"Pin {pinNumber} does not support mode {mode}.");
        if (pin.LevelAskedFor is { } wanted)
            driver.SetPinMode(pinNumber, mode, wanted);
        else
            driver.SetPinMode(pinNumber, mode);
    }

    public virtual bool IsPinOpen(int pinNumber)
    {
        _ = Driver;
        return _open.ContainsKey(pinNumber);
    }

    public virtual PinValue Read(int pinNumber) => DriverOfOpen(pinNumber).Read(pinNumber);

    /// <summary>Drives an output. On a pin that is no output the level is only remembered for when it becomes one.</summary>
    public virtual void Write(int pinNumber, PinValue value)
    {
        var driver = DriverOfOpen(pinNumber, out var pin);
        pin.LevelAskedFor = value;
        if (driver.GetPinMode(pinNumber) == PinMode.Output)
            driver.Write(pinNumber, value);
    }

    public virtual void RegisterCallbackForPinValueChangedEvent(
        int pinNumber,
        PinEventTypes eventTypes,
        PinChangeEventHandler callback
    ) => DriverOfOpen(pinNumber).AddCallbackForPinValueChangedEvent(pinNumber, eventTypes, callback);

    public virtual void UnregisterCallbackForPinValueChangedEvent(int pinNumber, PinChangeEventHandler callback) =>
        DriverOfOpen(pinNumber).RemoveCallbackForPinValueChangedEvent(pinNumber, callback);

    /// <summary>Closes the open pins and disposes the driver, which is the controller's from the beginning.</summary>
    public void Dispose()
    {
        if (_driver is null)
            return;
        foreach (var pin in _open.Keys)
            _driver.ClosePin(pin);
        _open.Clear();
        _driver.Dispose();
        _driver = null;
        GC.SuppressFinalize(this);
    }

    private GpioPin Opened(int pinNumber)
    {
        var driver = Driver;
        if (_open.TryGetValue(pinNumber, out var pin))
            return pin;
        driver.OpenPin(pinNumber);
        return _open[pinNumber] = new GpioPin();
    }

    private GpioDriver DriverOfOpen(int pinNumber) => DriverOfOpen(pinNumber, out _);

    private GpioDriver DriverOfOpen(int pinNumber, out GpioPin pin)
    {
        var driver = Driver;
        return _open.TryGetValue(pinNumber, out pin!)
            ? driver
            : throw new InvalidOperationException($"Pin {pinNumber} is not open.");
    }
}
