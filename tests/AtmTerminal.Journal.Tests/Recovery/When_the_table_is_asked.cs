namespace AtmTerminal.Journal.Tests.Recovery;

/// <summary>Every combination of the four facts, against the rules 3 to 5 of the failure matrix said in another way.</summary>
public class When_the_table_is_asked
{
    private static IEnumerable<TestCaseData> Combinations()
    {
        foreach (var reach in Enum.GetValues<Reach>())
        foreach (var back in Enum.GetValues<Back>())
        foreach (var path in Enum.GetValues<PathSeen>())
        foreach (var kinds in Enum.GetValues<Kinds>())
            yield return new TestCaseData((int)reach, (int)back, (int)path, (int)kinds).SetArgDisplayNames(
                $"{reach}",
                $"back {back}",
                $"path {path}",
                $"kinds {kinds}"
            );
    }

    [TestCaseSource(nameof(Combinations))]
    public void It_gives_the_one_verdict_that_the_rules_allow(int reach, int back, int path, int kinds)
    {
        var (verdict, row) = ReconciliationTable.Decide((Reach)reach, (Back)back, (PathSeen)path, (Kinds)kinds);
        Assert.That(verdict, Is.EqualTo(ByTheRules((Reach)reach, (Back)back, (PathSeen)path, (Kinds)kinds)));
        Assert.That(row, Does.Match("^[BCD][0-9]+$"));
    }

    [TestCase(9, 0, 0, 0)]
    [TestCase(0, 9, 0, 0)]
    [TestCase(1, 9, 0, 0)]
    [TestCase(1, 1, 9, 0)]
    [TestCase(1, 1, 0, 9)]
    [TestCase(1, 2, 9, 0)]
    [TestCase(1, 2, 0, 9)]
    public void A_fact_that_does_not_exist_gets_no_verdict(int reach, int back, int path, int kinds) =>
        Assert.That(
            () => ReconciliationTable.Decide((Reach)reach, (Back)back, (PathSeen)path, (Kinds)kinds),
            Throws.TypeOf<ArgumentOutOfRangeException>()
        );

    private static Verdict ByTheRules(Reach reach, Back back, PathSeen path, Kinds kinds)
    {
        // Rule 5: who had access counts as having taken; only notes counted in a bin give money back. A count that names every
        // note decides alone; a note that is not counted is gone only when the sensors say that the machine is empty.
        var allCounted = back is Back.All or Back.More;
        var absenceProven = path == PathSeen.Clear && kinds == Kinds.Known && back is Back.None or Back.Some;
        absenceProven &= path == PathSeen.Clear && kinds == Kinds.Known;
        return reach switch
        {
            Reach.Inside => allCounted ? Verdict.CompletedWithZero : Verdict.Suspect,
            Reach.Customer when back == Back.More => Verdict.CompletedWithZero,
            Reach.Customer when allCounted => kinds == Kinds.Contradicted ? Verdict.Suspect : Verdict.CompletedWithZero,
            Reach.Customer when absenceProven => back == Back.None ? Verdict.CompletedInFull : Verdict.CompletedInPart,
            Reach.CustomerShutterDoubted when absenceProven && back == Back.None => Verdict.CompletedInFull,
            _ => Verdict.Suspect,
        };
    }
}
