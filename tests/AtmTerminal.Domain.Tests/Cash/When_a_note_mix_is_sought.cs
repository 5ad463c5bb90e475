using AtmTerminal.Domain.Amounts;
using AtmTerminal.Domain.Cash;

namespace AtmTerminal.Domain.Tests.Cash;

public class When_a_note_mix_is_sought
{
    private static readonly int[] HryvniaNotes = [20, 50, 100, 200, 500, 1000];

    [Test]
    public void It_finds_the_mix_that_greed_would_miss()
    {
        var mix = Over(("1", 50, 10), ("2", 20, 10));

        Assert.That(Notes(mix.Find(Uah(60))), Is.EqualTo(NoteCounts.Of("2", 3)));
    }

    [Test]
    public void It_takes_the_fewest_notes()
    {
        var mix = Over(("1", 100, 10), ("2", 500, 10), ("3", 200, 10));

        Assert.That(Notes(mix.Find(Uah(900))), Is.EqualTo(NoteCounts.Of([new("2", 1), new("3", 2)])));
    }

    [Test]
    public void Two_cassettes_of_one_denomination_are_used_from_the_fullest()
    {
        var mix = Over(("1", 100, 3), ("2", 100, 8));

        Assert.That(Notes(mix.Find(Uah(900))), Is.EqualTo(NoteCounts.Of([new("1", 1), new("2", 8)])));
    }

    [TestCase(CashUnitStatus.Missing)]
    [TestCase(CashUnitStatus.Inoperative)]
    [TestCase(CashUnitStatus.Manipulated)]
    [TestCase(CashUnitStatus.NotConfigured)]
    public void Units_that_cannot_work_are_skipped(CashUnitStatus status)
    {
        var units = new[] { Unit("1", 500, 10) with { Status = status }, Unit("2", 100, 10) };

        Assert.That(Notes(NoteMix.Over(units, Currency.Uah, 40).Find(Uah(500))), Is.EqualTo(NoteCounts.Of("2", 5)));
    }

    [Test]
    public void Locked_and_empty_units_and_bins_and_other_currencies_are_skipped()
    {
        CashUnit[] units =
        [
            Unit("1", 500, 10) with
            {
                AppLockOut = true,
            },
            Unit("2", 500, 0),
            CashUnit.Bin("reject", CashUnitType.Reject) with
            {
                Initial = 5,
            },
            CashUnit.Cassette("4", new(Money.FromMajorUnits(500, Currency.Vnd)), 10),
        ];

        Assert.That(
            Refused(NoteMix.Over(units, Currency.Uah, 40).Find(Uah(500))).Reason,
            Is.EqualTo(MixRefusal.NothingToPayFrom)
        );
    }

    [Test]
    public void An_amount_between_two_payable_ones_names_both_and_why()
    {
        var refused = Refused(Over(("1", 50, 10), ("2", 20, 10)).Find(Uah(30)));

        Assert.That(refused, Is.EqualTo(new MixOutcome.NotPayable(MixRefusal.NotWithTheseNotes, Uah(20), Uah(40))));
    }

    [Test]
    public void An_amount_that_no_number_of_notes_makes_is_no_multiple()
    {
        var refused = Refused(Over(("1", 50, 10), ("2", 100, 10)).Find(Uah(120)));

        Assert.That(refused, Is.EqualTo(new MixOutcome.NotPayable(MixRefusal.NotAMultiple, Uah(100), Uah(150))));
    }

    [Test]
    public void More_than_is_loaded_names_the_most_that_can_be_had()
    {
        var refused = Refused(Over(("1", 100, 3)).Find(Uah(5_000)));

        Assert.That(refused, Is.EqualTo(new MixOutcome.NotPayable(MixRefusal.TooMuch, Uah(300), null)));
    }

    [Test]
    public void More_notes_than_one_bundle_holds_are_not_planned()
    {
        var refused = Refused(Over(("1", 20, 100)).Find(Uah(1_000)));

        Assert.That(refused, Is.EqualTo(new MixOutcome.NotPayable(MixRefusal.TooMuch, Uah(800), null)));
    }

    [Test]
    public void The_nearest_amounts_lie_below_and_above_however_near_the_amount_is()
    {
        var nearlyForty = Money.FromMinorUnits(3_999, Currency.Uah);

        var refused = Refused(Over(("1", 20, 10)).Find(nearlyForty));

        Assert.That(refused, Is.EqualTo(new MixOutcome.NotPayable(MixRefusal.NotAMultiple, Uah(20), Uah(40))));
    }

    [Test]
    public void Whether_an_amount_can_be_paid_is_said_without_a_mix()
    {
        var mix = Over(("1", 50, 10), ("2", 20, 10));

        Assert.That(mix.CanPay(Uah(60)));
        Assert.That(mix.CanPay(Uah(30)), Is.False);
    }

    [TestCase(0)]
    [TestCase(201)]
    public void A_bundle_of_no_notes_or_more_than_a_bundle_can_be_is_a_bug(int maxNotes) =>
        Assert.That(
            () => NoteMix.Over([Unit("1", 20, 100)], Currency.Uah, maxNotes),
            Throws.TypeOf<ArgumentOutOfRangeException>()
        );

    [TestCase(1)]
    [TestCase(200)]
    public void The_smallest_and_the_largest_bundle_are_filled(int maxNotes)
    {
        var mix = NoteMix.Over([Unit("1", 20, 1_000)], Currency.Uah, maxNotes);

        Assert.That(Notes(mix.Find(Uah(20 * maxNotes))).Total, Is.EqualTo(maxNotes));
        Assert.That(mix.CanPay(Uah(20 * maxNotes + 20)), Is.False);
    }

    [TestCase(0)]
    [TestCase(-20)]
    public void Nothing_and_less_than_nothing_are_refused_with_the_smallest_payable_amount(long amount)
    {
        var refused = Refused(Over(("1", 20, 100)).Find(Uah(amount)));

        Assert.That(refused.Reason, Is.EqualTo(MixRefusal.NotPositive));
        Assert.That(refused.Below, Is.Null);
    }

    [Test]
    public void An_amount_of_another_currency_is_a_bug() =>
        Assert.That(
            () => Over(("1", 20, 100)).Find(Money.FromMajorUnits(20, Currency.Vnd)),
            Throws.TypeOf<CurrencyMismatchException>()
        );

    [Test]
    public void It_agrees_with_brute_force_over_random_cassettes([Range(1, 60)] int seed)
    {
        var random = new Random(seed);
        var units = Enumerable
            .Range(1, random.Next(1, 5))
            .Select(i => Unit($"{i}", HryvniaNotes[random.Next(HryvniaNotes.Length)], random.Next(0, 7)))
            .ToArray();
        var maxNotes = random.Next(1, 13);
        var mix = NoteMix.Over(units, Currency.Uah, maxNotes);
        var fewest = BruteForce(units, maxNotes);

        for (var amount = 10; amount <= 6_000; amount += 10)
        {
            var outcome = mix.Find(Uah(amount));
            if (fewest.TryGetValue(amount, out var notes))
            {
                var found = Notes(outcome);
                Assert.That(found.Total, Is.EqualTo(notes), $"notes for {amount}");
                Assert.That(units.All(u => found[u.Id] <= u.Count), $"counts for {amount}");
                Assert.That(
                    units.Sum(u => u.Denomination!.Value.Value.MinorUnits * found[u.Id]),
                    Is.EqualTo(amount * 100L)
                );
            }
            else
            {
                var refused = Refused(outcome);
                Assert.That(
                    refused.Below,
                    Is.EqualTo(Amount(fewest.Keys.Where(a => a < amount).DefaultIfEmpty().Max()))
                );
                Assert.That(
                    refused.Above,
                    Is.EqualTo(Amount(fewest.Keys.Where(a => a > amount).DefaultIfEmpty().Min()))
                );
            }
        }
    }

    private static Dictionary<long, int> BruteForce(CashUnit[] units, int maxNotes)
    {
        var fewest = new Dictionary<long, int>();
        Try(0, 0, 0);
        fewest.Remove(0);
        return fewest;

        void Try(int unit, long amount, int notes)
        {
            if (notes > maxNotes)
                return;
            if (unit == units.Length)
            {
                fewest[amount] = Math.Min(notes, fewest.GetValueOrDefault(amount, int.MaxValue));
                return;
            }
            for (var count = 0; count <= units[unit].Count; count++)
                Try(unit + 1, amount + count * units[unit].Denomination!.Value.Value.MinorUnits / 100, notes + count);
        }
    }

    private static NoteMix Over(params (string Id, long Value, int Count)[] cassettes) =>
        NoteMix.Over(cassettes.Select(c => Unit(c.Id, c.Value, c.Count)), Currency.Uah, 40);

    private static CashUnit Unit(string id, long value, int count) => CashUnit.Cassette(id, new(Uah(value)), count);

    private static Money Uah(long hryvnias) => Money.FromMajorUnits(hryvnias, Currency.Uah);

    private static Money? Amount(long hryvnias) => hryvnias == 0 ? null : Uah(hryvnias);

    private static NoteCounts Notes(MixOutcome outcome)
    {
        Assert.That(outcome, Is.TypeOf<MixOutcome.Payable>());
        return ((MixOutcome.Payable)outcome).Notes;
    }

    private static MixOutcome.NotPayable Refused(MixOutcome outcome)
    {
        Assert.That(outcome, Is.TypeOf<MixOutcome.NotPayable>());
        return (MixOutcome.NotPayable)outcome;
    }
}
