using AtmTerminal.Benchmarks.Ratios;

namespace AtmTerminal.Benchmarks.Starts;

/// <summary>A terminal process without its screen server against a web server of Node that says hello.</summary>
internal static class StartRows
{
    public static IReadOnlyList<RatioRow> All { get; } =
    [
        new RatioRow(
            "terminal process, start to reconciled, against Node's hello server",
            1.0,
            () => Against(f => f.Milliseconds, "ms")
        ),
        new RatioRow(
            "terminal process, resident memory when reconciled, against the same",
            1.0,
            () => Against(f => f.ResidentMiB, "MiB")
        ),
    ];

    private static Measurement Against(Func<StartFigure, double> figure, string unit)
    {
        var (terminal, node, withAspNet) = StartTimes.Figures;
        if (node is null)
            return new(null, "There is no node on this machine's path.");
        return new(
            figure(terminal) / figure(node),
            $"{figure(terminal):0} {unit} against {figure(node):0} {unit}; journal, drivers, session and link"
                + $" on the simulated board, which is in the process; ASP.NET Core {(withAspNet ? "IS" : "is not")} loaded"
        );
    }
}
