namespace AtmTerminal.BankHost;

/// <summary>
/// A report's chart as a picture that stands alone: an image of a page, or a file. Its colours follow the reader's choice of light
/// or dark, are told apart by people who do not see all colours, and are never the only difference. No script, no outside file.
/// </summary>
internal static class SvgChart
{
    /// <summary>What a browser is told that it is.</summary>
    public const string MediaType = "image/svg+xml";

    public static string Draw(Report report)
    {
        var svg = new SvgText();
        var chart = report.Chart;
        if (chart.Categories.Count == 0 || chart.Series.Count == 0)
            EmptyChart.Draw(svg, report);
        else if (chart.Shape == ChartShape.Lines)
            LineChart.Draw(svg, report);
        else
            BarChart.Draw(svg, report);
        return svg.ToString();
    }
}
