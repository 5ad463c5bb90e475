using System.Globalization;
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
        Row("p50 against 2 durable writes + 1 question", f => f.Floor, Median),
        Row("p99 against 2 durable writes + 1 question", f => f.Floor, Slowest),
        Row("p50 against as many writes and questions as ours", f => f.SameSteps, Median),
        Row("p99 against as many writes and questions as ours", f => f.SameSteps, Slowest),
    ];

    private static RatioRow Row(string name, Func<WithdrawalFigures, double[]> floor, double share) =>
        new(
            $"whole withdrawal of 3 notes, {name}",
            Goal,
            () =>
            {
                var figures = WithdrawalTimes.Figures;
                var ours = JournalTimes.At(figures.Ours, share);
                var least = JournalTimes.At(floor(figures), share);
                return new(
                    ours / least,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{ours:0.0} ms with {figures.Commits} durable commits, {WithdrawalTimes.Questions} questions, the simulated board and the journal's checkpoint, against {least:0.0} ms"
                    )
                );
            }
        );
}
