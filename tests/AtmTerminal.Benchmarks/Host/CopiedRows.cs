using System.Diagnostics;
using AtmTerminal.BankHost;

namespace AtmTerminal.Benchmarks.Host;

/// <summary>The rival of an upload: COPY of the same postings into a table with the same keys, checked against nothing and answered to nobody.</summary>
internal sealed class CopiedRows
{
    private readonly HostDatabase _database;

    public CopiedRows(HostDatabase database)
    {
        _database = database;
        database.InTransaction(sql =>
        {
            sql.ChangeSchema("CREATE TABLE rival_posted (LIKE posted INCLUDING ALL)");
            return true;
        });
    }

    /// <summary>Copies all postings that were not copied before.</summary>
    /// <returns>Seconds for one.</returns>
    public double Run()
    {
        string[] columns =
        [
            .. "home terminal number account currency amount commission business_day posted_at card_bank atm_bank".Split(
                ' '
            ),
        ];
        var table = new BulkTable("rival_posted", columns);
        var rows = _database.Read(sql =>
            sql.All(
                $"""
                SELECT {string.Join(", ", columns)} FROM posted WHERE NOT EXISTS (SELECT 1 FROM rival_posted
                    WHERE rival_posted.home = posted.home AND rival_posted.terminal = posted.terminal
                        AND rival_posted.number = posted.number)
                """,
                row => columns.Select((_, column) => row.GetValue(column)).ToArray()
            )
        );
        foreach (var row in rows)
            table.Add(row);
        var start = Stopwatch.GetTimestamp();
        _database.InTransaction(sql =>
        {
            sql.Insert(table);
            return true;
        });
        return Stopwatch.GetElapsedTime(start).TotalSeconds / rows.Count;
    }
}
