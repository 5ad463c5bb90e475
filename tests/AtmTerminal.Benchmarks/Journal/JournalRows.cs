using AtmTerminal.Benchmarks.Ratios;

namespace AtmTerminal.Benchmarks.Journal;

/// <summary>The journal against the cheapest durable write there is, and against itself when it is small.</summary>
internal static class JournalRows
{
    private const double Median = 0.5;
    private const double Slowest = 0.99;

    public static IReadOnlyList<RatioRow> All { get; } =
    [
        new RatioRow(
            "journal commit, one event at 10^3 rows, p50 against pwrite + fdatasync",
            1.15,
            () => OneEvent(c => c.Few, Median)
        ),
        new RatioRow(
            "journal commit, one event at 10^3 rows, p99 against pwrite + fdatasync",
            1.4,
            () => OneEvent(c => c.Few, Slowest)
        ),
        new RatioRow(
            "journal commit, one event at 10^6 rows, p50 against pwrite + fdatasync",
            1.15,
            () => OneEvent(c => c.Many, Median)
        ),
        new RatioRow(
            "journal commit, one event at 10^6 rows, p99 against pwrite + fdatasync",
            1.4,
            () => OneEvent(c => c.Many, Slowest)
        ),
        new RatioRow(
            "journal commit, event + projections at 10^3 rows, p50 against the same",
            1.5,
            () => Projected(c => c.Few)
        ),
        new RatioRow(
            "journal commit, event + projections at 10^6 rows, p50 against the same",
            1.5,
            () => Projected(c => c.Many)
        ),
        new RatioRow("journal commit, one event at 10^6 rows against 10^3 rows, p50", 1.05, () => Growth()),
        new RatioRow("journal open + reconciled, 10^6 events against 10^3 events, p50", 1.3, () => Opening()),
    ];

    private static double OneEvent(Func<CommitTimes, JournalCommits> size, double share) =>
        JournalTimes.At(size(JournalTimes.Commits).OneEvent, share)
        / JournalTimes.At(JournalTimes.Commits.Floor, share);

    private static double Projected(Func<CommitTimes, JournalCommits> size) =>
        JournalTimes.At(size(JournalTimes.Commits).WithProjections, Median)
        / JournalTimes.At(JournalTimes.Commits.Floor, Median);

    private static double Growth() =>
        JournalTimes.At(JournalTimes.Commits.Many.OneEvent, Median)
        / JournalTimes.At(JournalTimes.Commits.Few.OneEvent, Median);

    private static double Opening() =>
        JournalTimes.At(JournalTimes.Openings.Many, Median) / JournalTimes.At(JournalTimes.Openings.Few, Median);
}
