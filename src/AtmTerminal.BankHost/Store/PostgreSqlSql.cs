using System.Data.Common;
using Npgsql;
using NpgsqlTypes;

namespace AtmTerminal.BankHost;

/// <summary>Statements over one connection to PostgreSQL, which keeps them prepared as long as it lives.</summary>
internal sealed class PostgreSqlSql(NpgsqlConnection connection) : Sql
{
    // A prepared statement has its parameters' types. A value that is sometimes missing makes two statements of one.
    private readonly Dictionary<(string Statement, ulong Types), NpgsqlCommand> _prepared = [];

    public override bool NeedsRowLocks => true;

    /// <remarks>Not prepared: a statement may name a table that the one before it makes.</remarks>
    public override void ChangeSchema(string statements)
    {
        using var command = new NpgsqlCommand(statements, connection);
        command.ExecuteNonQuery();
    }

    public override void Insert(BulkTable table)
    {
        using var copy = connection.BeginBinaryImport(
            $"COPY {table.Name} ({string.Join(", ", table.Columns)}) FROM STDIN (FORMAT BINARY)"
        );
        foreach (var row in table.Rows)
        {
            copy.StartRow();
            foreach (var value in row)
                if (Widened(value) is { } known)
                    copy.Write(known, TypeOf(known));
                else
                    copy.WriteNull();
        }
        copy.Complete();
    }

    public override void Dispose()
    {
        foreach (var command in _prepared.Values)
            command.Dispose();
    }

    protected override DbCommand Prepare(string statement, ReadOnlySpan<(string Name, object? Value)> values)
    {
        var key = (statement, TypesOf(values));
        if (!_prepared.TryGetValue(key, out var command))
            _prepared[key] = command = PrepareAnew(statement, values);
        for (var i = 0; i < values.Length; i++)
            command.Parameters[i].Value = Widened(values[i].Value) ?? DBNull.Value;
        return command;
    }

    private NpgsqlCommand PrepareAnew(string statement, ReadOnlySpan<(string Name, object? Value)> values)
    {
        var command = new NpgsqlCommand(statement, connection);
        try
        {
            foreach (var (name, value) in values)
                command.Parameters.Add(new NpgsqlParameter(name, TypeOf(value)));
            command.Prepare();
            return command;
        }
        catch
        {
            command.Dispose();
            throw;
        }
    }

    /// <summary>Two bits for each value.</summary>
    private static ulong TypesOf(ReadOnlySpan<(string Name, object? Value)> values)
    {
        const int most = sizeof(ulong) * 8 / 2;
        ArgumentOutOfRangeException.ThrowIfGreaterThan(values.Length, most);
        var types = 0UL;
        foreach (var (_, value) in values)
            types =
                types << 2
                | value switch
                {
                    null => 0UL,
                    string => 1UL,
                    byte[] => 2UL,
                    _ => 3UL,
                };
        return types;
    }

    // What is missing has no type: the server takes that of the column.
    private static NpgsqlDbType TypeOf(object? value) =>
        value switch
        {
            null => NpgsqlDbType.Unknown,
            string => NpgsqlDbType.Text,
            byte[] => NpgsqlDbType.Bytea,
            int or long => NpgsqlDbType.Bigint,
            _ => throw new ArgumentException($"The store has no column for a {value.GetType().Name}.", nameof(value)),
        };

    private static object? Widened(object? value) => value is int narrow ? (long)narrow : value;
}
