using System.Data.Common;

namespace AtmTerminal.BankHost;

/// <summary>Statements over one connection, each prepared once and kept. Used by one caller at a time.</summary>
/// <remarks>Both engines get the same words; what they differ in is in the two classes under this one and in <see cref="RowLocks"/>.</remarks>
internal abstract class Sql : IDisposable
{
    /// <summary>Whether other transactions run beside this one, so that rows have to be locked.</summary>
    public abstract bool NeedsRowLocks { get; }

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

    /// <summary>Runs statements once that change the schema, in PostgreSQL's words.</summary>
    public abstract void ChangeSchema(string statements);

    /// <summary>Writes the rows that wait for a table, in the way that is fastest here.</summary>
    public abstract void Insert(BulkTable table);

    public abstract void Dispose();

    /// <summary>The statement's command with these values, ready to run; stays this object's.</summary>
    protected abstract DbCommand Prepare(string statement, ReadOnlySpan<(string Name, object? Value)> values);
}
