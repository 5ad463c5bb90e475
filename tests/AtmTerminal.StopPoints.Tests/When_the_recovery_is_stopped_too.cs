using AtmTerminal.Testing;
using AtmTerminal.Testing.Storage;

namespace AtmTerminal.StopPoints.Tests;

/// <summary>
/// D3: the power fails at a boundary of a withdrawal, and again at a boundary of the recovery, up to ten times. The decision is
/// the one that a single recovery makes, or a person's when the cut took the measure of a note with it: DESIGN.md. The ordinary run takes a fixed stride of the pairs; ATM_STOP_POINTS=all takes all.
/// </summary>
public class When_the_recovery_is_stopped_too
{
    private const int Nested = 10;

    private static readonly bool All = Environment.GetEnvironmentVariable("ATM_STOP_POINTS") == "all";

    private static IEnumerable<Customer> Customers => Customer.All;

    [TestCaseSource(nameof(Customers))]
    [Parallelizable(ParallelScope.Self)]
    public void The_decision_is_the_same(object who)
    {
        var customer = (Customer)who;
        var points = StoppedRun.Record(customer);
        // Numbers without a common divisor, so that the pairs of the stride do not lie on a line.
        var (firstStride, secondStride) = All ? (1, 1) : (7, 11);
        var (runs, wrong) = (0, new List<string>());
        for (var first = 3; first < points.Count; first += firstStride)
        {
            if (points[first].StartsWith("host.", StringComparison.Ordinal))
                continue;
            var cut = Cut(first, first);
            var single = StoppedRun.Run(customer, cut);
            for (var second = first % secondStride; second < single.PassedAfter.Count; second += secondStride)
            {
                runs++;
                if (IsOfTerminal(single, second))
                    Compare(single, StoppedRun.Run(customer, cut, Cut(second, first)));
            }
        }
        TestContext.Out.WriteLine($"{customer}: {runs} pairs");
        Assert.That(wrong, Is.Empty, string.Join('\n', wrong.Take(20)));

        void Compare(Outcome single, Outcome pair)
        {
            foreach (var problem in pair.Problems)
                wrong.Add($"{string.Join(" + ", pair.StoppedAt)}: {problem} ({pair.Decision})");
            if (pair.Decision != single.Decision && !AMeasureWasLost(pair))
                wrong.Add($"{string.Join(" + ", pair.StoppedAt)}: {pair.Decision}, and not {single.Decision}");
        }
    }

    [TestCaseSource(nameof(Customers))]
    [Parallelizable(ParallelScope.Self)]
    public void The_decision_is_the_same_after_ten_recoveries_that_were_cut_off(object who)
    {
        var customer = (Customer)who;
        var points = StoppedRun.Record(customer);
        var wrong = new List<string>();
        for (var first = 5; first < points.Count; first += All ? 1 : 23)
        {
            if (points[first].StartsWith("host.", StringComparison.Ordinal))
                continue;
            var single = StoppedRun.Run(customer, Cut(first, first));
            var nested = StoppedRun.Run(
                customer,
                Cut(first, first),
                [.. Enumerable.Range(0, Nested).Select(i => Cut(2 + (first + i * 7) % 31, first + i))]
            );
            wrong.AddRange(nested.Problems.Select(p => $"{string.Join(" + ", nested.StoppedAt)}: {p}"));
            if (nested.Decision != single.Decision && !AMeasureWasLost(nested))
                wrong.Add($"{string.Join(" + ", nested.StoppedAt)}: {nested.Decision}, and not {single.Decision}");
        }
        Assert.That(wrong, Is.Empty, string.Join('\n', wrong.Take(20)));
    }

    // A note that was under the gauge when the power went is counted, but nobody knows of which kind it is. With a part of the
    // notes in somebody's hands that leaves more than one answer, and only a person may choose.
    private static bool AMeasureWasLost(Outcome outcome) => outcome is { IsSuspect: true, Row: "C3" };

    private static bool IsOfTerminal(Outcome single, int point) =>
        !single.PassedAfter[point].StartsWith("host.", StringComparison.Ordinal);

    private static Stop Cut(int at, int which) =>
        new(at, StopKind.PowerFails, which % 2 == 0 ? CrashVariant.LoseUnsynced : CrashVariant.Torn, which % 3 == 0);
}
