namespace AtmTerminal.Journal;

/// <summary>A journal that can be copied while the terminal runs. The one that <see cref="JournalFolder"/> opens is one.</summary>
public interface IJournalBackup
{
    /// <summary>
    /// Copies the journal as of now, with its key, into a folder that holds none yet, and reads the copy from first row to last:
    /// a backup that was not tried is none. Takes as long as the file is large; call it between sessions. Terminal loop only.
    /// </summary>
    /// <returns>What the reading of the copy found, or why there is no copy. The running journal is not touched either way.</returns>
    AuditResult BackUpTo(string folder);
}
