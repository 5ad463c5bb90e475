using AtmTerminal.Benchmarks.Journal;
using AtmTerminal.Benchmarks.Ratios;

namespace AtmTerminal.Benchmarks.Withdrawals;

/// <summary>
/// The software's part of a whole withdrawal, motors and people taken out by the virtual clock. The terminal keeps one durable
/// row for each step of each note, by design; so it is measured against the least that two writes cost, and against the least
/// that as many writes as it makes cost.
/// </summary>
internal static class WithdrawalRows
{
    private const double Goal = 1.5;
    private const double Median = 0.5;
    private const double Slowest = 0.99;

    public static IReadOnlyList<RatioRow> All { get; } =
    [
        new RatioRow(
            "whole withdrawal of 3 notes, p50 against 2 durable writes + 1 question",
            Goal,
            () => new(Ratio(f => f.Floor, Median), Note())
        ),
        new RatioRow(
            "whole withdrawal of 3 notes, p99 against 2 durable writes + 1 question",
            Goal,
            () => Ratio(f => f.Floor, Slowest)
        ),
        new RatioRow(
            "whole withdrawal of 3 notes, p50 against as many writes and questions as ours",
            Goal,
            () => Ratio(f => f.SameSteps, Median)
        ),
        new RatioRow(
            "whole withdrawal of 3 notes, p99 against as many writes and questions as ours",
            Goal,
            () => Ratio(f => f.SameSteps, Slowest)
        ),
    ];

    private static double Ratio(Func<WithdrawalFigures, double[]> floor, double share) =>
        JournalTimes.At(WithdrawalTimes.Figures.Ours, share) / JournalTimes.At(floor(WithdrawalTimes.Figures), share);

    private static string Note()
    {
        var figures = WithdrawalTimes.Figures;
        return $"ours makes {figures.Commits} durable commits and asks {WithdrawalTimes.Questions} questions,"
            + $" {JournalTimes.At(figures.Ours, Median):0.0} ms against {JournalTimes.At(figures.Floor, Median):0.0} ms"
            + $" and {JournalTimes.At(figures.SameSteps, Median):0.0} ms; in it are the simulated board and the journal's checkpoint";
    }
}
