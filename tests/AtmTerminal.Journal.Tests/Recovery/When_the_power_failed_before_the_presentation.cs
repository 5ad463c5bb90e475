using AtmTerminal.Domain.Cash;
using AtmTerminal.Domain.Events;
using AtmTerminal.Journal.Tests.Support;
using static AtmTerminal.Journal.Tests.Support.Samples;

namespace AtmTerminal.Journal.Tests.Recovery;

public class When_the_power_failed_before_the_presentation
{
    private static readonly NoteCounts Plan = Notes(("1", 2), ("3", 1));

    [Test]
    public void A6_an_authorisation_without_a_request_is_reversed()
    {
        using var start = new Start([Sent(1, Uah(700))]);
        var decision = start.Reconcile(Start.Quiet);
        Assert.That(decision.Findings.Single().Row, Is.EqualTo("A6"));
        Assert.That(decision.StayOutOfService, Is.False);
        var record = start.State.Outbox.Single();
        Assert.That(
            (record.Kind, record.Withdrawal.Value, record.Amount, record.TraceNumber, record.SentAt),
            Is.EqualTo((OutboxKind.Reversal, 1L, Uah(0), 17, "0304130405"))
        );
    }

    [Test]
    public void A3_a_declined_authorisation_owes_nothing()
    {
        using var start = new Start([Sent(1, Uah(700)), new AuthorizationDeclined(new(1), "51")]);
        Assert.That(start.Reconcile(Start.Quiet).Events, Is.Empty);
        Assert.That(start.State.Outbox, Is.Empty);
    }

    [Test]
    public void B1_a_request_without_a_moved_note_gives_nothing_and_releases_the_hold()
    {
        using var start = new Start([Sent(1, Value(Plan)), Requested(1, Plan)]);
        var finding = start.Reconcile(Start.Quiet).Findings.Single();
        Assert.That((finding.Row, finding.Verdict), Is.EqualTo(("B1", Verdict.CompletedWithZero)));
        Assert.That(start.State.Outbox.Single().Kind, Is.EqualTo(OutboxKind.Reversal));
        Assert.That(start.State.Cash!.Found, Is.EqualTo(start.State.Cash.Loaded));
    }

    [Test]
    public void B1_without_an_authorisation_there_is_no_hold_to_release()
    {
        using var start = new Start([Requested(1, Plan)]);
        start.Reconcile(Start.Quiet);
        Assert.That(start.State.Outbox, Is.Empty);
    }

    [TestCase(0, TestName = "B2_the_note_in_doubt_never_left_its_cassette")]
    [TestCase(1, TestName = "B2_the_note_in_doubt_was_on_its_way")]
    [TestCase(2, TestName = "B2_the_note_in_doubt_was_a_double")]
    public void B2(int inDoubt)
    {
        using var start = new Start(
            [Sent(1, Value(Plan)), Requested(1, Plan), .. Pick(1, "1"), new NotePickStarted(new(1), "1")],
            Enumerable.Repeat(new NotePurged(new(1), "reject", "1"), 1 + inDoubt),
            [new CashCleared(new(1), "reject", 1 + inDoubt)]
        );
        var finding = start.Reconcile(Start.Quiet).Findings.Single();
        Assert.That((finding.Row, finding.Verdict), Is.EqualTo(("B2", Verdict.CompletedWithZero)));
        Assert.That(Unit(start, "1").Count, Is.EqualTo(100 - 1 - inDoubt));
        Assert.That(Unit(start, "reject").In["1"], Is.EqualTo(1 + inDoubt));
    }

    [Test]
    public void B2_notes_that_cannot_be_told_apart_are_told_apart_by_elimination()
    {
        using var start = new Start([
            .. UpToStacked(1, Plan),
            .. Enumerable.Repeat(new NotePurged(new(1), "reject", null), 3),
        ]);
        var decision = start.Reconcile(Start.Quiet);
        Assert.That(decision.Findings.Single().Verdict, Is.EqualTo(Verdict.CompletedWithZero));
        Assert.That(Unit(start, "reject").In, Is.EqualTo(Plan));
        Assert.That(Unit(start, "reject").UnclassifiedIn, Is.Zero);
    }

    [Test]
    public void B2_the_shutter_sensor_does_not_matter_when_all_is_counted_back()
    {
        using var start = new Start([.. UpToStacked(1, Plan)], Purged("reject", Plan));
        var decision = start.Reconcile(new(null, null, null, Start.Counted));
        Assert.That(decision.Findings.Single().Verdict, Is.EqualTo(Verdict.CompletedWithZero));
    }

    [TestCase(0, TestName = "B4_a_diverted_item_had_dropped_before_its_event")]
    [TestCase(2, TestName = "B4_a_diverted_item_was_still_in_the_path")]
    public void B4(int backFromPath)
    {
        using var start = new Start(
            [Sent(1, Value(Plan)), Requested(1, Plan), .. Pick(1, "1"), new NotePickStarted(new(1), "1")],
            [new NoteDivertStarted(new(1), "1", 2, "double")],
            Enumerable.Repeat(new NotePurged(new(1), "reject", "1"), 1 + backFromPath)
        );
        start.Reconcile(Start.Quiet);
        Assert.That(Unit(start, "1").Count, Is.EqualTo(97), "the double left its cassette either way");
        Assert.That(Unit(start, "reject").Count, Is.EqualTo(3));
    }

    [Test]
    public void B6_notes_stuck_inside_are_a_case_for_a_person()
    {
        using var start = new Start([.. UpToStacked(1, Plan), new NotePurged(new(1), "reject", "1")]);
        var decision = start.Reconcile(Start.Quiet);
        Assert.That(decision.Findings.Single().Row, Is.EqualTo("B6"));
        Assert.That(decision.StayOutOfService);
        Assert.That(start.State.Suspects.Single().DeclaredDifference, Is.EqualTo(Uah(600)));
        Assert.That(start.State.Outbox, Is.Empty, "no posting and no reversal before a person decided");
        Assert.That(Unit(start, "reject").Accuracy, Is.EqualTo(CountAccuracy.Inaccurate));
    }

    [Test]
    public void B7_a_silent_dispenser_with_an_open_request_is_a_case_for_a_person()
    {
        using var start = new Start([.. UpToStacked(1, Plan)]);
        var decision = start.Reconcile(DispenserEvidence.None);
        Assert.That(decision.Findings.Single().Verdict, Is.EqualTo(Verdict.Suspect));
        Assert.That(decision.StayOutOfService);
    }

    [Test]
    public void B8_a_closed_number_is_never_used_again()
    {
        using var start = new Start([.. Whole(1, Plan)]);
        Assert.That(start.State.NextWithdrawal.Value, Is.EqualTo(2));
        Assert.That(
            () => start.State.Apply(new(start.State.HeadSeq + 1, default, Requested(1, Plan), new byte[32])),
            Throws.TypeOf<Domain.Withdrawals.EventOutOfOrderException>()
        );
    }

    [Test]
    public void B9_more_notes_out_than_asked_posts_the_request_and_reports_the_rest()
    {
        var given = Plan.Plus("1", 1);
        using var start = new Start([
            Sent(1, Value(Plan)),
            Requested(1, Plan),
            .. PickAll(1, given),
            new PresentStarted(new(1), given),
        ]);
        var decision = start.Reconcile(Start.Quiet);
        Assert.That(start.State.Outbox.Single().Amount, Is.EqualTo(Value(Plan)));
        Assert.That(decision.Findings.Select(f => f.Row), Is.EqualTo(new[] { "C1", "D6" }));
        Assert.That(decision.Findings[1].Amount, Is.EqualTo(Uah(100)));
        Assert.That(decision.StayOutOfService);
    }

    [Test]
    public void B10_a_shutter_that_did_not_open_gives_nothing_when_all_is_counted()
    {
        using var start = new Start(
            [.. UpToStacked(1, Plan), new PresentStarted(new(1), Plan)],
            Purged("reject", Plan)
        );
        Assert.That(start.Reconcile(Start.Quiet).Findings.Single().Verdict, Is.EqualTo(Verdict.CompletedWithZero));
    }

    [Test]
    public void B11_notes_that_the_dispenser_cleared_by_itself_give_nothing()
    {
        using var start = new Start(
            [.. UpToStacked(1, Plan)],
            Purged("reject", Plan),
            [new CashCleared(new(1), "reject", 3)]
        );
        Assert.That(start.Reconcile(Start.Quiet).Findings.Single().Row, Is.EqualTo("B2"));
    }

    private static IEnumerable<NotePurged> Purged(string bin, NoteCounts notes) => Samples.Purged(1, bin, notes);

    private static CashUnit Unit(Start start, string id) => start.State.Units.Single(u => u.Id == id);
}
