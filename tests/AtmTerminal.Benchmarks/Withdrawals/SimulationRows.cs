using AtmTerminal.BankHost;
using AtmTerminal.Benchmarks.Ratios;
using AtmTerminal.Lab.Demo;

namespace AtmTerminal.Benchmarks.Withdrawals;

/// <summary>How many withdrawals a core simulates: what the tests that step a terminal through thousands of them live on.</summary>
internal static class SimulationRows
{
    private const double WantedInASecond = 5_000;
    private const int SiteRounds = 7;

    // Long enough for the compiler's last tier of nearly everything: it is still busy after two hundred withdrawals.
    private const int WarmUpRounds = 20;

    private static readonly TimeSpan OneWay = TimeSpan.FromMilliseconds(20);

    public static IReadOnlyList<RatioRow> All { get; } =
    [new RatioRow("simulated withdrawals, 5,000 in a second of one core against ours", 1.0, Simulate)];

    private static Measurement Simulate()
    {
        // A folder in memory where there is one: the disk is not what is asked for.
        var memory = Directory.Exists("/dev/shm");
        var folder = Directory
            .CreateDirectory(
                Path.Combine(memory ? "/dev/shm" : Path.GetTempPath(), $"atm-simulation-{Environment.ProcessId}")
            )
            .FullName;
        try
        {
            var rates = new List<double>();
            for (var round = -WarmUpRounds; round < SiteRounds; round++)
            {
                var rate = RateOfOneSite(Path.Combine(folder, $"{round}"));
                if (round >= 0)
                    rates.Add(rate);
            }
            var median = Rounds.Median([.. rates]);
            return new(
                WantedInASecond / median,
                $"{median:0} in a second of processor time, 3 notes each; journal in SQLite in a folder"
                    + $" {(memory ? "in memory" : "on the disk")}, bank host in the same thread with its store in memory"
            );
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static double RateOfOneSite(string folder)
    {
        HostCore? host = null;
        using var secrets = BenchmarkSite.HostSecretsIn(folder);
        try
        {
            using var site = new BenchmarkSite(
                folder,
                (time, _) =>
                {
                    host = HostCore.Open(null, secrets, new SampleBank(), time, Serilog.Core.Logger.None);
                    return new InProcessLine(host, time, OneWay);
                }
            );
            // Processor time, not time on the wall: the rate of a core does not depend on who else uses it.
            var before = Environment.CpuUsage.TotalTime;
            for (var i = 0; i < BenchmarkSite.Withdrawals; i++)
                site.ServeOne();
            return BenchmarkSite.Withdrawals / (Environment.CpuUsage.TotalTime - before).TotalSeconds;
        }
        finally
        {
            host?.Dispose();
        }
    }
}
