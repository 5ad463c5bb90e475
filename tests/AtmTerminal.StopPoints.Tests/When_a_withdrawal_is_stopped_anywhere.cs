using System.Collections.Concurrent;
using System.Diagnostics;
using AtmTerminal.Testing;

namespace AtmTerminal.StopPoints.Tests;

/// <summary>
/// Every boundary that a withdrawal passes, each in every variant: the terminal ends there, starts again, and every invariant
/// must hold. ATM_STOP_POINTS=all takes out the stride of the ordinary run.
/// </summary>
public class When_a_withdrawal_is_stopped_anywhere
{
    private static readonly bool All = Environment.GetEnvironmentVariable("ATM_STOP_POINTS") == "all";

    private static IEnumerable<Customer> Customers => Customer.All;

    [TestCaseSource(nameof(Customers))]
    [Parallelizable(ParallelScope.Self)]
    public void Every_note_is_accounted_for_and_the_verdict_is_right_whatever(object who)
    {
        var customer = (Customer)who;
        var watch = Stopwatch.StartNew();
        var points = StoppedRun.Record(customer);
        var wrong = new List<string>();
        var rows = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var runs = 0;
        foreach (var stop in Enumerable.Range(0, points.Count).SelectMany(Stop.Every))
        {
            runs++;
            try
            {
                var outcome = StoppedRun.Run(customer, stop);
                foreach (var problem in outcome.Problems)
                    wrong.Add($"{stop} {points[stop.At]}: {problem} ({outcome.Decision})");
                if (points[stop.At].StartsWith("host.", StringComparison.Ordinal))
                    continue;
                var key = $"{outcome.LastFact} -> {outcome.Row}{(outcome.IsSuspect ? " SUSPECT" : "")}";
                rows[key] = rows.GetValueOrDefault(key) + 1;
            }
            catch (Exception e)
            {
                wrong.Add($"{stop} {points[stop.At]}: {e.Message} {e.StackTrace}");
            }
        }
        TestContext.Out.WriteLine(
            $"{customer}: {points.Count} stop points, {runs} runs, {watch.Elapsed.TotalSeconds:F1} s"
        );
        foreach (var (row, times) in rows)
            TestContext.Out.WriteLine($"  {times, 5} {row}");
        Assert.That(wrong, Is.Empty, string.Join('\n', wrong.Take(20)));
    }
}
