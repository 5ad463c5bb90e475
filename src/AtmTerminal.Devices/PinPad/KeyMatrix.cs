using System.Device.Gpio;
using AtmTerminal.Board;
using AtmTerminal.Domain.Time;

namespace AtmTerminal.Devices.PinPad;

/// <summary>
/// The pins of the key matrix (hardware/pin-pad/README.md): rows are outputs, each through a diode, columns are inputs pulled
/// down. At rest all rows are high and any key raises its column; that edge starts the scanning, so an idle pad costs nothing.
/// </summary>
internal sealed class KeyMatrix : IDisposable
{
    /// <summary>While contacts change.</summary>
    public static readonly TimeSpan ScanPeriod = TimeSpan.FromMilliseconds(5);

    /// <summary>While keys are held and nothing changes.</summary>
    public static readonly TimeSpan HeldScanPeriod = TimeSpan.FromMilliseconds(20);

    /// <summary>A key held so long is broken, or something lies on it.</summary>
    public static readonly TimeSpan StuckAfter = TimeSpan.FromSeconds(20);

    /// <summary>While a key is stuck: it is only watched for its release.</summary>
    public static readonly TimeSpan StuckScanPeriod = TimeSpan.FromMilliseconds(500);

    private const int AllColumns = (1 << KeyScanner.Columns) - 1;

    private readonly int[] _columns;
    private readonly GpioController _gpio;
    private readonly TerminalLoop _loop;
    private readonly Action<int> _pressed;
    private readonly long _clockStart;
    private readonly int[] _rows;
    private readonly KeyScanner _scanner = new();
    private readonly Action<bool> _stuckChanged;
    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private bool _disposed;
    private long _heldSince;
    private bool _scanning;
    private bool _stuck;

    // Read by the callback on a thread of the driver's: while scanning, the rows' own edges must not wake the loop.
    private volatile bool _armed;

    /// <param name="pressed">Called on the loop with a key's number: row x 4 + column.</param>
    /// <param name="stuckChanged">Called on the loop when a key begins or ceases to be stuck.</param>
    public KeyMatrix(
        GpioController gpio,
        PinTable pins,
        TimeProvider time,
        TerminalLoop loop,
        Action<int> pressed,
        Action<bool> stuckChanged
    )
    {
        (_gpio, _time, _loop, _pressed, _stuckChanged) = (gpio, time, loop, pressed, stuckChanged);
        _clockStart = time.GetTimestamp();
        _rows = [.. Enumerable.Range(1, KeyScanner.Rows).Select(row => pins[$"pinPad.row{row}"].Line)];
        _columns = [.. Enumerable.Range(1, KeyScanner.Columns).Select(column => pins[$"pinPad.column{column}"].Line)];
        _timer = time.CreateTimer(_ => loop.Post(Scan), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Opens the pins and waits for the first key. A key that is held already counts as pressed.</summary>
    public void Open()
    {
        foreach (var column in _columns)
        {
            _gpio.OpenPin(column, PinMode.InputPullDown);
            _gpio.RegisterCallbackForPinValueChangedEvent(column, PinEventTypes.Rising, OnColumnRose);
        }
        foreach (var row in _rows)
            _gpio.OpenPin(row, PinMode.Output, PinValue.High);
        Arm();
    }

    public void Dispose()
    {
        if (_disposed)
            return;
        (_disposed, _armed) = (true, false);
        _timer.Dispose();
    }

    private void OnColumnRose(object sender, PinValueChangedEventArgs change)
    {
        if (_armed)
            _loop.Post(StartScanning);
    }

    private void Arm()
    {
        _scanning = false;
        _armed = true;
        // An edge between the last scan and the arming would be missed for ever; the level is not.
        if (HighColumns(AllColumns) != 0)
            StartScanning();
    }

    private void StartScanning()
    {
        if (_scanning || _disposed)
            return;
        (_scanning, _armed) = (true, false);
        _heldSince = _time.GetTimestamp();
        Scan();
    }

    private void Scan()
    {
        if (_disposed)
            return;
        if (_scanner.Feed(ReadContacts(), _time.GetElapsedTime(_clockStart)) is { } key)
        {
            _heldSince = _time.GetTimestamp();
            _pressed(key);
        }
        if (_scanner.IsIdle)
        {
            SayStuck(false);
            Arm();
            return;
        }
        SayStuck(_scanner.IsSettled && _time.GetElapsedTime(_heldSince) >= StuckAfter);
        _timer.Change(
            _stuck ? StuckScanPeriod
                : _scanner.IsSettled ? HeldScanPeriod
                : ScanPeriod,
            Timeout.InfiniteTimeSpan
        );
    }

    private void SayStuck(bool stuck)
    {
        if (_stuck == stuck)
            return;
        _stuck = stuck;
        _stuckChanged(stuck);
    }

    // Between scans all rows are high, so the columns alone tell whether anything is pressed; nearly half of all scans end there.
    private ushort ReadContacts()
    {
        // One row alone raises no column that all rows together do not.
        var columns = HighColumns(AllColumns);
        if (columns == 0)
            return 0;
        DriveAllRowsBut(0, PinValue.Low);
        var contacts = 0;
        for (var row = 0; row < _rows.Length; row++)
        {
            if (row > 0)
                _gpio.Write(_rows[row], PinValue.High);
            contacts |= HighColumns(columns) << (row * KeyScanner.Columns);
            if (row < _rows.Length - 1)
                _gpio.Write(_rows[row], PinValue.Low);
        }
        DriveAllRowsBut(_rows.Length - 1, PinValue.High);
        return (ushort)contacts;
    }

    /// <param name="among">The columns to look at, a bit for each.</param>
    private int HighColumns(int among)
    {
        var high = 0;
        for (var column = 0; column < _columns.Length; column++)
            if ((among & (1 << column)) != 0 && _gpio.Read(_columns[column]) == PinValue.High)
                high |= 1 << column;
        return high;
    }

    private void DriveAllRowsBut(int one, PinValue level)
    {
        for (var row = 0; row < _rows.Length; row++)
            if (row != one)
                _gpio.Write(_rows[row], level);
    }
}
