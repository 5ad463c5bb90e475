using AtmTerminal.Domain.Amounts;
using AtmTerminal.Domain.Cash;
using AtmTerminal.Domain.Events;

namespace AtmTerminal.Domain.Tests.Events;

/// <summary>Facts are values; also those that carry a list, which a record alone would compare by reference.</summary>
public class When_facts_are_compared
{
    private static readonly Money Sum = Money.FromMajorUnits(700, Currency.Uah);
    private static readonly DateOnly Day = new(2026, 11, 20);

    private static CashUnitsSet Units => new([CashUnit.Bin("reject", CashUnitType.Reject)], "Olena", "Bohdan");

    private static TotalsDiffered Totals => new(Day, 3, Sum, 2, Sum, [new(7), new(9)]);

    private static IEnumerable<JournalEvent> Others()
    {
        yield return Units with
        {
            Units = [],
        };
        yield return Units with
        {
            By = "Taras",
        };
        yield return Units with
        {
            ConfirmedBy = null,
        };
        yield return Totals with
        {
            Day = Day.AddDays(1),
        };
        yield return Totals with
        {
            Given = 4,
        };
        yield return Totals with
        {
            Sum = Sum * 2,
        };
        yield return Totals with
        {
            HostGiven = 3,
        };
        yield return Totals with
        {
            HostSum = Sum * 2,
        };
        yield return Totals with
        {
            Numbers = [new(7)],
        };
    }

    [Test]
    public void Equal_lists_make_equal_facts()
    {
        foreach (var (one, same) in (IEnumerable<(JournalEvent, JournalEvent)>)[(Units, Units), (Totals, Totals)])
        {
            Assert.That(same, Is.EqualTo(one).And.Not.SameAs(one));
            Assert.That(same.GetHashCode(), Is.EqualTo(one.GetHashCode()));
        }
    }

    [TestCaseSource(nameof(Others))]
    public void One_member_that_differs_makes_another_fact(JournalEvent other)
    {
        JournalEvent like = other is CashUnitsSet ? Units : Totals;
        Assert.That(like.Equals(other), Is.False);
        Assert.That(like.Equals(null), Is.False);
    }
}
