using AtmTerminal.Devices.CashDispenser;
using AtmTerminal.Domain.Cash;

namespace AtmTerminal.Devices.Tests.CashDispenser;

public class When_a_note_is_measured
{
    private static readonly CassetteSettings[] Cassettes = [new("1", 1, 136), new("2", 2, 142), new("3", 3, 142)];

    private readonly NoteGauge _gauge = new(Cassettes);

    [TestCase(136.0, ExpectedResult = "1")]
    [TestCase(137.8, ExpectedResult = "1")]
    [TestCase(134.2, ExpectedResult = "1")]
    [TestCase(138.9, ExpectedResult = null)]
    [TestCase(141.0, ExpectedResult = "2")]
    [TestCase(160.0, ExpectedResult = null)]
    public string? Its_length_tells_its_cassette(double lengthMm) =>
        _gauge.UnitOf(TimeToPass(lengthMm), NoteCounts.Empty);

    [Test]
    public void Of_two_cassettes_with_the_same_notes_the_one_that_has_notes_out_is_meant() =>
        Assert.That(_gauge.UnitOf(TimeToPass(142), NoteCounts.Of("3", 1)), Is.EqualTo("3"));

    [Test]
    public void Without_a_length_only_a_single_possible_cassette_is_named()
    {
        Assert.That(_gauge.UnitOf(null, NoteCounts.Of("1", 2)), Is.EqualTo("1"));
        Assert.That(_gauge.UnitOf(null, NoteCounts.Of("1", 2).Plus("2", 1)), Is.Null);
    }

    [TestCase(136.0, ExpectedResult = "Good")]
    [TestCase(142.0, ExpectedResult = "Damaged")]
    [TestCase(131.0, ExpectedResult = "Damaged")]
    public string A_note_of_another_length_is_not_fit_to_be_given(double lengthMm) =>
        _gauge.Judge(Cassettes[0], TimeToPass(lengthMm)).ToString();

    [Test]
    public void A_note_without_a_length_is_not_fit_to_be_given() =>
        Assert.That(_gauge.Judge(Cassettes[0], null), Is.EqualTo(NoteFitness.Unmeasured));

    [TestCase(true, "Good", true, 2)]
    [TestCase(true, "Damaged", true, 2)]
    [TestCase(true, "Unmeasured", true, 2)]
    [TestCase(false, "Good", false, 1)]
    [TestCase(false, "Damaged", true, 1)]
    [TestCase(false, "Unmeasured", true, 1)]
    public void Only_a_single_good_note_is_stacked(bool isDouble, string fitness, bool divert, int notes)
    {
        var decision = StationDecision.Of(isDouble, Enum.Parse<NoteFitness>(fitness));

        Assert.That((decision.Divert, decision.Notes), Is.EqualTo((divert, notes)));
    }

    // 600 mm/s: hardware/cash-dispenser/README.md, "Geometry".
    private static TimeSpan TimeToPass(double lengthMm) => TimeSpan.FromSeconds(lengthMm / 600);
}
