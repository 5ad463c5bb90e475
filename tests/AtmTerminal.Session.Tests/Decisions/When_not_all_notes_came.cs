using AtmTerminal.Domain.Cash;
using AtmTerminal.Session.Decisions;

namespace AtmTerminal.Session.Tests.Decisions;

public class When_not_all_notes_came
{
    private static readonly HashSet<string> OfFiveHundred = ["2"];

    [Test]
    public void The_rest_is_made_from_the_other_cassettes_B3() =>
        Assert.That(
            Decide(stacked: 500, OfFiveHundred, room: 10),
            Is.EqualTo(new NextDispense.Again(NoteCounts.Of("1", 5)))
        );

    [TestCase(4, Description = "too few places for five notes")]
    [TestCase(0, Description = "no place at all")]
    public void And_the_bundle_has_no_room_for_the_rest_less_is_given_B5(int room) =>
        Assert.That(Decide(stacked: 500, OfFiveHundred, room), Is.EqualTo(new NextDispense.Short(Machine.Uah(500))));

    [Test]
    public void And_no_cassette_says_why_the_same_is_not_asked_for_ever() =>
        Assert.That(Decide(stacked: 500, [], room: 10), Is.EqualTo(new NextDispense.Short(Machine.Uah(500))));

    [Test]
    public void But_more_than_that_it_is_no_matter_of_the_rest_B9() =>
        Assert.That(
            Decide(stacked: 1_100, OfFiveHundred, room: 10),
            Is.EqualTo(new NextDispense.Over(Machine.Uah(1_100)))
        );

    private static NextDispense Decide(long stacked, HashSet<string> failed, int room) =>
        RestOfNotes.Decide(Machine.Uah(1_000), Machine.Uah(stacked), Machine.Units(), failed, room);
}
