using System.Diagnostics;

namespace AtmTerminal.Benchmarks.Journal;

/// <summary>Times in turns, so that what disturbs the disk disturbs all of them alike. Milliseconds, sorted.</summary>
/// <param name="Floor">The raw commit.</param>
/// <param name="Few">Commits at a thousand rows.</param>
/// <param name="Many">Commits at a million rows.</param>
internal sealed record CommitTimes(double[] Floor, JournalCommits Few, JournalCommits Many);

/// <param name="OneEvent">An event that changes nothing but the head.</param>
/// <param name="WithProjections">An event that changes a cash unit and the open withdrawal as well.</param>
internal sealed record JournalCommits(double[] OneEvent, double[] WithProjections);

/// <summary>Openings with the decision on an open request, durable; in turns.</summary>
internal sealed record OpeningTimes(double[] Few, double[] Many);

/// <summary>Measures the journal once for all rows that quote it.</summary>
internal static class JournalTimes
{
    private const int FewRows = 1_000;
    private const int ManyRows = 1_000_000;
    private const int CommitRounds = 1_200;
    private const int OpeningRounds = 41;

    private static readonly Lazy<(CommitTimes Commits, OpeningTimes Openings)> Once = new(Measure);

    public static CommitTimes Commits => Once.Value.Commits;

    public static OpeningTimes Openings => Once.Value.Openings;

    public static double At(double[] sorted, double share) => sorted[(int)(share * (sorted.Length - 1))];

    private static (CommitTimes, OpeningTimes) Measure()
    {
        var folder = Directory.CreateTempSubdirectory("atm-benchmark-").FullName;
        try
        {
            using var floor = new RawFloor(Path.Combine(folder, "floor"));
            using var few = new SampleJournal(Path.Combine(folder, "few"), FewRows);
            using var many = new SampleJournal(Path.Combine(folder, "many"), ManyRows);
            using var priority = RealTimePriority.Enter();
            return (MeasureCommits(floor, few, many), MeasureOpenings(few, many));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static CommitTimes MeasureCommits(RawFloor floor, SampleJournal few, SampleJournal many)
    {
        few.BeginPicking();
        many.BeginPicking();
        Action[] turns =
        [
            floor.Commit,
            few.CommitOneEvent,
            few.CommitEventWithProjections,
            many.CommitOneEvent,
            many.CommitEventWithProjections,
        ];
        var times = InTurns(
            turns,
            CommitRounds,
            () =>
            {
                few.Checkpoint();
                many.Checkpoint();
            }
        );
        return new(times[0], new(times[1], times[2]), new(times[3], times[4]));
    }

    private static OpeningTimes MeasureOpenings(SampleJournal few, SampleJournal many)
    {
        few.Checkpoint();
        many.Checkpoint();
        var times = new[] { new double[OpeningRounds], new double[OpeningRounds] };
        for (var round = 0; round < OpeningRounds; round++)
        {
            few.StopInsideAWithdrawal();
            many.StopInsideAWithdrawal();
            times[0][round] = Time(few.OpenAndReconcile);
            times[1][round] = Time(many.OpenAndReconcile);
        }
        Array.ForEach(times, Array.Sort);
        return new(times[0], times[1]);
    }

    // The order turns with every round: the first after a checkpoint may pay for it.
    private static double[][] InTurns(Action[] turns, int rounds, Action betweenSessions)
    {
        const int warmUp = 100;
        const int roundsOfASession = 50;
        var times = Array.ConvertAll(turns, _ => new double[rounds]);
        for (var round = -warmUp; round < rounds; round++)
        {
            if (round % roundsOfASession == 0)
                betweenSessions();
            for (var turn = 0; turn < turns.Length; turn++)
            {
                var which = (turn + Math.Abs(round)) % turns.Length;
                var time = Time(turns[which]);
                if (round >= 0)
                    times[which][round] = time;
            }
        }
        Array.ForEach(times, Array.Sort);
        return times;
    }

    private static double Time(Action action)
    {
        var start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }
}
