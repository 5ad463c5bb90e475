using AtmTerminal.Devices.Contracts;

namespace AtmTerminal.Devices.CashDispenser;

/// <summary>Why an operation of the dispenser ended before its end. The codes are entries of the fault list.</summary>
internal sealed record DispenserFault(CompletionCode Completion, string Code, string Text)
{
    public const string Missing = "dispenser.cassette-missing";
    public const string Empty = "dispenser.empty";
    public const string Misfeed = "dispenser.misfeed";
    public const string Double = "dispenser.double";
    public const string Damaged = "dispenser.damaged";
    public const string Sensor = "dispenser.sensor";
    public const string Jam = "dispenser.jam";
    public const string NotClear = "dispenser.not-clear";
    public const string ShutterStuck = "dispenser.shutter-stuck";
    public const string ShutterForced = "dispenser.shutter-forced";
    public const string Throat = "dispenser.throat-not-free";
    public const string Interrupted = "dispenser.interrupted";
    public const string Refused = "dispenser.order-refused";
    public const string Journal = "journal.failed";

    public static DispenserFault JournalFailed { get; } =
        new(CompletionCode.InternalError, Journal, "A step could not be made durable; nothing moves any more.");

    public static DispenserFault JamAt(string place) =>
        new(CompletionCode.HardwareError, Jam, $"A note is stuck {place}.");

    public static DispenserFault Contradiction(string what) => new(CompletionCode.HardwareError, Sensor, what);

    /// <summary>Nothing was moved.</summary>
    public static DispenserFault RefusedBecause(CompletionCode completion, string text) =>
        new(completion, Refused, text);

    public Completion<T> End<T>(T? payload = null)
        where T : class => new(Completion, payload, Code, Text);
}
