using AtmTerminal.Domain.Amounts;
using AtmTerminal.Domain.Cash;

namespace AtmTerminal.Domain.Tests.Cash;

public class When_notes_are_counted
{
    private static readonly NoteCounts Notes = NoteCounts.Of([new("3", 1), new("1", 2)]);

    [Test]
    public void A_unit_without_a_note_is_left_out()
    {
        var counts = NoteCounts.Of([new("1", 2), new("2", 0)]);

        Assert.That(counts.Select(c => c.Key), Is.EqualTo(new[] { "1" }));
        Assert.That((counts.Count, counts.Total, counts["2"], counts["never heard of"]), Is.EqualTo((1, 2, 0, 0)));
        Assert.That(NoteCounts.Of("2", 0), Is.EqualTo(NoteCounts.Empty));
    }

    [Test]
    public void Notes_of_a_unit_that_is_named_twice_are_added_up() =>
        Assert.That(NoteCounts.Of([new("1", 2), new("1", 3)])["1"], Is.EqualTo(5));

    [Test]
    public void Fewer_than_no_notes_is_a_bug() =>
        Assert.That(() => NoteCounts.Of("1", -1), Throws.TypeOf<ArgumentOutOfRangeException>());

    [Test]
    public void Notes_are_added_unit_by_unit()
    {
        Assert.That(
            Notes.Plus(NoteCounts.Of([new("1", 1), new("2", 4)])),
            Is.EqualTo(NoteCounts.Of([new("1", 3), new("2", 4), new("3", 1)]))
        );
        Assert.That(Notes.Plus("3", 2)["3"], Is.EqualTo(3));
        Assert.That(Notes.Plus(NoteCounts.Empty), Is.EqualTo(Notes));
    }

    [Test]
    public void Notes_are_taken_away_unit_by_unit_and_never_more_than_there_are()
    {
        Assert.That(Notes.Minus(NoteCounts.Of([new("1", 1), new("3", 1)])), Is.EqualTo(NoteCounts.Of("1", 1)));
        Assert.That(Notes.Minus(Notes), Is.EqualTo(NoteCounts.Empty));
        Assert.That(() => Notes.Minus(NoteCounts.Of("1", 3)), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => Notes.Minus(NoteCounts.Of("2", 1)), Throws.TypeOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void They_cover_what_is_there_in_every_unit_and_no_more()
    {
        Assert.That(Notes.Covers(Notes));
        Assert.That(Notes.Covers(NoteCounts.Empty));
        Assert.That(Notes.Covers(NoteCounts.Of([new("1", 1), new("3", 2)])), Is.False, "one unit of two falls short");
    }

    [Test]
    public void Their_worth_is_the_sum_over_all_units_and_an_unknown_unit_is_not_guessed()
    {
        var denominations = new Dictionary<string, Denomination> { ["1"] = new(Uah(100)), ["3"] = new(Uah(500)) };

        Assert.That(Notes.ValueIn(denominations, Currency.Uah), Is.EqualTo(Uah(700)));
        Assert.That(
            () => Notes.Plus("2", 1).ValueIn(denominations, Currency.Uah),
            Throws.TypeOf<KeyNotFoundException>()
        );
    }

    [Test]
    public void They_are_equal_when_the_counts_are_in_whatever_order_they_were_named()
    {
        var same = NoteCounts.Of([new("1", 2), new("3", 1)]);

        Assert.That(Notes.Equals((object)same));
        Assert.That(Notes.GetHashCode(), Is.EqualTo(same.GetHashCode()));
        Assert.That(Notes.Equals(NoteCounts.Of([new("1", 1), new("3", 2)])), Is.False);
        Assert.That(Notes.Equals(NoteCounts.Of("1", 2)), Is.False);
        Assert.That(Notes.Equals(null), Is.False);
    }

    [Test]
    public void A_person_reads_them_by_unit()
    {
        Assert.That(Notes.ToString(), Is.EqualTo("1:2 3:1"));
        Assert.That(NoteCounts.Empty.ToString(), Is.EqualTo("none"));
        Assert.That(NoteCounts.Empty.IsEmpty && !Notes.IsEmpty);
    }

    private static Money Uah(long hryvnias) => Money.FromMajorUnits(hryvnias, Currency.Uah);
}
