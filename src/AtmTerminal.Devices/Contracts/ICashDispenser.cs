using AtmTerminal.Domain.Cash;
using AtmTerminal.Domain.Withdrawals;

namespace AtmTerminal.Devices.Contracts;

public enum StackerState
{
    Empty,
    NotEmpty,
    Unknown,
}

/// <summary>What the sensors say now. <c>null</c>: two sensors contradict each other or one is known to be stuck.</summary>
public sealed record DispenserStatus(
    StackerState IntermediateStacker,
    bool? ItemsAtExit,
    bool? ShutterOpen,
    bool TransportOk
);

/// <summary>What a cassette's own sensors say.</summary>
public sealed record CassetteStatus(string Id, bool Inserted, bool Low);

/// <summary>What Dispense brought into the stacker.</summary>
/// <param name="Stacked">Counted into the stacker by this order, by cassette. Less than asked when notes could not be had.</param>
/// <param name="Failed">Cassettes that could not give what was asked, with the fault.</param>
public sealed record DispenseResult(NoteCounts Stacked, IReadOnlyDictionary<string, string> Failed);

/// <summary>How a presentation ended.</summary>
public enum PresentOutcome
{
    /// <summary>The exit became free while the shutter was open.</summary>
    Taken,

    /// <summary>The notes still lie at the exit when the time is over; retract them.</summary>
    NotTaken,

    /// <summary>The shutter did not open and the notes never left: reject them.</summary>
    NotPresented,

    /// <summary>The shutter was forced or its switches contradict each other: the customer may have had access.</summary>
    AccessUnclear,
}

/// <summary>What a clearing moved into a bin.</summary>
/// <param name="Counted">Notes counted in, by the cassette they came from; <c>null</c> when they could not be counted.</param>
/// <param name="Unclassified">Of those counted, notes that could not be told apart.</param>
public sealed record ClearResult(NoteCounts? Counted, int Unclassified)
{
    /// <summary>Notes counted in all, or <c>null</c>.</summary>
    public int? Total => Counted is null ? null : Counted.Total + Unclassified;
}

/// <summary>
/// The cash dispenser in two phases: notes go to the stacker first and to the customer only with Present. Every step is durable
/// in the journal before the motor that makes it. Nothing is ever repeated by the driver itself. Terminal loop only.
/// </summary>
public interface ICashDispenser : IDevice
{
    DispenserStatus GetStatus();

    IReadOnlyList<CassetteStatus> GetCassettes();

    /// <summary>
    /// Picks and counts notes into the stacker. A misfeed or empty cassette ends the work on that cassette and is named in the
    /// result; the caller decides on another mix and calls again. Doubles and damaged notes are diverted and picked anew.
    /// <see cref="CompletionCode.OutcomeUnknown"/> or <see cref="CompletionCode.HardwareError"/>: jam, notes may be anywhere.
    /// </summary>
    Task<Completion<DispenseResult>> Dispense(WithdrawalNumber withdrawal, NoteCounts items);

    /// <summary>Opens the shutter, brings the stacked notes to the exit and waits at most <paramref name="takeLimit"/> for the customer.</summary>
    Task<Completion<PresentResult>> Present(WithdrawalNumber withdrawal, TimeSpan takeLimit);

    /// <summary>Stacked notes to the reject bin, one by one and counted.</summary>
    Task<Completion<ClearResult>> Reject(WithdrawalNumber withdrawal);

    /// <summary>Notes at the exit back through the stacker into the retract bin, one by one and counted.</summary>
    Task<Completion<ClearResult>> Retract(WithdrawalNumber withdrawal);

    /// <summary>
    /// After a start or a fault: closes the shutter and brings all that is in throat, transport and stacker into a bin, counted.
    /// Notes found at the exit go to the retract bin, others to the reject bin. Running it again after an interruption goes on
    /// where it was.
    /// </summary>
    Task<Completion<ClearResult>> Reset(WithdrawalNumber withdrawal);
}

/// <summary>The end of a presentation.</summary>
public sealed record PresentResult(PresentOutcome Outcome);
