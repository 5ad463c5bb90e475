namespace AtmTerminal.Testing.Storage.Native;

/// <summary>Result codes and flags of SQLite's file layer (sqlite3.h).</summary>
internal static class SqliteCodes
{
    public const int Ok = 0;
    public const int Busy = 5;
    public const int IoError = 10;
    public const int NotFound = 12;
    public const int Full = 13;
    public const int CannotOpen = 14;
    public const int ReadFailed = IoError | (1 << 8);
    public const int ShortRead = IoError | (2 << 8);
    public const int WriteFailed = IoError | (3 << 8);
    public const int SyncFailed = IoError | (4 << 8);
    public const int TruncateFailed = IoError | (6 << 8);
    public const int DeleteFailed = IoError | (10 << 8);
    public const int AccessFailed = IoError | (13 << 8);
    public const int LockFailed = IoError | (15 << 8);
    public const int NothingToDelete = IoError | (23 << 8);

    public const int OpenCreate = 0x4;
    public const int OpenDeleteOnClose = 0x8;
    public const int OpenExclusive = 0x10;
    public const int OpenMainJournal = 0x800;
    public const int OpenSuperJournal = 0x4000;
    public const int OpenLog = 0x80000;

    /// <summary>A write that is torn harms no byte beside it; what SQLite's own Unix layer says too.</summary>
    public const int PowersafeOverwrite = 0x1000;
}
