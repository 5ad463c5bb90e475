using AtmTerminal.Domain.Amounts;

namespace AtmTerminal.BankHost;

/// <summary>A report as data: what it looks like is for those who show it. All amounts in it are of one currency.</summary>
/// <param name="Name">As in <see cref="ReportCatalogue"/>.</param>
/// <param name="Title">What, from when to when, in which currency.</param>
/// <param name="Answers">One sentence: the question that it answers.</param>
/// <param name="AsOf">What came later than this may be lacking.</param>
/// <param name="Rows">Each has a cell for every column.</param>
internal sealed record Report(
    string Name,
    string Title,
    string Answers,
    DateTimeOffset AsOf,
    IReadOnlyList<ReportColumn> Columns,
    IReadOnlyList<IReadOnlyList<ReportCell>> Rows,
    ReportChart Chart
);

/// <param name="Kind">Of every cell in it that is not <see cref="ReportCell.Nothing"/>.</param>
/// <param name="Currency">Of a column of money; none for others.</param>
internal sealed record ReportColumn(string Name, ColumnKind Kind, Currency Currency = default);

internal enum ColumnKind
{
    Text,
    Count,
    Money,
    Percent,
    Day,
}

/// <summary>One value of a report.</summary>
internal abstract record ReportCell
{
    private ReportCell() { }

    public sealed record Text(string Value) : ReportCell;

    public sealed record Count(long Value) : ReportCell;

    public sealed record Amount(Money Value) : ReportCell;

    /// <param name="BasisPoints">Hundredths of a percent, 0 to 10,000.</param>
    public sealed record Percent(int BasisPoints) : ReportCell;

    public sealed record Day(DateOnly Value) : ReportCell;

    /// <summary>There is no value, such as the share of nothing.</summary>
    public sealed record Nothing : ReportCell;
}

/// <summary>The same figures as a drawing. Values of one kind, so that one axis serves all series.</summary>
/// <param name="Across">What the categories are, such as <c>Week from</c>.</param>
/// <param name="Values">What the values are, such as <c>Withdrawals</c>.</param>
/// <param name="Kind">Of the values; money is in major units, a percentage in percent.</param>
/// <param name="Categories">In the order in which to show them.</param>
internal sealed record ReportChart(
    ChartShape Shape,
    string Across,
    string Values,
    ColumnKind Kind,
    Currency Currency,
    IReadOnlyList<string> Categories,
    IReadOnlyList<ChartSeries> Series
);

internal enum ChartShape
{
    /// <summary>Categories side by side, each of its own.</summary>
    Bars,

    /// <summary>Categories one after the other in time.</summary>
    Lines,
}

/// <param name="Values">One for each category, 0 or more.</param>
internal sealed record ChartSeries(string Name, IReadOnlyList<decimal> Values);
