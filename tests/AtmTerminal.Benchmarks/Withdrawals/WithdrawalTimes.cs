using System.Diagnostics;
using AtmTerminal.Benchmarks.Journal;

namespace AtmTerminal.Benchmarks.Withdrawals;

/// <summary>Whole withdrawals and their floors in turns. Milliseconds, sorted.</summary>
/// <param name="Ours">The terminal's, with everything in it.</param>
/// <param name="Floor">Two durable writes and one question.</param>
/// <param name="SameSteps">As many durable writes and questions as ours makes.</param>
/// <param name="Commits">How many durable writes that is.</param>
internal sealed record WithdrawalFigures(double[] Ours, double[] Floor, double[] SameSteps, int Commits);

/// <summary>Measures whole withdrawals once for all rows that quote them.</summary>
internal static class WithdrawalTimes
{
    /// <summary>The authorisation and the upload of the completion.</summary>
    public const int Questions = 2;

    private const int MeasuredSites = 5;

    // The compiler's last tier is reached in the background, after some hundred withdrawals.
    private const int WarmUpSites = 8;

    private static readonly Lazy<WithdrawalFigures> Once = new(Measure);

    public static WithdrawalFigures Figures => Once.Value;

    private static WithdrawalFigures Measure()
    {
        var folder = Directory.CreateTempSubdirectory("atm-withdrawal-").FullName;
        try
        {
            using var floor = new WithdrawalFloor(folder);
            var commits = 0;
            for (var site = 0; site < WarmUpSites; site++)
                commits = WarmUp(Path.Combine(folder, $"warm-{site}"), floor);
            var times = new List<double>[] { [], [], [] };
            using var priority = RealTimePriority.EnterWholeProcess();
            for (var site = 0; site < MeasuredSites; site++)
                MeasureSite(Path.Combine(folder, $"site-{site}"), floor, commits, times);
            foreach (var list in times)
                list.Sort();
            return new([.. times[0]], [.. times[1]], [.. times[2]], commits);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <returns>How many commits the terminal makes for one withdrawal.</returns>
    private static int WarmUp(string folder, WithdrawalFloor floor)
    {
        using var site = new TcpHostSite(folder);
        for (var i = 0; i < BenchmarkSite.Withdrawals; i++)
        {
            site.Terminal.ServeOne();
            floor.Withdraw(durableWrites: 2, questions: 1);
        }
        return (int)Math.Round((double)site.Terminal.DurableCommits / BenchmarkSite.Withdrawals);
    }

    private static void MeasureSite(string folder, WithdrawalFloor floor, int commits, List<double>[] times)
    {
        using var site = new TcpHostSite(folder);
        // The first customer of a site pays for what is done once.
        site.Terminal.ServeOne();
        Action[] turns =
        [
            site.Terminal.ServeOne,
            () => floor.Withdraw(durableWrites: 2, questions: 1),
            () => floor.Withdraw(commits, Questions),
        ];
        for (var round = 1; round < BenchmarkSite.Withdrawals; round++)
        for (var turn = 0; turn < turns.Length; turn++)
        {
            var which = (turn + round) % turns.Length;
            var start = Stopwatch.GetTimestamp();
            turns[which]();
            times[which].Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }
    }
}
