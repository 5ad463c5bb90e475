namespace AtmTerminal.Simulation;

/// <summary>What a disk does wrong with the commits that come next.</summary>
internal enum DiskTrouble
{
    None,
    WriteError,
    SyncErrorOnce,
    SyncErrorAlways,
    Full,
}
