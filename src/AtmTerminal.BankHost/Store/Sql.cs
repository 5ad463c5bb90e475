using System.Data.Common;

namespace AtmTerminal.BankHost;

/// <summary>Statements over one connection, each prepared once and kept. Used inside the store's lock only.</summary>
internal sealed class Sql(DbConnection connection) : IDisposable
{
    private readonly Dictionary<string, DbCommand> _prepared = [];

    /// <summary>Runs a statement and tells how many rows it changed.</summary>
    public int Execute(string statement, params ReadOnlySpan<(string Name, object? Value)> values) =>
        Prepare(statement, values).ExecuteNonQuery();

    /// <summary>The first row, or <c>default</c> when there is none.</summary>
    public T? First<T>(
        string statement,
        Func<DbDataReader, T> read,
        params ReadOnlySpan<(string Name, object? Value)> values
    )
    {
        using var reader = Prepare(statement, values).ExecuteReader();
        return reader.Read() ? read(reader) : default;
    }

    /// <summary>All rows, in the statement's order.</summary>
    public List<T> All<T>(
        string statement,
        Func<DbDataReader, T> read,
        params ReadOnlySpan<(string Name, object? Value)> values
    )
    {
        using var reader = Prepare(statement, values).ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
            rows.Add(read(reader));
        return rows;
    }

    /// <summary>One number: a count, a sum, a maximum. No row and NULL are both 0.</summary>
    public long Number(string statement, params ReadOnlySpan<(string Name, object? Value)> values) =>
        First(statement, static row => row.IsDBNull(0) ? 0 : row.GetInt64(0), values);

    public void Dispose()
    {
        foreach (var command in _prepared.Values)
            command.Dispose();
    }

    private DbCommand Prepare(string statement, ReadOnlySpan<(string Name, object? Value)> values)
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
