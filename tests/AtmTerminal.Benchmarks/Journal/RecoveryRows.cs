using System.Diagnostics;
using AtmTerminal.Benchmarks.Ratios;

namespace AtmTerminal.Benchmarks.Journal;

/// <summary>What a start needs to open a long journal and to decide on an open request, and that cut-off starts make it no longer.</summary>
internal static class RecoveryRows
{
    private const int Rows = 100_000;
    private const int Starts = 10;
    private const double LimitMs = 1_000;

    private static readonly Lazy<double[]> Once = new(Measure);

    public static IReadOnlyList<RatioRow> All { get; } =
    [
        new RatioRow("recovery at 10^5 events, slowest of 11 starts that were cut off, against 1 s", 1.0, Slowest),
        new RatioRow("recovery at 10^5 events, last five starts against the first five, p50", 1.3, Growth),
    ];

    private static Measurement Slowest() =>
        new(
            Once.Value.Max() / LimitMs,
            $"{Once.Value[0]:F1} ms for the first, then {Once.Value[1..].Min():F1} to {Once.Value[1..].Max():F1} ms"
        );

    // Without the very first: it runs code that no start of this process has run before.
    private static Measurement Growth() => Middle(Once.Value[^5..]) / Middle(Once.Value[1..6]);

    private static double Middle(double[] five) => five.Order().ElementAt(2);

    private static double[] Measure()
    {
        var folder = Directory.CreateTempSubdirectory("atm-benchmark-").FullName;
        try
        {
            using var journal = new SampleJournal(Path.Combine(folder, "long"), Rows);
            journal.Checkpoint();
            return [.. Enumerable.Range(0, Starts + 1).Select(_ => Start(journal))];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static double Start(SampleJournal journal)
    {
        journal.StopInsideAWithdrawal();
        var start = Stopwatch.GetTimestamp();
        journal.OpenAndDecide();
        var time = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        // As a start that is cut off: its own row is durable, its decision is not.
        journal.CommitOneEvent();
        return time;
    }
}
