namespace AtmTerminal.BankHost;

/// <summary>A picture that says that there is nothing to draw, so that nobody waits for one.</summary>
internal static class EmptyChart
{
    private const double Height = 160;

    public static void Draw(SvgText svg, Report report)
    {
        svg.Open(report, Height);
        svg.Text("c-text c-soft", SvgText.Width / 2, Height / 2 + 10, "middle", "There was nothing in this time.");
        svg.Close();
    }
}
