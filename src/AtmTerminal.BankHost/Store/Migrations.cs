using System.Data.Common;

namespace AtmTerminal.BankHost;

/// <summary>The numbered steps of the schema: forward only, all that are missing in one transaction, never edited once delivered.</summary>
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

    /// <summary>Runs the steps this store has not seen. Hosts that start at the same time wait for each other.</summary>
    public static void Apply(HostDatabase database) =>
        database.InTransaction(sql =>
        {
            sql.LockStart();
            sql.ChangeSchema("CREATE TABLE IF NOT EXISTS migration (number BIGINT PRIMARY KEY)");
            var newest = sql.Number("SELECT MAX(number) FROM migration");
            // An older program would write rows that a newer one gave another meaning.
            if (newest > Steps.Length)
                throw new StoreTooNewException(newest, Steps.Length);
            for (var number = newest + 1; number <= Steps.Length; number++)
            {
                sql.ChangeSchema(Steps[number - 1]);
                sql.Execute("INSERT INTO migration (number) VALUES (@number)", ("@number", number));
            }
            return newest;
        });

    /// <summary>Whether the store has every step, and none that this program does not know.</summary>
    public static bool AreDone(Sql sql) => sql.Number("SELECT MAX(number) FROM migration") == Steps.Length;
}

/// <summary>The store was brought up to date by a newer program than this one.</summary>
internal sealed class StoreTooNewException(long newest, int known)
    : DbException($"its schema is number {newest} and this program knows {known}: start the newer program.");
