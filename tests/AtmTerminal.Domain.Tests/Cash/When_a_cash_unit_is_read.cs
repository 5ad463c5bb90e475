using AtmTerminal.Domain.Amounts;
using AtmTerminal.Domain.Cash;

namespace AtmTerminal.Domain.Tests.Cash;

public class When_a_cash_unit_is_read
{
    private static readonly Denomination Hundred = new(Money.FromMajorUnits(100, Currency.Uah));

    [Test]
    public void A_cassette_holds_what_was_loaded_less_every_note_that_left_wherever_it_went()
    {
        var cassette = CashUnit.Cassette("1", Hundred, 50) with { Out = new(8, 4, 2, 1) };

        Assert.That(cassette.Out.Total, Is.EqualTo(15));
        Assert.That(cassette.Count, Is.EqualTo(35));
    }

    [Test]
    public void A_bin_holds_what_came_in_whether_it_could_be_told_apart_or_not()
    {
        var bin = CashUnit.Bin("reject", CashUnitType.Reject) with { In = NoteCounts.Of("1", 3), UnclassifiedIn = 2 };

        Assert.That(bin.Count, Is.EqualTo(5));
        Assert.That(bin.AppLockOut, Is.False, "nobody has locked it yet");
    }

    [TestCase(21, ReplenishmentStatus.Ok)]
    [TestCase(20, ReplenishmentStatus.Low)]
    [TestCase(1, ReplenishmentStatus.Low)]
    [TestCase(0, ReplenishmentStatus.Empty)]
    public void A_cassette_says_in_time_that_it_runs_low(int notes, ReplenishmentStatus expected) =>
        Assert.That(CashUnit.Cassette("1", Hundred, notes).Replenishment, Is.EqualTo(expected));

    [Test]
    public void An_empty_bin_is_as_it_should_be() =>
        Assert.That(CashUnit.Bin("retract", CashUnitType.Retract).Replenishment, Is.EqualTo(ReplenishmentStatus.Ok));

    [Test]
    public void Only_a_cassette_that_is_well_unlocked_and_not_empty_pays_out()
    {
        var cassette = CashUnit.Cassette("1", Hundred, 1);

        Assert.That(cassette.CanPayOut);
        Assert.That((cassette with { Initial = 0 }).CanPayOut, Is.False);
        Assert.That((cassette with { AppLockOut = true }).CanPayOut, Is.False);
        Assert.That((cassette with { Status = CashUnitStatus.Manipulated }).CanPayOut, Is.False);
        Assert.That(
            (cassette with { Denomination = null }).CanPayOut,
            Is.False,
            "nobody knows what its notes are worth"
        );
        Assert.That((cassette with { Type = CashUnitType.Reject }).CanPayOut, Is.False);
    }

    [Test]
    public void Denominations_are_ordered_and_named_by_their_face_value()
    {
        var fifty = new Denomination(Money.FromMajorUnits(50, Currency.Uah));

        Assert.That(fifty.CompareTo(Hundred), Is.LessThan(0));
        Assert.That((fifty.Currency, fifty.ToString()), Is.EqualTo((Currency.Uah, "50.00 UAH")));
    }
}
