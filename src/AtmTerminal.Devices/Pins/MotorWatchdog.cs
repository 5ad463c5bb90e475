using System.Device.Gpio;

namespace AtmTerminal.Devices.Pins;

/// <summary>
/// Lets the motors have current: toggles the board's watchdog line while any device needs it. The board cuts the motor current
/// 2 s after the last toggling, so a terminal whose loop hangs, or that died, moves nothing (hardware/cash-dispenser/README.md).
/// One for all devices of a board. Terminal loop only.
/// </summary>
public sealed class MotorWatchdog(GpioController pins, int line, TimeProvider time) : IDisposable
{
    // A quarter of the 2 s that the board allows: three can be late before a motor stops in the middle of a note.
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(500);

    private bool _high;
    private SynchronizationContext? _loop;
    private int _needs;
    private ITimer? _timer;

    /// <summary>Motor current is there when this returns, until <see cref="Release"/> was called as often.</summary>
    public void Need()
    {
        if (_timer is null)
        {
            pins.OpenPin(line, PinMode.Output, PinValue.Low);
            _loop = SynchronizationContext.Current;
            _timer = time.CreateTimer(_ => OnLoop(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
        if (_needs++ > 0)
            return;
        Toggle();
        _timer.Change(Period, Period);
    }

    /// <summary>One device needs no motor any more. The current ends when none does, within 2 s.</summary>
    public void Release()
    {
        if (--_needs == 0)
            _timer?.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public void Dispose() => _timer?.Dispose();

    // By way of the loop and not on the timer's thread: the sign of life has to be the loop's own.
    private void OnLoop()
    {
        if (_loop is null)
            Toggle();
        else
            _loop.Post(static watchdog => ((MotorWatchdog)watchdog!).ToggleWhileNeeded(), this);
    }

    private void ToggleWhileNeeded()
    {
        if (_needs > 0)
            Toggle();
    }

    private void Toggle()
    {
        _high = !_high;
        pins.Write(line, _high);
    }
}
