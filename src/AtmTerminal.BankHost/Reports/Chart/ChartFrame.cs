using System.Globalization;
using AtmTerminal.Domain.Amounts;

namespace AtmTerminal.BankHost;

/// <summary>What charts have in common: the axis, the legend, the words for a value.</summary>
internal sealed class ChartFrame
{
    public const double Margin = 16;

    private const double LegendLine = 20;
    private const double LegendSample = 34;
    private const double BelowHeading = 58;

    // With the shape of the mark, no two of eight series look the same without their colours.
    private static readonly string[] Dashes = ["none", "7 4", "2 3", "10 3 2 3"];

    private readonly ReportChart _chart;

    public ChartFrame(ReportChart chart)
    {
        _chart = chart;
        Axis = Axis.For(chart.Series.Max(series => series.Values.DefaultIfEmpty().Max()), chart.Kind);
        Top = BelowHeading + (chart.Series.Count > 1 ? LegendRows().Count * LegendLine : 0);
    }

    public Axis Axis { get; }

    /// <summary>Where the plot may begin, below heading and legend.</summary>
    public double Top { get; }

    public static string ColourOf(int series) => $"c{series % 8}";

    /// <summary>Two series of the same dashes differ in the shape of their marks.</summary>
    public static string DashesOf(int series) => Dashes[series % Dashes.Length];

    public static int ShapeOf(int series) => series / Dashes.Length + series;

    /// <summary>The words of the axis, above its end.</summary>
    public string Caption => Axis.Caption(_chart.Values, _chart.Kind, _chart.Currency);

    /// <summary>Which value a bar or a mark stands for.</summary>
    public string Hint(ChartSeries series, int category) =>
        $"{_chart.Categories[category]}{(_chart.Series.Count > 1 ? $", {series.Name}" : "")}: {InWords(series.Values[category])}";

    /// <summary>A value with its unit, for people.</summary>
    public string InWords(decimal value) =>
        _chart.Kind switch
        {
            ColumnKind.Percent => value.ToString("0.0", CultureInfo.InvariantCulture) + " %",
            ColumnKind.Money => string.Create(
                CultureInfo.InvariantCulture,
                $"{value.ToString(_chart.Currency.Exponent == 2 ? "#,0.00" : "#,0", CultureInfo.InvariantCulture)} {_chart.Currency.Code}"
            ),
            _ => value.ToString("#,0", CultureInfo.InvariantCulture),
        };

    /// <summary>The names of the series with what each looks like. A single series is named by the axis.</summary>
    public void DrawLegend(SvgText svg)
    {
        if (_chart.Series.Count < 2)
            return;
        var y = BelowHeading - 4;
        foreach (var row in LegendRows())
        {
            var x = Margin;
            foreach (var series in row)
            {
                DrawSample(svg, series, x, y - 4.5);
                svg.Text("c-text", x + LegendSample, y, "start", _chart.Series[series].Name);
                x += WidthOfEntry(series);
            }
            y += LegendLine;
        }
    }

    private void DrawSample(SvgText svg, int series, double x, double y)
    {
        if (_chart.Shape == ChartShape.Lines)
        {
            svg.Curve($"c-line {ColourOf(series)}", DashesOf(series), [(x, y), (x + 28, y)]);
            svg.Mark($"c-mark {ColourOf(series)}", ShapeOf(series), x + 14, y);
        }
        else
            svg.Rectangle($"c-bar {ColourOf(series)}", x + 12, y - 6, 14, 12);
    }

    private List<List<int>> LegendRows()
    {
        List<List<int>> rows =
        [
            [],
        ];
        var x = Margin;
        for (var series = 0; series < _chart.Series.Count; series++)
        {
            if (x + WidthOfEntry(series) > SvgText.Width - Margin && rows[^1].Count > 0)
            {
                rows.Add([]);
                x = Margin;
            }
            rows[^1].Add(series);
            x += WidthOfEntry(series);
        }
        return rows;
    }

    private double WidthOfEntry(int series) => LegendSample + SvgText.WidthOf(_chart.Series[series].Name) + 22;
}
