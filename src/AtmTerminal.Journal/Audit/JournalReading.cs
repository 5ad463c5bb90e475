using AtmTerminal.Journal.Store;

namespace AtmTerminal.Journal;

/// <summary>What came of reading: a value, or one sentence that says why there is none.</summary>
internal readonly record struct Reading<T>(T? Value, string? Problem);

/// <summary>Opens a journal for a person to look at. The terminal holds an exclusive lock, so only one of the two can run.</summary>
internal static class JournalReading
{
    public static Reading<T> Use<T>(JournalFiles files, Func<SqliteStore, HashChain, T> read)
    {
        try
        {
            if (!files.Disk.Exists(files.Database))
                return new(default, $"There is no journal {files.Database}.");
            if (JournalFolder.ReadKey(files) is not { } key)
                return new(default, $"The journal's key {files.Key} is missing or is not 32 bytes.");
            if (files.Disk.LengthOf(files.Database) == 0)
                return new(default, $"The journal {files.Database} is empty.");
            using var store = SqliteStore.Open(files);
            return new(read(store, new(key)), null);
        }
        catch (SqliteFailure failure)
        {
            return new(default, JournalFolder.Outcome(failure, files).Sentence);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new(default, e.Message);
        }
    }
}
