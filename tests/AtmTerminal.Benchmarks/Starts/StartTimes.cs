using AtmTerminal.Benchmarks.Journal;

namespace AtmTerminal.Benchmarks.Starts;

/// <summary>Starts in turns, medians.</summary>
/// <param name="Rival">Null when there is no Node here.</param>
/// <param name="WithAspNet">Whether the terminal's process had loaded ASP.NET Core when it was ready.</param>
internal sealed record StartFigures(StartFigure Terminal, StartFigure? Rival, bool WithAspNet);

internal sealed record StartFigure(double Milliseconds, double ResidentMiB);

/// <summary>Starts the terminal and a small web server of Node once for all rows that quote it.</summary>
internal static class StartTimes
{
    private const int StartRounds = 11;

    private const string Hello =
        "require('http').createServer((q,r)=>r.end('hello')).listen(0,'127.0.0.1',()=>console.log('ready'))";

    private static readonly Lazy<StartFigures> Once = new(Measure);

    public static StartFigures Figures => Once.Value;

    private static StartFigures Measure()
    {
        var folder = Directory.CreateTempSubdirectory("atm-start-").FullName;
        try
        {
            // The processes inherit the priority, so that waiting for a processor is not counted as starting.
            using var priority = RealTimePriority.Enter();
            return InTurns(folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static StartFigures InTurns(string folder)
    {
        var withAspNet = false;
        // The first start installs; what is measured is every other one.
        StartTerminal(folder).Dispose();
        StartNode()?.Dispose();
        List<StartFigure> ours = [],
            theirs = [];
        for (var round = 0; round < StartRounds; round++)
        {
            using (var terminal = StartTerminal(folder))
            {
                ours.Add(FigureOf(terminal));
                withAspNet |= terminal.Maps("Microsoft.AspNetCore");
            }
            using var node = StartNode();
            if (node is not null)
                theirs.Add(FigureOf(node));
        }
        return new(Median(ours), theirs.Count == 0 ? null : Median(theirs), withAspNet);
    }

    private static StartedProcess StartTerminal(string folder) =>
        StartedProcess.Start("dotnet", typeof(StartTimes).Assembly.Location, ReadyTerminal.Command, folder)
        ?? throw new InvalidOperationException("There is no dotnet on the path.");

    private static StartedProcess? StartNode() => StartedProcess.Start("node", "-e", Hello);

    private static StartFigure FigureOf(StartedProcess process) => new(process.Milliseconds, process.ResidentMiB());

    private static StartFigure Median(List<StartFigure> figures) =>
        new(
            figures.Select(f => f.Milliseconds).Order().ElementAt(figures.Count / 2),
            figures.Select(f => f.ResidentMiB).Order().ElementAt(figures.Count / 2)
        );
}
