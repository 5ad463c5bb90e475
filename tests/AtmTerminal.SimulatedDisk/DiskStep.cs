namespace AtmTerminal.Testing.Storage;

/// <summary>What is about to happen on a disk.</summary>
public enum DiskAction
{
    Write,
    Sync,
    Truncate,

    /// <summary>A new name in the folder.</summary>
    Create,
    Rename,
    Delete,

    /// <summary>The names of the folder are made durable.</summary>
    SyncFolder,
}

/// <summary>One step that changes what a crash would leave, just before it happens.</summary>
/// <param name="File">The file's name without its folder.</param>
/// <param name="Length">Bytes of a write, new length of a truncation, else 0.</param>
public readonly record struct DiskStep(DiskAction Action, string File, long Offset, long Length);

/// <summary>What becomes of a step.</summary>
public enum DiskAnswer
{
    Go,

    /// <summary>It returns an error and changes nothing.</summary>
    Fail,

    /// <summary>The process is gone: neither this nor any later step happens before <see cref="SimulatedDisk.Crash"/>.</summary>
    Die,
}
