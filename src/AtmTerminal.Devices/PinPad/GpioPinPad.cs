using System.Device.Gpio;
using AtmTerminal.Board;
using AtmTerminal.Devices.Contracts;
using AtmTerminal.Domain.Cards;
using AtmTerminal.Domain.Security;
using AtmTerminal.Domain.Time;

namespace AtmTerminal.Devices.PinPad;

/// <summary>
/// The PIN pad on GPIO lines; hardware/pin-pad/README.md is its electrical story. Digits of a PIN live in one pinned buffer of
/// this object: no event, result or text carries them, and the buffer is zeroed when the PIN is forgotten.
/// </summary>
/// <remarks>Terminal loop only. The constructor touches no pin; <see cref="Open"/> does.</remarks>
public sealed class GpioPinPad : IPinPad, IDisposable
{
    /// <summary>A PIN that nobody asked to forget is forgotten after this.</summary>
    public static readonly TimeSpan PinLifetime = TimeSpan.FromMinutes(10);

    // As the keys lie (hardware/pin-pad/README.md, "Keys").
    // csharpier-ignore
    private static readonly PadKey[] s_layout =
    [
        PadKey.Digit1, PadKey.Digit2, PadKey.Digit3, PadKey.Cancel,
        PadKey.Digit4, PadKey.Digit5, PadKey.Digit6, PadKey.Clear,
        PadKey.Digit7, PadKey.Digit8, PadKey.Digit9, PadKey.Enter,
        PadKey.Blank, PadKey.Digit0, PadKey.DoubleZero, PadKey.Help,
    ];

    private readonly Beeper _beeper;
    private readonly IPinBlockEncryptor _encryptor;
    private readonly ITimer _forgetting;
    private readonly KeyMatrix _matrix;
    private readonly PinBuffer _pin = new();
    private readonly TimeProvider _time;
    private Entry? _entry;

    public GpioPinPad(
        GpioController gpio,
        PinTable pins,
        TimeProvider time,
        TerminalLoop loop,
        IPinBlockEncryptor encryptor
    )
    {
        (_time, _encryptor) = (time, encryptor);
        _matrix = new KeyMatrix(gpio, pins, time, loop, OnKey, OnStuckChanged);
        _beeper = new Beeper(gpio, pins, time, loop);
        _forgetting = time.CreateTimer(
            _ => loop.Post(ForgetPin),
            null,
            Timeout.InfiniteTimeSpan,
            Timeout.InfiniteTimeSpan
        );
    }

    public event Action<DeviceState>? DeviceChanged;

    public event Action<PadKey>? KeyPressed;

    public event Action<int>? PinDigitsChanged;

    /// <summary><see cref="DeviceState.HardwareError"/> while a key is stuck.</summary>
    public DeviceState Device { get; private set; } = DeviceState.Starting;

    /// <summary>Takes the pins.</summary>
    /// <exception cref="InvalidOperationException">Somebody else has one of them.</exception>
    public void Open()
    {
        _beeper.Open();
        ChangeDevice(DeviceState.Online);
        _matrix.Open();
    }

    public async Task<Completion<PinEntryResult>> PinEntry(
        int maxDigits,
        TimeSpan timeout,
        CancellationToken cancellationToken
    )
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxDigits, PinBuffer.Shortest);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(maxDigits, PinBuffer.Longest);
        if (_entry is not null)
            return new(CompletionCode.SequenceError, null, "pinPad.busy", "A PIN is being entered already.");
        ForgetPin();
        var entry = new Entry(maxDigits);
        _entry = entry;
        using var limit = new CancellationTokenSource(timeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        var ended = await EndOf(entry, either.Token);
        _entry = null;
        if (ended is not { } completion || completion == EntryCompletion.Cancel)
            ForgetPin();
        else
            _forgetting.Change(PinLifetime, Timeout.InfiniteTimeSpan);
        if (ended is { } how)
            return new(CompletionCode.Success, new(_pin.Count, how));
        return cancellationToken.IsCancellationRequested
            ? new(CompletionCode.Canceled, null)
            : new(CompletionCode.TimeOut, null);
    }

    public Completion<EncryptedPinBlock> GetPinBlock(Pan pan)
    {
        if (_entry is not null || _pin.Count == 0)
            return new(CompletionCode.SequenceError, null, "pinPad.noPin", "No PIN has been entered.");
        return _encryptor.TryEncrypt(_pin.Digits, pan) is { } block
            ? new(CompletionCode.Success, block)
            : new(CompletionCode.CommandErrorCode, null, "pinPad.noKey", "There is no key to encrypt the PIN with.");
    }

    public void ForgetPin()
    {
        _pin.Zero();
        _forgetting.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public void Beep() => _beeper.Sound(Beeper.KeyTone);

    /// <summary>Forgets the PIN and lets go of the timers; the pins belong to the controller.</summary>
    public void Dispose()
    {
        ForgetPin();
        _forgetting.Dispose();
        _matrix.Dispose();
        _beeper.Dispose();
    }

    private static async Task<EntryCompletion?> EndOf(Entry entry, CancellationToken cancellationToken)
    {
        using var registration = cancellationToken.Register(() => entry.Ended.TrySetResult(null));
        return await entry.Ended.Task;
    }

    private void OnKey(int number)
    {
        var key = s_layout[number];
        if (_entry is { } entry)
        {
            _beeper.Sound(TakeKey(entry, key) ? Beeper.KeyTone : Beeper.ErrorTone);
            return;
        }
        _beeper.Sound(Beeper.KeyTone);
        KeyPressed?.Invoke(key);
    }

    /// <returns>False: the key does nothing now.</returns>
    private bool TakeKey(Entry entry, PadKey key)
    {
        // Keys that come after the end belong to nobody: the screen that asked is still there.
        if (entry.Ended.Task.IsCompleted)
            return false;
        switch (key)
        {
            case >= PadKey.Digit0 and <= PadKey.Digit9:
                _pin.Add((byte)(key - PadKey.Digit0));
                PinDigitsChanged?.Invoke(_pin.Count);
                if (_pin.Count == entry.MaxDigits)
                    entry.Ended.TrySetResult(EntryCompletion.Auto);
                return true;
            case PadKey.Clear:
                _pin.Zero();
                PinDigitsChanged?.Invoke(0);
                return true;
            case PadKey.Enter when _pin.Count >= PinBuffer.Shortest:
                return entry.Ended.TrySetResult(EntryCompletion.Enter);
            case PadKey.Cancel:
                return entry.Ended.TrySetResult(EntryCompletion.Cancel);
            default:
                return false;
        }
    }

    private void OnStuckChanged(bool stuck) => ChangeDevice(stuck ? DeviceState.HardwareError : DeviceState.Online);

    private void ChangeDevice(DeviceState state)
    {
        Device = state;
        DeviceChanged?.Invoke(state);
    }

    private sealed class Entry(int maxDigits)
    {
        public int MaxDigits => maxDigits;

        /// <summary>How the customer ended it; <c>null</c>: the time or the caller did.</summary>
        public TaskCompletionSource<EntryCompletion?> Ended { get; } =
            new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
