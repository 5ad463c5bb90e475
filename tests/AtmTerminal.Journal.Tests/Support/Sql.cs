using AtmTerminal.Journal.Store;

namespace AtmTerminal.Journal.Tests.Support;

/// <summary>What a hand with a SQLite tool could do to a journal file.</summary>
internal static class Sql
{
    public static void Run(string file, string sql)
    {
        using var database = SqliteDatabase.Open(file, create: false);
        database.Execute(sql);
    }

    public static long Number(string file, string sql)
    {
        using var database = SqliteDatabase.Open(file, create: false);
        return database.Number(sql);
    }
}
