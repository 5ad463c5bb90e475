namespace AtmTerminal.BankHost;

/// <summary>
/// A lying bar for each category and series, so that long names stay readable and a report of many machines only gets taller.
/// </summary>
internal static class BarChart
{
    private const double BarHeight = 16;
    private const double BetweenCategories = 8;
    private const double MostForNames = 260;

    public static void Draw(SvgText svg, Report report)
    {
        var chart = report.Chart;
        var frame = new ChartFrame(chart);
        var group = chart.Series.Count * BarHeight + BetweenCategories;
        var left = ChartFrame.Margin + Math.Min(chart.Categories.Max(SvgText.WidthOf), MostForNames) + 10;
        var right = SvgText.Width - ChartFrame.Margin - WidestValue(frame, chart) - 8;
        var top = frame.Top + 30;
        var bottom = top + group * chart.Categories.Count;
        svg.Open(report, bottom + 16);
        frame.DrawLegend(svg);
        svg.Text("c-text c-soft", left, frame.Top - 2, "start", frame.Caption);
        for (var step = 0; step <= frame.Axis.Steps; step++)
        {
            var x = left + (right - left) * step / frame.Axis.Steps;
            svg.Line(step == 0 ? "c-base" : "c-grid", x, top - 4, x, bottom);
            svg.Text("c-text c-soft", x, top - 10, "middle", frame.Axis.Label(step));
        }
        for (var category = 0; category < chart.Categories.Count; category++)
            DrawCategory(svg, frame, chart, category, left, right, top + group * category);
        svg.Close();
    }

    private static void DrawCategory(
        SvgText svg,
        ChartFrame frame,
        ReportChart chart,
        int category,
        double left,
        double right,
        double top
    )
    {
        var middle = top + chart.Series.Count * BarHeight / 2;
        svg.Text("c-text", left - 8, middle + 4.5, "end", Shortened(chart.Categories[category]));
        for (var number = 0; number < chart.Series.Count; number++)
        {
            var series = chart.Series[number];
            var value = series.Values[category];
            var (y, width) = (top + number * BarHeight, (right - left) * (double)(value / frame.Axis.Top));
            svg.Rectangle(
                $"c-bar {ChartFrame.ColourOf(number)}",
                left,
                y,
                width,
                BarHeight,
                frame.Hint(series, category)
            );
            svg.Text("c-text c-soft", left + width + 6, y + 12.5, "start", frame.InWords(value));
        }
    }

    private static double WidestValue(ChartFrame frame, ReportChart chart) =>
        chart.Series.SelectMany(series => series.Values).Max(value => SvgText.WidthOf(frame.InWords(value)));

    private static string Shortened(string name) =>
        SvgText.WidthOf(name) <= MostForNames ? name : string.Concat(name.AsSpan(0, (int)(MostForNames / 7) - 1), "…");
}
