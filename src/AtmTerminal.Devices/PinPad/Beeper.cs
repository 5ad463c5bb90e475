using System.Device.Gpio;
using AtmTerminal.Board;
using AtmTerminal.Domain.Time;

namespace AtmTerminal.Devices.PinPad;

/// <summary>A buzzer that sounds while its line is high. It falls silent with the process: the line is pulled down.</summary>
internal sealed class Beeper : IDisposable
{
    /// <summary>A key was felt.</summary>
    public static readonly TimeSpan KeyTone = TimeSpan.FromMilliseconds(40);

    /// <summary>A key was felt that does nothing now.</summary>
    public static readonly TimeSpan ErrorTone = TimeSpan.FromMilliseconds(250);

    private readonly GpioController _gpio;
    private readonly int _line;
    private readonly ITimer _timer;
    private bool _disposed;

    public Beeper(GpioController gpio, PinTable pins, TimeProvider time, TerminalLoop loop)
    {
        (_gpio, _line) = (gpio, pins["pinPad.beeper"].Line);
        _timer = time.CreateTimer(_ => loop.Post(Silence), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public void Open() => _gpio.OpenPin(_line, PinMode.Output, PinValue.Low);

    public void Sound(TimeSpan length)
    {
        _gpio.Write(_line, PinValue.High);
        _timer.Change(length, Timeout.InfiniteTimeSpan);
    }

    public void Dispose()
    {
        _disposed = true;
        _timer.Dispose();
    }

    private void Silence()
    {
        if (!_disposed)
            _gpio.Write(_line, PinValue.Low);
    }
}
