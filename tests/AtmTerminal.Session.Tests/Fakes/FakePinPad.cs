using AtmTerminal.Devices.Contracts;
using AtmTerminal.Domain.Cards;
using AtmTerminal.Domain.Security;

namespace AtmTerminal.Session.Tests.Fakes;

/// <summary>A pad whose PIN entry ends when the test says so, or when its time is over.</summary>
public sealed class FakePinPad(TimeProvider time) : IPinPad
{
    private TaskCompletionSource<Completion<PinEntryResult>>? _entering;

    public bool HasKeys { get; set; } = true;

    public int Beeps { get; private set; }

    public int PinsForgotten { get; private set; }

    public bool EntersPin => _entering is { Task.IsCompleted: false };

    public DeviceState Device { get; set; } = DeviceState.Online;

    public event Action<DeviceState>? DeviceChanged
    {
        add { }
        remove { }
    }

    public event Action<PadKey>? KeyPressed;

    public event Action<int>? PinDigitsChanged;

    public void Press(PadKey key) => KeyPressed?.Invoke(key);

    public void EnterDigits(int digits) => PinDigitsChanged?.Invoke(digits);

    public void EndEntry(EntryCompletion completion) =>
        _entering?.TrySetResult(new(CompletionCode.Success, new(4, completion)));

    public void FailEntry() => _entering!.TrySetResult(new(CompletionCode.HardwareError, null, "pinpad.stuckkey"));

    public async Task<Completion<PinEntryResult>> PinEntry(
        int maxDigits,
        TimeSpan timeout,
        CancellationToken cancellationToken
    )
    {
        var entering = new TaskCompletionSource<Completion<PinEntryResult>>();
        _entering = entering;
        using var timer = time.CreateTimer(
            _ => entering.TrySetResult(new(CompletionCode.TimeOut, null)),
            null,
            timeout,
            Timeout.InfiniteTimeSpan
        );
        return await entering.Task;
    }

    public Completion<EncryptedPinBlock> GetPinBlock(Pan pan) =>
        HasKeys
            ? new(CompletionCode.Success, new(PinBlockFormat.Format4, new byte[16], new byte[12]))
            : new(CompletionCode.CommandErrorCode, null, "pinpad.nokey");

    public void ForgetPin() => PinsForgotten++;

    public void Beep() => Beeps++;
}
