using System.Data.Common;
using Npgsql;

namespace AtmTerminal.BankHost;

/// <summary>Copies of a store in a file, and stores made from them. The file of either engine opens with that engine alone.</summary>
internal static class StoreCopies
{
    // What a restore puts aside until the new store is whole.
    private const string Aside = "before_restore";

    /// <summary>Writes a copy as of one moment, while hosts go on working. A file of that name is replaced, when the copy is whole.</summary>
    /// <exception cref="StoreToolException">PostgreSQL's program is missing or failed.</exception>
    /// <exception cref="DbException">The store cannot be read.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(StoreAddress store, string file)
    {
        var part = file + ".part";
        File.Delete(part);
        if (store is StoreAddress.PostgreSql server)
            new PostgreSqlTools(new(server.ConnectionString)).Dump(part);
        else
            WriteFile((StoreAddress.SqliteFile)store, part);
        File.Move(part, file, overwrite: true);
    }

    /// <summary>Whether a restore would overwrite something.</summary>
    public static bool IsTaken(StoreAddress store)
    {
        if (store is StoreAddress.SqliteFile file)
            return File.Exists(file.Path);
        using var connection = Connect((StoreAddress.PostgreSql)store);
        return CountTables(connection) > 0;
    }

    /// <summary>Makes the store what the copy is: all of it, or nothing when it fails.</summary>
    /// <exception cref="StoreToolException">PostgreSQL's program is missing or failed; the store is as it was.</exception>
    /// <exception cref="DbException">The copy is no store of this program, or the store cannot be written.</exception>
    public static void Restore(StoreAddress store, string file)
    {
        if (store is StoreAddress.PostgreSql server)
            RestoreInto(server, file);
        else
            RestoreInto((StoreAddress.SqliteFile)store, file);
    }

    private static void WriteFile(StoreAddress.SqliteFile store, string file)
    {
        using var database = SqliteDatabase.Open(store.Path, content: null);
        database.BackUpTo(file).Dispose();
    }

    private static void RestoreInto(StoreAddress.SqliteFile store, string file)
    {
        using var copy = SqliteDatabase.ReadCopy(file);
        SqliteDatabase.Open(store.Path, copy).Dispose();
    }

    /// <remarks>The old tables stay beside until the new ones are whole, and come back when they do not become it.</remarks>
    private static void RestoreInto(StoreAddress.PostgreSql store, string file)
    {
        using var connection = Connect(store);
        var isTaken = CountTables(connection) > 0;
        if (isTaken)
            Tell(connection, $"ALTER SCHEMA public RENAME TO {Aside}; CREATE SCHEMA public");
        try
        {
            new PostgreSqlTools(new(store.ConnectionString)).Restore(file);
        }
        catch (StoreToolException)
        {
            if (isTaken)
                Tell(connection, $"DROP SCHEMA public CASCADE; ALTER SCHEMA {Aside} RENAME TO public");
            throw;
        }
        if (isTaken)
            Tell(connection, $"DROP SCHEMA {Aside} CASCADE");
    }

    private static NpgsqlConnection Connect(StoreAddress.PostgreSql store)
    {
        using var source = PostgreSqlAddress.Parse(store.ConnectionString).Open();
        return source.OpenConnection();
    }

    private static long CountTables(NpgsqlConnection connection)
    {
        using var command = new NpgsqlCommand(
            "SELECT COUNT(*) FROM pg_tables WHERE schemaname = current_schema()",
            connection
        );
        return (long)command.ExecuteScalar()!;
    }

    private static void Tell(NpgsqlConnection connection, string statements)
    {
        using var command = new NpgsqlCommand(statements, connection);
        command.ExecuteNonQuery();
    }
}
