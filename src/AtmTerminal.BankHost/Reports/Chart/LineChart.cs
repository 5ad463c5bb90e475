namespace AtmTerminal.BankHost;

/// <summary>Values over time, a line for each series.</summary>
internal static class LineChart
{
    private const double PlotHeight = 300;

    /// <summary>With more points than this, marks would hide the lines; hints would make the picture heavy.</summary>
    private const int MostMarks = 62;

    public static void Draw(SvgText svg, Report report)
    {
        var chart = report.Chart;
        var frame = new ChartFrame(chart);
        var labels = Enumerable.Range(0, frame.Axis.Steps + 1).Select(frame.Axis.Label);
        var plot = new Plot(
            ChartFrame.Margin + labels.Max(SvgText.WidthOf) + 10,
            frame.Top + 24,
            SvgText.Width - ChartFrame.Margin - 12,
            frame.Top + 24 + PlotHeight
        );
        svg.Open(report, plot.Bottom + 52);
        frame.DrawLegend(svg);
        DrawGrid(svg, frame, plot);
        DrawCategories(svg, chart, plot);
        for (var series = 0; series < chart.Series.Count; series++)
            DrawSeries(svg, frame, chart, plot, series);
        svg.Close();
    }

    private static void DrawGrid(SvgText svg, ChartFrame frame, Plot plot)
    {
        svg.Text("c-text c-soft", ChartFrame.Margin, plot.Top - 10, "start", frame.Caption);
        for (var step = 0; step <= frame.Axis.Steps; step++)
        {
            var y = plot.Y(frame.Axis.Step * step, frame.Axis.Top);
            svg.Line(step == 0 ? "c-base" : "c-grid", plot.Left, y, plot.Right, y);
            svg.Text("c-text c-soft", plot.Left - 8, y + 4.5, "end", frame.Axis.Label(step));
        }
    }

    /// <summary>As many labels as find room, evenly spaced.</summary>
    private static void DrawCategories(SvgText svg, ReportChart chart, Plot plot)
    {
        var widest = chart.Categories.Max(SvgText.WidthOf) + 14;
        var room = Math.Max((int)((plot.Right - plot.Left) / widest), 1);
        var every = (chart.Categories.Count + room - 1) / room;
        for (var category = 0; category < chart.Categories.Count; category += every)
        {
            var x = plot.X(category, chart.Categories.Count);
            svg.Line("c-base", x, plot.Bottom, x, plot.Bottom + 5);
            svg.Text("c-text c-soft", x, plot.Bottom + 20, "middle", chart.Categories[category]);
        }
        svg.Text("c-text c-soft", plot.Right, plot.Bottom + 40, "end", chart.Across);
    }

    private static void DrawSeries(SvgText svg, ChartFrame frame, ReportChart chart, Plot plot, int number)
    {
        var series = chart.Series[number];
        var points = series
            .Values.Select((value, at) => (X: plot.X(at, series.Values.Count), Y: plot.Y(value, frame.Axis.Top)))
            .ToList();
        svg.Curve($"c-line {ChartFrame.ColourOf(number)}", ChartFrame.DashesOf(number), points);
        if (points.Count > MostMarks)
            return;
        for (var at = 0; at < points.Count; at++)
            svg.Mark(
                $"c-mark {ChartFrame.ColourOf(number)}",
                ChartFrame.ShapeOf(number),
                points[at].X,
                points[at].Y,
                frame.Hint(series, at)
            );
    }

    /// <summary>Where values and categories lie in the picture.</summary>
    private readonly record struct Plot(double Left, double Top, double Right, double Bottom)
    {
        private const double Inset = 14;

        public double X(int category, int of) =>
            of == 1 ? (Left + Right) / 2 : Left + Inset + (Right - Left - 2 * Inset) * category / (of - 1);

        public double Y(decimal value, decimal top) => Bottom - (Bottom - Top) * (double)(value / top);
    }
}
