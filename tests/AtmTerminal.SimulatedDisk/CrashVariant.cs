namespace AtmTerminal.Testing.Storage;

/// <summary>What a crash leaves of the writes that no sync has covered.</summary>
public enum CrashVariant
{
    /// <summary>Nothing of it: the power went, and the drive had all of it in its memory.</summary>
    LoseUnsynced,

    /// <summary>All of it: the process died and the operating system lives on, or the drive was quick.</summary>
    KeepUnsynced,

    /// <summary>Some sectors of it: either those written first, or any.</summary>
    Torn,
}
