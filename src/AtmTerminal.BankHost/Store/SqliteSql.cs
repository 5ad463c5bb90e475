using System.Data.Common;
using Microsoft.Data.Sqlite;
using SQLitePCL;

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
    /// Rows are bound by SQLite's own calls, since the driver looks every parameter up by its name for every row.
    /// </remarks>
    public override void Insert(BulkTable table)
    {
        if (table.Rows.Count == 0)
            return;
        Execute("PRAGMA cache_size = -400000");
        var (names, marks) = (string.Join(", ", table.Columns), string.Join(", ", table.Columns.Select(_ => "?")));
        Demand(
            raw.sqlite3_prepare_v2(
                connection.Handle,
                $"INSERT INTO {table.Name} ({names}) VALUES ({marks})",
                out var statement
            )
        );
        using (statement)
            foreach (var row in table.Rows)
            {
                for (var column = 0; column < row.Length; column++)
                    Demand(Bind(statement, column + 1, row[column]));
                Demand(raw.sqlite3_step(statement));
                Demand(raw.sqlite3_reset(statement));
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

    private static int Bind(sqlite3_stmt statement, int parameter, object? value) =>
        value switch
        {
            null => raw.sqlite3_bind_null(statement, parameter),
            string text => raw.sqlite3_bind_text(statement, parameter, text),
            byte[] bytes => raw.sqlite3_bind_blob(statement, parameter, bytes),
            int number => raw.sqlite3_bind_int64(statement, parameter, number),
            long number => raw.sqlite3_bind_int64(statement, parameter, number),
            _ => throw new ArgumentException($"The store has no column for a {value.GetType().Name}.", nameof(value)),
        };

    /// <exception cref="SqliteException">SQLite has answered with a failure.</exception>
    private void Demand(int answer)
    {
        if (answer is not (raw.SQLITE_OK or raw.SQLITE_DONE))
            SqliteException.ThrowExceptionForRC(answer, connection.Handle);
    }
}
