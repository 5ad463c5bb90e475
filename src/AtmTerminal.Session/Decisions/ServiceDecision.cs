using AtmTerminal.Devices.Contracts;
using AtmTerminal.HostLink;

namespace AtmTerminal.Session.Decisions;

/// <summary>Why a terminal does not serve, for the log and the technician.</summary>
public enum OutOfServiceReason
{
    None,
    JournalFailed,

    /// <summary>The program was asked to end.</summary>
    Stopping,
    SuspectCase,
    JournalOlderThanHost,

    /// <summary>The shutter was forced: until a person has come with the key (failure matrix, C8).</summary>
    Locked,

    /// <summary>What may be given without a line has been given: until the line is back (O1).</summary>
    OfflineLimitReached,

    /// <summary>Somebody has the cash in hand, or had it when the power failed: until the new counts are entered.</summary>
    ExchangeOpen,
    CashCannotBeCounted,
    CashDiffers,
    OperatorSwitch,
    SafeDoorOpen,
    NoCashUnits,
    NoCash,
    DispenserFaulted,
    CardReaderFaulted,
    PinPadFaulted,
}

/// <summary>What is known between two sessions.</summary>
/// <param name="Held">A reason found earlier that only a restart or a person ends; <see cref="OutOfServiceReason.None"/> if none.</param>
internal sealed record ServiceFacts(
    OutOfServiceReason Held,
    bool JournalFailed,
    bool AnySuspect,
    bool Locked,
    bool ExchangeOpen,
    bool AnyUnits,
    bool AnyPayable,
    OperatorSwitch Switch,
    bool? SafeDoorOpen,
    DeviceState Dispenser,
    DeviceState CardReader,
    DeviceState PinPad,
    LinkState Link,
    OfflineService Offline
);

/// <summary>Whether the next card may come.</summary>
/// <param name="LinkDown">The bank cannot be asked; served may be all the same.</param>
/// <param name="Reason">Why not; <see cref="OutOfServiceReason.None"/> when only the link is missing, or nothing.</param>
internal sealed record ServiceDecision(bool InService, bool LinkDown, OutOfServiceReason Reason)
{
    /// <summary>For the journal.</summary>
    public string Words =>
        LinkDown && Reason == OutOfServiceReason.None
            ? InService
                ? "Offline"
                : "LinkDown"
            : Reason.ToString();

    /// <summary>The gravest reason first: what a person must settle hides what passes by itself.</summary>
    public static ServiceDecision Decide(ServiceFacts facts)
    {
        var reason = ReasonOf(facts);
        return reason != OutOfServiceReason.None ? new(false, false, reason)
            : facts.Link == LinkState.Online ? new(true, false, OutOfServiceReason.None)
            : facts.Offline switch
            {
                OfflineService.Allowed => new(true, true, OutOfServiceReason.None),
                OfflineService.LimitReached => new(false, true, OutOfServiceReason.OfflineLimitReached),
                _ => new(false, true, OutOfServiceReason.None),
            };
    }

    private static OutOfServiceReason ReasonOf(ServiceFacts facts) =>
        facts switch
        {
            { JournalFailed: true } => OutOfServiceReason.JournalFailed,
            { AnySuspect: true } => OutOfServiceReason.SuspectCase,
            { Locked: true } => OutOfServiceReason.Locked,
            { ExchangeOpen: true } => OutOfServiceReason.ExchangeOpen,
            { Link: LinkState.JournalOlderThanHost } => OutOfServiceReason.JournalOlderThanHost,
            { Held: not OutOfServiceReason.None } => facts.Held,
            { Switch: not OperatorSwitch.Run } => OutOfServiceReason.OperatorSwitch,
            { SafeDoorOpen: not false } => OutOfServiceReason.SafeDoorOpen,
            { AnyUnits: false } => OutOfServiceReason.NoCashUnits,
            { AnyPayable: false } => OutOfServiceReason.NoCash,
            { Dispenser: not DeviceState.Online } => OutOfServiceReason.DispenserFaulted,
            { CardReader: not DeviceState.Online } => OutOfServiceReason.CardReaderFaulted,
            { PinPad: not DeviceState.Online } => OutOfServiceReason.PinPadFaulted,
            _ => OutOfServiceReason.None,
        };
}
