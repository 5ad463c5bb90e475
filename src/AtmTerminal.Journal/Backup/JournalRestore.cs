using AtmTerminal.Journal.Store;

namespace AtmTerminal.Journal;

/// <summary>Puts a backup in the place of a journal that was lost.</summary>
public static class JournalRestore
{
    /// <summary>
    /// Verifies the backup, copies it into a data folder that holds no journal, and verifies what was copied. What happened after
    /// the backup is not in it: open it with the last row number that is known from elsewhere, and compare totals with the host.
    /// </summary>
    /// <returns>What the last reading found, or why nothing was restored.</returns>
    public static AuditResult Restore(string backupFolder, string dataFolder)
    {
        var (from, to) = (new JournalFiles(backupFolder), new JournalFiles(dataFolder));
        if (to.Disk.Exists(to.Database))
            return new(0, 0, $"{to.Database} exists. A journal is never written over; move it away first.");
        var backup = JournalAudit.Verify(backupFolder);
        if (!backup.Holds)
            return backup;
        try
        {
            to.Disk.MakeFolder(dataFolder);
            File.Copy(from.Database, to.HalfMade, overwrite: true);
            to.Disk.Sync(to.HalfMade);
            // A key that outlived its journal has to be the key of the backup; another one is not written over.
            if (!to.Disk.Exists(to.Key))
            {
                to.Disk.WriteSecret(to.HalfMadeKey, from.Disk.Read(from.Key));
                to.Disk.Publish(to.HalfMadeKey, to.Key);
            }
            to.Disk.Publish(to.HalfMade, to.Database);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new(0, 0, e.Message);
        }
        var restored = JournalAudit.Verify(dataFolder);
        return restored.Holds && restored.Rows != backup.Rows
            ? new(restored.Rows, restored.Rows + 1, "the row is in the backup and not in the copy.")
            : restored;
    }
}
