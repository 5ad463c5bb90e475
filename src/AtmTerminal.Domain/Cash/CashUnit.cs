using AtmTerminal.Domain.Amounts;

namespace AtmTerminal.Domain.Cash;

/// <summary>What a cash unit is for (XFS4IoT Storage).</summary>
public enum CashUnitType
{
    /// <summary>A cassette that notes are paid from.</summary>
    CashOut,

    /// <summary>The bin for notes that were not fit to be given.</summary>
    Reject,

    /// <summary>The bin for notes that were presented and not taken.</summary>
    Retract,
}

/// <summary>Whether the unit can be used (XFS4IoT Storage).</summary>
public enum CashUnitStatus
{
    Ok,
    Inoperative,
    Missing,
    NotConfigured,
    Manipulated,
}

/// <summary>How full the unit is, derived from its count and thresholds.</summary>
public enum ReplenishmentStatus
{
    Ok,
    Full,
    High,
    Low,
    Empty,
}

/// <summary>How far the counts can be trusted.</summary>
public enum CountAccuracy
{
    /// <summary>Every note in and out was seen one by one.</summary>
    Accurate,

    /// <summary>A note moved that could not be counted or told apart; a person has to count.</summary>
    Inaccurate,

    /// <summary>Nobody has ever counted this unit.</summary>
    Unknown,
}

/// <summary>Notes that left a cassette, by where they went since the last exchange. Counts of notes.</summary>
public sealed record CashOutCounts(int Presented, int Rejected, int Stacked, int Unknown)
{
    public static CashOutCounts None { get; } = new(0, 0, 0, 0);

    public int Total => Presented + Rejected + Stacked + Unknown;
}

/// <summary>One place for notes with its counts since the last exchange.</summary>
/// <param name="Id">The unit's number as people and journal name it: "1" to "6", "reject", "retract".</param>
/// <param name="Denomination">The notes of a cassette; <c>null</c> for a bin, which holds all kinds.</param>
/// <param name="Initial">Notes counted in at the last exchange.</param>
/// <param name="In">Notes that came into a bin since, by the cassette they came from.</param>
/// <param name="UnclassifiedIn">Notes that came into a bin and could be counted but not told apart.</param>
/// <param name="AppLockOut">The operator has locked the unit.</param>
public sealed record CashUnit(
    string Id,
    CashUnitType Type,
    Denomination? Denomination,
    int Initial,
    CashOutCounts Out,
    NoteCounts In,
    int UnclassifiedIn,
    CashUnitStatus Status,
    CountAccuracy Accuracy,
    bool AppLockOut
)
{
    /// <summary>At or below this many notes a cassette is reported low.</summary>
    public const int LowThreshold = 20;

    public static CashUnit Cassette(string id, Denomination denomination, int initial) =>
        new(
            id,
            CashUnitType.CashOut,
            denomination,
            initial,
            CashOutCounts.None,
            NoteCounts.Empty,
            0,
            CashUnitStatus.Ok,
            CountAccuracy.Accurate,
            AppLockOut: false
        );

    public static CashUnit Bin(string id, CashUnitType type) =>
        new(
            id,
            type,
            null,
            0,
            CashOutCounts.None,
            NoteCounts.Empty,
            0,
            CashUnitStatus.Ok,
            CountAccuracy.Accurate,
            AppLockOut: false
        );

    /// <summary>Notes in the unit now: initial, less all that went out, and all that came in.</summary>
    public int Count => Initial - Out.Total + In.Total + UnclassifiedIn;

    public ReplenishmentStatus Replenishment =>
        Type != CashUnitType.CashOut ? ReplenishmentStatus.Ok
        : Count <= 0 ? ReplenishmentStatus.Empty
        : Count <= LowThreshold ? ReplenishmentStatus.Low
        : ReplenishmentStatus.Ok;

    /// <summary>Whether a mix may plan notes from here.</summary>
    public bool CanPayOut =>
        Type == CashUnitType.CashOut
        && Status == CashUnitStatus.Ok
        && !AppLockOut
        && Count > 0
        && Denomination is not null;
}
