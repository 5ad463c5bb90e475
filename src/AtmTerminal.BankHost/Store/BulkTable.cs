namespace AtmTerminal.BankHost;

/// <summary>Rows that wait to be written into a table together.</summary>
/// <param name="name">Of the table.</param>
/// <param name="columns">Their names, in the order of the values of each row.</param>
internal sealed class BulkTable(string name, params string[] columns)
{
    private readonly List<object?[]> _rows = [];

    public string Name => name;

    public IReadOnlyList<string> Columns => columns;

    /// <summary>The rows that wait. They wait on until <see cref="Clear"/>: a transaction may have to be run again.</summary>
    public IReadOnlyList<object?[]> Rows => _rows;

    /// <summary>How many rows were added since the beginning.</summary>
    public long Count { get; private set; }

    /// <param name="values">One for each column: a number, a text, bytes or <c>null</c>.</param>
    public void Add(params object?[] values)
    {
        _rows.Add(values);
        Count++;
    }

    /// <summary>Forgets the rows that wait: they were written.</summary>
    public void Clear() => _rows.Clear();
}
