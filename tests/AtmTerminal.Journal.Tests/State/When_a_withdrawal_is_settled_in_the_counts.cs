using AtmTerminal.Domain.Amounts;
using AtmTerminal.Domain.Cash;
using AtmTerminal.Domain.Events;
using AtmTerminal.Domain.Withdrawals;
using AtmTerminal.Journal.Tests.Support;
using static AtmTerminal.Journal.Tests.Support.Samples;

namespace AtmTerminal.Journal.Tests.State;

public class When_a_withdrawal_is_settled_in_the_counts
{
    private static readonly NoteCounts Plan = Notes(("1", 2), ("3", 1));

    [Test]
    public void A_note_that_was_not_told_apart_gets_the_one_kind_that_fits_and_the_missing_one_is_short()
    {
        using var start = new Start(
            UpToPresented(1, Notes(("1", 3))),
            [new NotePurged(new(1), "retract", null)],
            [new WithdrawalCompleted(new(1), Uah(100), Uah(0), Notes(("1", 1)), "taken")]
        );

        Assert.That(
            Unit(start, "1").Out,
            Is.EqualTo(new CashOutCounts(Presented: 1, Rejected: 1, Stacked: 0, Unknown: 1))
        );
        Assert.That(
            (Unit(start, "retract").In, Unit(start, "retract").UnclassifiedIn),
            Is.EqualTo((Notes(("1", 1)), 0))
        );
        Assert.That(start.Reconcile(Start.Quiet).Findings.Single().Amount, Is.EqualTo(Uah(100)));
    }

    [Test]
    public void A_note_that_was_not_told_apart_keeps_no_kind_when_two_would_fit()
    {
        using var start = new Start(
            UpToPresented(1, Plan),
            [new NotePurged(new(1), "retract", null)],
            [new WithdrawalCompleted(new(1), Uah(100), Uah(0), Notes(("1", 1)), "taken")]
        );

        Assert.That(Unit(start, "retract").UnclassifiedIn, Is.EqualTo(1));
        Assert.That((Unit(start, "1").Out.Unknown, Unit(start, "3").Out.Unknown), Is.EqualTo((1, 1)));
    }

    [Test]
    public void The_cassette_of_a_note_in_doubt_has_to_be_counted_as_well_as_the_bins()
    {
        using var start = new Start([Requested(1, Plan), new NotePickStarted(new(1), "3")]);

        start.Reconcile(DispenserEvidence.None);

        Assert.That(
            start.State.Units.Where(u => u.Accuracy == CountAccuracy.Inaccurate).Select(u => u.Id),
            Is.EqualTo(new[] { "3", "reject", "retract" })
        );
    }

    [Test]
    public void What_a_case_turns_out_to_have_given_leaves_the_unknown_and_the_rest_stays_there()
    {
        using var start = new Start(
            UpToPresented(1, Plan),
            [new WithdrawalSuspected(new(1), Uah(700), "C3")],
            [new WithdrawalCompleted(new(1), Uah(200), Uah(0), Notes(("1", 2)), "seen on the film")]
        );

        Assert.That(Unit(start, "1").Out, Is.EqualTo(new CashOutCounts(2, 0, 0, 0)));
        Assert.That(Unit(start, "3").Out, Is.EqualTo(new CashOutCounts(0, 0, 0, 1)));
        Assert.That(start.Reconcile(Start.Quiet).Findings.Single().Amount, Is.EqualTo(Uah(500)));
    }

    [Test]
    public void Cash_is_the_same_when_units_and_sums_are()
    {
        var cash = CashPosition.Load(Units());

        Assert.That(cash, Is.EqualTo(CashPosition.Load(Units())));
        Assert.That(cash.GetHashCode(), Is.EqualTo(CashPosition.Load(Units()).GetHashCode()));
        Assert.That(cash.Equals(null), Is.False);
        Assert.That(cash, Is.Not.EqualTo(cash with { Loaded = Uah(1) }));
        Assert.That(cash, Is.Not.EqualTo(cash with { Completed = Uah(1) }));
        Assert.That(cash, Is.Not.EqualTo(cash with { Units = [] }));
    }

    private static CashUnit Unit(Start start, string id) => start.State.Units.Single(u => u.Id == id);
}
