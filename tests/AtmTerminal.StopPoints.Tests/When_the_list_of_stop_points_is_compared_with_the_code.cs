using AtmTerminal.Testing;
using AtmTerminal.Testing.Storage;

namespace AtmTerminal.StopPoints.Tests;

public class When_the_list_of_stop_points_is_compared_with_the_code
{
    private static readonly Lazy<IReadOnlySet<string>> Passed = new(PassedByAll);

    [Test]
    public void Every_boundary_that_is_passed_is_on_the_list() =>
        Assert.That(
            Passed.Value.Except(StopPointNames.All),
            Is.Empty,
            "A terminal passes boundaries that StopPointNames does not make from the code: make their names there."
        );

    [Test]
    public void Every_stop_point_is_passed_or_there_is_a_reason_why_not()
    {
        var unexplained = StopPointNames.All.Except(Passed.Value).Where(name => !NotPassed.Explains(name)).ToArray();
        Assert.That(
            unexplained,
            Is.Empty,
            "No recorded run stops there. Add a customer to Customer.All who passes it, or the reason to NotPassed:\n"
                + string.Join('\n', unexplained)
        );
    }

    [Test]
    public void Every_reason_is_about_a_stop_point_that_exists_and_is_not_passed()
    {
        var endings = NotPassed.ByReason.Values.SelectMany(endings => endings).ToArray();
        Assert.That(
            endings.Where(ending => !StopPointNames.All.Any(name => NotPassed.Fits(name, ending))),
            Is.Empty,
            "no stop points any more"
        );
        Assert.That(Passed.Value.Where(NotPassed.Explains), Is.Empty, "passed after all: take them off NotPassed");
    }

    private static IReadOnlySet<string> PassedByAll()
    {
        var passed = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var customer in Customer.All)
        {
            var points = StoppedRun.Record(customer, out var covered);
            passed.UnionWith(covered);
            // Power cuts on the way, so that recoveries are among them.
            for (var part = 1; part < 8; part++)
            {
                var cut = new Stop(points.Count * part / 8, StopKind.PowerFails, CrashVariant.LoseUnsynced, false);
                passed.UnionWith(StoppedRun.Run(customer, cut).Covered);
            }
        }
        return passed;
    }
}
