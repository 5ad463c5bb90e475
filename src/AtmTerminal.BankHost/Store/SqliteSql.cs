using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace AtmTerminal.BankHost;

/// <summary>Statements over the one connection of a SQLite file.</summary>
internal sealed class SqliteSql(SqliteConnection connection) : Sql
{
    private readonly Dictionary<string, SqliteCommand> _prepared = [];

    public override bool NeedsRowLocks => false;

    /// <remarks>
    /// SQLite has other names for two types, and checks types only in tables that are declared strict.
    /// </remarks>
    public override void ChangeSchema(string statements)
    {
        using var command = connection.CreateCommand();
        command.CommandText = statements
            .Replace("BIGINT", "INTEGER")
            .Replace("BYTEA", "BLOB")
            .Replace("\n);", "\n) STRICT;");
        command.ExecuteNonQuery();
    }

    /// <remarks>
    /// Many rows go all over the indexes. With the usual 2 MB of pages in memory, most would be written and read again for each row.
    /// </remarks>
    public override void Insert(BulkTable table)
    {
        if (table.Rows.Count == 0)
            return;
        Execute("PRAGMA cache_size = -400000");
        var (names, parameters) = (string.Join(", ", table.Columns), string.Join(", @", table.Columns));
        var statement = $"INSERT INTO {table.Name} ({names}) VALUES (@{parameters})";
        var values = table.Columns.Select(column => (Name: $"@{column}", Value: (object?)null)).ToArray();
        foreach (var row in table.Rows)
        {
            for (var column = 0; column < row.Length; column++)
                values[column].Value = row[column];
            Execute(statement, values);
        }
    }

    public override void Dispose()
    {
        foreach (var command in _prepared.Values)
            command.Dispose();
    }

    protected override DbCommand Prepare(string statement, ReadOnlySpan<(string Name, object? Value)> values)
    {
        if (!_prepared.TryGetValue(statement, out var command))
        {
            command = connection.CreateCommand();
            command.CommandText = statement;
            foreach (var (name, _) in values)
            {
                var parameter = command.CreateParameter();
                parameter.ParameterName = name;
                command.Parameters.Add(parameter);
            }
            _prepared.Add(statement, command);
        }
        for (var i = 0; i < values.Length; i++)
            command.Parameters[i].Value = values[i].Value ?? DBNull.Value;
        return command;
    }
}
