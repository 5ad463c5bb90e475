using System.Diagnostics;
using System.Globalization;
using AtmTerminal.BankHost;
using AtmTerminal.BankHost.Tests;
using AtmTerminal.Benchmarks.Journal;
using AtmTerminal.Security;

namespace AtmTerminal.Benchmarks.Reports;

/// <summary>Makes the sample year once, runs each report on it, and prints one line per report: name, milliseconds, goal, whether it holds.</summary>
internal static class ReportCommand
{
    private const double GoalMs = 1_000;
    private const int Rounds = 5;

    /// <param name="words">The scale of the year, 1 without it.</param>
    public static int Run(string[] words, TextWriter output)
    {
        var scale = words.Length == 0 ? 1 : double.Parse(words[0], CultureInfo.InvariantCulture);
        var size = new YearSize(scale, Seed: 1);
        var missed = OverSqlite(size, output) + OverPostgreSql(size, output);
        return missed == 0 ? 0 : 1;
    }

    private static int OverSqlite(YearSize size, TextWriter output)
    {
        var folder = Directory.CreateTempSubdirectory("report-benchmark").FullName;
        try
        {
            using var database = HostDatabase.Open(Path.Combine(folder, "year.db"));
            Write("SQLite", database, size, output);
            using var priority = RealTimePriority.Enter();
            return Measure("SQLite", database, output);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static int OverPostgreSql(YearSize size, TextWriter output)
    {
        using var server = TryStart(output);
        if (server is null)
            return 0;
        var store = StoreAddress.OfPostgreSql(server.ConnectionString("postgres"));
        using (var database = HostDatabase.OpenAt(store))
            Write("PostgreSQL", database, size, output);
        // The server's processes have the priority of the thread that starts them.
        using var priority = RealTimePriority.Enter();
        server.StartAgain();
        using var again = HostDatabase.OpenAt(store);
        return Measure("PostgreSQL", again, output);
    }

    private static PostgreSqlServer? TryStart(TextWriter output)
    {
        try
        {
            return PostgreSqlServer.Start();
        }
        catch (InvalidOperationException problem)
        {
            output.WriteLine($"PostgreSQL: not measured. {problem.Message}");
            return null;
        }
    }

    private static void Write(string engine, HostDatabase database, YearSize size, TextWriter output)
    {
        using var secrets = SampleBank.Secrets(CardVault.TryCreate(new byte[CardVault.MasterKeyLength])!);
        using var self = System.Diagnostics.Process.GetCurrentProcess();
        var (watch, before) = (Stopwatch.StartNew(), self.TotalProcessorTime);
        SampleYear.WriteInto(database, secrets, size, DateTimeOffset.UtcNow);
        self.Refresh();
        var worked = (self.TotalProcessorTime - before).TotalSeconds;
        output.WriteLine(
            Text(
                $"{engine}: the year was written in {watch.Elapsed.TotalSeconds:0} s, {worked:0} s of them at work here"
            )
        );
    }

    /// <returns>How many reports fall short of the goal.</returns>
    private static int Measure(string engine, HostDatabase database, TextWriter output)
    {
        var now = DateTimeOffset.UtcNow;
        var missed = 0;
        foreach (var question in ReportQuestionsOfTheYear(now))
        {
            var milliseconds = MedianOf(() => Ask(database, question, now));
            missed += milliseconds > GoalMs ? 1 : 0;
            var verdict = milliseconds <= GoalMs ? "holds" : "falls short";
            output.WriteLine(
                Text($"{engine, -10}  {question.Title, -30}  {milliseconds, 6:0}  {GoalMs, 6:0}  {verdict}")
            );
        }
        return missed;
    }

    /// <summary>Every report over the whole year, by the shortest intervals it has, and the last week of it.</summary>
    private static IEnumerable<(
        string Title,
        string Name,
        Dictionary<string, string> Parameters
    )> ReportQuestionsOfTheYear(DateTimeOffset now)
    {
        var last = DateOnly.FromDateTime(now.UtcDateTime);
        foreach (var kind in ReportCatalogue.All)
        {
            yield return ($"{kind.Name}, a year", kind.Name, Parameters(last.AddDays(-366), last));
            yield return ($"{kind.Name}, a week", kind.Name, Parameters(last.AddDays(-6), last));
        }
    }

    private static Dictionary<string, string> Parameters(DateOnly from, DateOnly to) =>
        new()
        {
            ["from"] = Text($"{from:yyyy-MM-dd}"),
            ["to"] = Text($"{to:yyyy-MM-dd}"),
            ["currency"] = "UAH",
            ["interval"] = "day",
        };

    private static void Ask(
        HostDatabase database,
        (string Title, string Name, Dictionary<string, string> Parameters) question,
        DateTimeOffset now
    )
    {
        var clerk = new Employee(
            "benchmark",
            "Benchmark",
            "clerk",
            SampleBank.OwnBankCode + "-01",
            SampleBank.OwnBankCode,
            Rights.Look
        );
        if (
            ReportCatalogue.Run(database, question.Name, question.Parameters, clerk, now)
            is not OfficeResult<Report>.Done
        )
            throw new InvalidOperationException($"The report {question.Name} was refused.");
    }

    private static double MedianOf(Action report)
    {
        var milliseconds = new double[Rounds];
        for (var round = 0; round < Rounds; round++)
        {
            var start = Stopwatch.GetTimestamp();
            report();
            milliseconds[round] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }
        Array.Sort(milliseconds);
        return milliseconds[Rounds / 2];
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
