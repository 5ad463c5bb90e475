using System.Data.Common;
using System.Security.Cryptography;
using System.Text;

namespace AtmTerminal.BankHost.Tests;

/// <summary>Everything in a store, as a few words that differ when anything in it does.</summary>
internal static class StoreDigest
{
    /// <summary>One line for each table: its name, how many rows it has, and a digest of them.</summary>
    public static IReadOnlyList<string> Of(HostDatabase database) =>
        database.Read(sql => SchemaLayout.Tables.Select(table => LineOf(sql, table.Table)).Order().ToList());

    private static string LineOf(Sql sql, string table)
    {
        var rows = sql.All($"SELECT * FROM {table}", RowAsText);
        rows.Sort(StringComparer.Ordinal);
        var digest = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', rows)));
        return $"{table} {rows.Count} {Convert.ToHexString(digest)[..16]}";
    }

    private static string RowAsText(DbDataReader row) =>
        string.Join('|', Enumerable.Range(0, row.FieldCount).Select(column => ValueAsText(row.GetValue(column))));

    private static string ValueAsText(object value) =>
        value is byte[] bytes ? Convert.ToHexString(bytes) : $"{value.GetType().Name} {value}";
}
