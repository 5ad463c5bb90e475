using System.Data.Common;

namespace AtmTerminal.BankHost;

/// <summary>The numbered steps of the schema: forward only, each in its own transaction, never edited once delivered.</summary>
internal static class Migrations
{
    private static readonly string[] Steps =
    [
        Schema.V1Reference,
        Schema.V2Customers,
        Schema.V3Withdrawals,
        Schema.V4Terminals,
        Schema.V5LeftToday,
        Schema.V6Reports,
        Schema.V7People,
        Schema.ReportTables,
        Schema.CustomersAndCards,
        Schema.Console,
        Schema.CaseWork,
    ];

    /// <summary>Runs the steps this store has not seen.</summary>
    public static void Apply(HostDatabase database)
    {
        database.InTransaction(sql =>
            sql.Execute("CREATE TABLE IF NOT EXISTS migration (number BIGINT PRIMARY KEY)".InSqlite(strict: false))
        );
        RefuseNewerStore(database);
        for (var number = 1; number <= Steps.Length; number++)
        {
            var step = number;
            database.InTransaction(sql =>
                sql.Execute("INSERT INTO migration (number) VALUES (@number) ON CONFLICT DO NOTHING", ("@number", step))
                == 1
                    ? sql.Execute(Steps[step - 1].InSqlite(strict: true))
                    : 0
            );
        }
    }

    /// <summary>Whether the store has every step, and none that this program does not know.</summary>
    public static bool AreDone(Sql sql) => sql.Number("SELECT MAX(number) FROM migration") == Steps.Length;

    /// <summary>An older program would write rows that a newer one gave another meaning.</summary>
    private static void RefuseNewerStore(HostDatabase database)
    {
        var newest = database.Read(sql => sql.Number("SELECT MAX(number) FROM migration"));
        if (newest > Steps.Length)
            throw new StoreTooNewException(newest, Steps.Length);
    }

    /// <summary>
    /// The steps are written in the words of PostgreSQL. SQLite has other names for two types, and checks types only in
    /// tables that are declared strict.
    /// </summary>
    private static string InSqlite(this string statements, bool strict)
    {
        var renamed = statements.Replace("BIGINT", "INTEGER").Replace("BYTEA", "BLOB");
        return strict ? renamed.Replace("\n);", "\n) STRICT;") : renamed;
    }
}

/// <summary>The store was brought up to date by a newer program than this one.</summary>
internal sealed class StoreTooNewException(long newest, int known)
    : DbException($"its schema is number {newest} and this program knows {known}: start the newer program.");
