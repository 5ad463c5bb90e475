using AtmTerminal.Domain.Cash;
using AtmTerminal.Domain.Events;
using AtmTerminal.Journal.Tests.Support;
using static AtmTerminal.Journal.Tests.Support.Samples;

namespace AtmTerminal.Journal.Tests.Recovery;

/// <summary>The borders between the facts of the table: one note more, one sensor else.</summary>
public class When_the_notes_that_came_back_are_judged
{
    private static readonly NoteCounts Plan = Notes(("1", 2), ("3", 1));

    [Test]
    public void B2_a_pick_that_had_begun_is_more_than_a_request_without_a_moved_note()
    {
        using var start = new Start([Requested(1, Plan), new NotePickStarted(new(1), "1")]);
        Assert.That(start.Reconcile(Start.Quiet).Findings.Single().Row, Is.EqualTo("B2"));
    }

    [TestCase(2, "B2")]
    [TestCase(3, "D7")]
    public void One_pick_in_doubt_explains_two_notes_and_no_third(int beyondTheStacked, string row)
    {
        using var start = new Start(
            [Requested(1, Plan), .. Pick(1, "1"), new NotePickStarted(new(1), "1")],
            Enumerable.Repeat(new NotePurged(new(1), "reject", "1"), 1 + beyondTheStacked)
        );
        Assert.That(start.Reconcile(Start.Quiet).Findings[0].Row, Is.EqualTo(row));
    }

    [Test]
    public void D7_a_note_where_none_was_picked_gives_nothing()
    {
        using var start = new Start([Requested(1, Plan), new NotePurged(new(1), "reject", "1")]);
        var decision = start.Reconcile(Start.Quiet);
        Assert.That(decision.Findings[0].Row, Is.EqualTo("D7"));
        Assert.That(decision.Findings[0].Verdict, Is.EqualTo(Verdict.CompletedWithZero));
    }

    [Test]
    public void D7_a_note_of_nobody_that_cannot_be_told_apart_locks_the_terminal_until_a_person_came()
    {
        using var start = new Start(UpToStacked(1, Plan), Enumerable.Repeat(new NotePurged(new(1), "reject", null), 4));
        var finding = start.Reconcile(Start.Quiet).Findings.Single();
        Assert.That((finding.Row, finding.Amount), Is.EqualTo(("D7", Uah(0))));
        Assert.That(
            start.State.Lock!.Reason,
            Is.EqualTo($"D7: more notes came back than were stacked; {finding.Evidence}")
        );
        start.Append(Loaded());
        Assert.That(start.Reconcile(Start.Quiet).StayOutOfService, Is.False);
    }

    [Test]
    public void B2_notes_that_could_not_reach_the_customer_give_nothing_whatever_their_kinds()
    {
        using var start = new Start(UpToStacked(1, Plan), Purged(1, "reject", Notes(("1", 3))));
        var finding = start.Reconcile(Start.Quiet).Findings[0];
        Assert.That((finding.Verdict, finding.Amount), Is.EqualTo((Verdict.CompletedWithZero, Uah(0))));
    }

    [Test]
    public void D7_more_notes_back_than_a_diverted_item_had_leave_nothing_of_it_to_write()
    {
        using var start = new Start(
            [Requested(1, Plan), new NotePickStarted(new(1), "1"), new NoteDivertStarted(new(1), "1", 1, "long")],
            Enumerable.Repeat(new NotePurged(new(1), "reject", "1"), 3)
        );
        Assert.That(start.Reconcile(Start.Quiet).Findings[0].Row, Is.EqualTo("D7"));
        Assert.That(start.Events.OfType<NoteDiverted>(), Is.Empty);
    }

    [Test]
    public void B4_of_a_double_whose_one_note_came_back_the_other_is_written_as_diverted()
    {
        using var start = new Start(
            [Requested(1, Plan), new NotePickStarted(new(1), "1"), new NoteDivertStarted(new(1), "1", 2, "double")],
            [new NotePurged(new(1), "reject", "1")]
        );
        start.Reconcile(Start.Quiet);
        Assert.That(start.Events.OfType<NoteDiverted>().Single(), Is.EqualTo(new NoteDiverted(new(1), "1", 1)));
    }

    [Test]
    public void A_pick_in_doubt_is_not_written_as_diverted()
    {
        using var start = new Start([Requested(1, Plan), new NotePickStarted(new(1), "1")]);
        start.Reconcile(Start.Quiet);
        Assert.That(start.Events.OfType<NoteDiverted>(), Is.Empty);
    }

    [Test]
    public void C3_a_clearing_that_counted_a_note_the_journal_does_not_name_is_not_trusted()
    {
        using var start = new Start(UpToPresented(1, Plan));
        var decision = start.Reconcile(Start.Quiet with { Cleared = new(NoteCounts.Empty, Unclassified: 1) });
        Assert.That(decision.Findings.Single().Row, Is.EqualTo("C3"));
    }

    [Test]
    public void C2_a_clearing_that_counted_what_the_journal_names_is_trusted()
    {
        using var start = new Start(UpToPresented(1, Plan), Purged(1, "retract", Notes(("1", 2))));
        var decision = start.Reconcile(Start.Quiet with { Cleared = new(Notes(("1", 1)), Unclassified: 1) });
        Assert.That(decision.Findings.Single().Row, Is.EqualTo("C2"));
    }

    [Test]
    public void C2_a_full_stacker_whose_notes_were_counted_contradicts_nothing()
    {
        using var start = new Start(UpToPresented(1, Plan), Purged(1, "retract", Notes(("1", 2))));
        Assert.That(start.Reconcile(new(true, true, false, Start.Counted)).Findings.Single().Row, Is.EqualTo("C2"));
    }

    [Test]
    public void C2_notes_of_one_value_from_two_cassettes_need_not_be_told_apart()
    {
        CashUnit[] units =
        [
            CashUnit.Cassette("1", new(Uah(100)), 100),
            CashUnit.Cassette("2", new(Uah(100)), 100),
            CashUnit.Bin("reject", CashUnitType.Reject),
            CashUnit.Bin("retract", CashUnitType.Retract),
        ];
        var plan = Notes(("1", 2), ("2", 2));
        using var start = new Start(
            [new CashUnitsSet(units, "test"), new WithdrawalRequested(new(1), Uah(400), Uah(0), plan, "", Mask)],
            [.. PickAll(1, plan), new PresentStarted(new(1), plan), new NotePurged(new(1), "retract", null)]
        );
        var decision = start.Reconcile(Start.Quiet);
        Assert.That((decision.Findings.Single().Row, decision.Findings[0].Amount), Is.EqualTo(("C2", Uah(300))));
        Assert.That(start.Events.OfType<WithdrawalCompleted>().Single().Notes.Total, Is.EqualTo(3));
    }

    [Test]
    public void D5_as_many_notes_back_as_were_stacked_but_not_the_same_ones_are_a_case()
    {
        using var start = new Start(UpToPresented(1, Plan), Purged(1, "retract", Notes(("1", 3))));
        Assert.That(start.Reconcile(Start.Quiet).Findings[0].Row, Is.EqualTo("D5"));
    }

    [Test]
    public void D5_notes_of_a_cassette_that_nobody_declared_have_no_value_and_are_a_case()
    {
        using var start = new Start([
            Requested(1, Plan),
            .. Pick(1, "1"),
            .. Pick(1, "9"),
            new PresentStarted(new(1), Plan),
        ]);
        Assert.That(start.Reconcile(Start.Quiet).Findings[0].Row, Is.EqualTo("D5"));
    }

    [Test]
    public void A_suspect_case_names_at_most_what_was_asked_and_nothing_before_the_presentation()
    {
        var given = Plan.Plus("1", 1);
        using var presented = new Start([
            Requested(1, Plan),
            .. PickAll(1, given),
            new PresentStarted(new(1), given),
            new NotePurged(new(1), "retract", "1"),
            new CashCleared(new(1), "retract", null),
        ]);
        Assert.That(presented.Reconcile(Start.Quiet).Findings[0].Amount, Is.EqualTo(Uah(700)), "800 less 100 is out");

        using var over = new Start([Requested(1, Plan), .. PickAll(1, given), new PresentStarted(new(1), given)]);
        Assert.That(over.Reconcile(DispenserEvidence.None).Findings[0].Amount, Is.EqualTo(Uah(700)), "not 800");

        using var stacked = new Start(UpToStacked(1, Plan));
        Assert.That(stacked.Reconcile(Start.Quiet).Findings[0].Amount, Is.EqualTo(Uah(0)));
    }
}
