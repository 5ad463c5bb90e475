namespace AtmTerminal.Devices.Contracts;

/// <summary>How a command ended, in the words of XFS4IoT.</summary>
public enum CompletionCode
{
    Success,
    CommandErrorCode,
    Canceled,
    TimeOut,
    DeviceNotReady,
    HardwareError,
    UserError,
    SequenceError,
    InvalidData,
    InternalError,

    /// <summary>Ours: the order was sent and no completion will ever come.</summary>
    OutcomeUnknown,
}

/// <summary>The end of a command. A cancel by the customer is an end like any other and no error.</summary>
/// <param name="ErrorCode">The entry of the fault list, e.g. <c>dispenser.jam</c>.</param>
/// <param name="ErrorDescription">One plain sentence; no card data.</param>
public record Completion(CompletionCode Code, string? ErrorCode = null, string? ErrorDescription = null)
{
    public static Completion Success { get; } = new(CompletionCode.Success);

    public bool IsSuccess => Code == CompletionCode.Success;
}

/// <summary>The end of a command that brings something: <paramref name="Payload"/> is there on success, and perhaps on less.</summary>
public sealed record Completion<T>(
    CompletionCode Code,
    T? Payload,
    string? ErrorCode = null,
    string? ErrorDescription = null
) : Completion(Code, ErrorCode, ErrorDescription)
    where T : class;

/// <summary>Whether a device can be used.</summary>
public enum DeviceState
{
    Online,
    Offline,
    NoDevice,
    HardwareError,
    UserError,
    Starting,
}

/// <summary>What all devices have in common. Events come on the terminal loop.</summary>
public interface IDevice
{
    DeviceState Device { get; }

    event Action<DeviceState>? DeviceChanged;
}
