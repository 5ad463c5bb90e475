using System.Globalization;
using AtmTerminal.Benchmarks.Ratios;

namespace AtmTerminal.Benchmarks.Host;

/// <summary>
/// The bank host over a PostgreSQL that brings every commit to the disk. Goals are stated as rates and printed, as all rows are, as
/// times of ours by times of the other: at least half the rate is at most twice the time.
/// </summary>
internal static class HostRows
{
    private const double MostMilliseconds = 50;

    public static IReadOnlyList<RatioRow> All { get; } =
    [
        Row(
            "host: time of an authorisation, 16 callers, against pgbench with the same row changes",
            1.0,
            round => round.Authorise / round.Rival,
            rounds => $"{Rate(rounds, r => r.Authorise)} against {Rate(rounds, r => r.Rival)} in a second"
        ),
        Row(
            "host: time of an uploaded completion, 16 callers, against plain COPY of its posting",
            2.0,
            round => round.Upload / round.Copy,
            rounds =>
                $"{Rate(rounds, r => r.Upload)} completions, each a durable transaction of its own, against {Rate(rounds, r => r.Copy)} rows of one COPY in a second"
        ),
        Row(
            "host: time of a completion that comes again, against the first time",
            0.67,
            round => round.Replay / round.Upload,
            rounds => $"{Rate(rounds, r => r.Replay)} against {Rate(rounds, r => r.Upload)} in a second"
        ),
        Row(
            "host: time of an authorisation, 64 terminals over TCP with MAC, against 16 callers in its process",
            1.67,
            round => round.Terminals / round.Authorise,
            rounds =>
                $"{Rate(rounds, r => r.Terminals)} against {Rate(rounds, r => r.Authorise)} in a second; the terminals are in the same process"
        ),
        Row(
            "host: p99 of an authorisation at half of that load, against 50 ms",
            1.0,
            round => round.SlowestAtHalf / MostMilliseconds,
            rounds =>
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{Middle(rounds, r => r.SlowestAtHalf):0.0} ms from the moment when the terminal was to ask"
                )
        ),
    ];

    private static RatioRow Row(
        string name,
        double goal,
        Func<HostRound, double> ratio,
        Func<IReadOnlyList<HostRound>, string> note
    ) =>
        new(
            name,
            goal,
            () =>
            {
                try
                {
                    return new(Middle(HostTimes.All, ratio), note(HostTimes.All));
                }
                catch (InvalidOperationException problem)
                {
                    return new(null, problem.Message);
                }
            }
        );

    private static double Middle(IReadOnlyList<HostRound> rounds, Func<HostRound, double> figure) =>
        Rounds.Median([.. rounds.Select(figure)]);

    private static string Rate(IReadOnlyList<HostRound> rounds, Func<HostRound, double> seconds) =>
        (1 / Middle(rounds, seconds)).ToString("N0", CultureInfo.InvariantCulture);
}
