namespace AtmTerminal.Simulation;

/// <summary>Everything that can go wrong in a simulated world.</summary>
internal enum FaultKind
{
    // Power and process
    PowerCut,
    ProgramKilled,
    ProgramHangs,
    SlowStart,
    CrashInRecovery,

    // Storage
    WriteError,
    SyncErrorOnce,
    SyncErrorAlways,
    TornPage,
    UnsyncedWritesLost,
    DiskFull,
    BitFlip,
    OldImageRestored,

    // Clock
    ClockBack,
    ClockForward,

    // Dispenser
    Misfeed,
    CassetteEmpty,
    DoublePick,
    Jam,
    OrderLost,
    ReplyLost,
    OrderDoubled,
    ShutterForced,
    WrongCount,

    // Card and PIN
    CardUnreadable,
    CardHeld,
    PinPadTimeout,

    // Network
    LineDelays,
    LineDrops,
    LineDoubles,
    LineReorders,
    LineCutInMidFrame,
    LineAlters,

    // Host
    HostStopsBeforeCommit,
    HostStopsAfterCommit,
    HostBackupRestored,
}
