namespace AtmTerminal.Testing.Storage;

/// <summary>What a disk refuses, as the operating system would report it.</summary>
public enum DiskFault
{
    /// <summary>A write returns an I/O error; nothing of it was written.</summary>
    WriteError,

    /// <summary>A write returns an I/O error after some of its sectors were written.</summary>
    ShortWrite,

    /// <summary>No block is left, not even for an overwrite: as on a file system that copies on write.</summary>
    DiskFull,

    /// <summary>
    /// A sync returns an error. The writes it should have covered are forgotten, as the Linux kernel forgets them: they can still
    /// be read until the crash, and the next sync succeeds without them.
    /// </summary>
    SyncError,

    /// <summary>A read returns an I/O error.</summary>
    ReadError,
}
