using AtmTerminal.Domain.Cash;
using AtmTerminal.Domain.Events;
using AtmTerminal.Journal.Tests.Support;
using static AtmTerminal.Journal.Tests.Support.Samples;

namespace AtmTerminal.Journal.Tests.Recovery;

public class When_the_power_failed_after_the_presentation
{
    private static readonly NoteCounts Plan = Notes(("1", 2), ("3", 1));
    private static readonly DispenserEvidence NotesAtExit = new(false, true, true, Start.Counted);

    [Test]
    public void C1_an_empty_machine_means_that_the_customer_has_it_all()
    {
        using var start = new Start(UpToPresented(1, Plan));
        var decision = start.Reconcile(new(false, false, true, Start.Counted));
        Assert.That(decision.Findings.Single().Row, Is.EqualTo("C1"));
        Assert.That(decision.StayOutOfService, Is.False);
        Assert.That(
            (start.State.Outbox.Single().Kind, start.State.Outbox.Single().Amount),
            Is.EqualTo((OutboxKind.Completion, Uah(700)))
        );
        Assert.That(start.State.Cash!.Completed, Is.EqualTo(Uah(700)));
    }

    [Test]
    public void C2_all_notes_left_in_the_throat_are_counted_and_nothing_is_posted()
    {
        using var start = new Start(UpToPresented(1, Plan), Purged(1, "retract", Plan));
        Assert.That(start.Reconcile(NotesAtExit).Findings.Single().Verdict, Is.EqualTo(Verdict.CompletedWithZero));
        Assert.That(start.State.Outbox.Single().Kind, Is.EqualTo(OutboxKind.Reversal));
        Assert.That(start.State.Units.Single(u => u.Id == "retract").In, Is.EqualTo(Plan));
    }

    [Test]
    public void C2_the_part_that_is_missing_is_posted()
    {
        using var start = new Start(UpToPresented(1, Plan), Purged(1, "retract", Notes(("1", 2))));
        var finding = start.Reconcile(NotesAtExit).Findings.Single();
        Assert.That((finding.Row, finding.Amount), Is.EqualTo(("C2", Uah(500))));
        Assert.That(start.State.Outbox.Single().Amount, Is.EqualTo(Uah(500)));
    }

    [Test]
    public void C2_the_commission_follows_the_part()
    {
        using var start = new Start(
            [
                Requested(1, Plan) with
                {
                    Commission = Uah(7),
                    CommissionBasisPoints = 100,
                },
                .. PickAll(1, Plan),
                new PresentStarted(new(1), Plan),
            ],
            Purged(1, "retract", Notes(("1", 2)))
        );
        start.Reconcile(NotesAtExit);
        Assert.That(start.State.Outbox.Single().Commission, Is.EqualTo(Uah(5)));
    }

    [Test]
    public void C3_notes_that_could_not_be_counted_are_a_case_for_a_person()
    {
        using var start = new Start(UpToPresented(1, Plan), [new CashCleared(new(1), "retract", null)]);
        var decision = start.Reconcile(NotesAtExit with { Cleared = new(null, 0) });
        Assert.That(decision.Findings.Single().Row, Is.EqualTo("C3"));
        Assert.That(start.State.Suspects.Single().DeclaredDifference, Is.EqualTo(Uah(700)));
    }

    [Test]
    public void C3_mixed_notes_that_cannot_be_told_apart_are_a_case_for_a_person()
    {
        using var start = new Start(UpToPresented(1, Plan), [new NotePurged(new(1), "retract", null)]);
        Assert.That(start.Reconcile(NotesAtExit).Findings.Single().Row, Is.EqualTo("C3"));
        Assert.That(start.State.Outbox, Is.Empty);
    }

    [Test]
    public void C2_notes_of_one_value_need_not_be_told_apart()
    {
        var same = Notes(("2", 3));
        using var start = new Start(UpToPresented(1, same), [new NotePurged(new(1), "retract", null)]);
        Assert.That(start.Reconcile(NotesAtExit).Findings.Single().Amount, Is.EqualTo(Uah(400)));
        Assert.That(start.State.Units.Single(u => u.Id == "retract").In, Is.EqualTo(Notes(("2", 1))));
    }

    [Test]
    public void C4_a_complete_retract_gives_nothing()
    {
        using var start = new Start(
            UpToPresented(1, Plan),
            [new RetractStarted(new(1)), .. Purged(1, "retract", Plan), new CashCleared(new(1), "retract", 3)]
        );
        Assert.That(start.Reconcile(Start.Quiet).Findings.Single().Row, Is.EqualTo("C4"));
    }

    [Test]
    public void C5_a_retract_without_a_number_is_no_automatic_credit()
    {
        using var start = new Start(
            UpToPresented(1, Plan),
            [new RetractStarted(new(1)), new CashCleared(new(1), "retract", null)]
        );
        Assert.That(start.Reconcile(Start.Quiet).Findings.Single().Verdict, Is.EqualTo(Verdict.Suspect));
    }

    [Test]
    public void C6_the_taken_part_is_posted()
    {
        using var start = new Start(
            UpToPresented(1, Plan),
            [new RetractStarted(new(1)), .. Purged(1, "retract", Notes(("1", 1), ("3", 1)))]
        );
        Assert.That(start.Reconcile(Start.Quiet).Findings.Single().Amount, Is.EqualTo(Uah(100)));
    }

    [Test]
    public void C7_notes_gone_while_the_retract_began_count_as_taken()
    {
        using var start = new Start(UpToPresented(1, Plan), [new RetractStarted(new(1))]);
        Assert.That(start.Reconcile(NotesAtExit).Findings.Single().Verdict, Is.EqualTo(Verdict.CompletedInFull));
    }

    [Test]
    public void C8_a_contradicting_shutter_gives_all_or_a_case([Values(0, 1, 3)] int back, [Values] bool journaled)
    {
        var purged = new[] { "1", "1", "3" }.Take(back).Select(unit => new NotePurged(new(1), "retract", unit));
        using var start = new Start(
            UpToPresented(1, Plan),
            journaled ? [new CustomerAccessDoubted(new(1), "shutter forced")] : [],
            purged
        );
        var decision = start.Reconcile(new(false, false, journaled ? false : null, Start.Counted));
        Assert.That(
            decision.Findings.Single().Verdict,
            Is.EqualTo(back == 0 ? Verdict.CompletedInFull : Verdict.Suspect)
        );
        Assert.That(decision.StayOutOfService);
        Assert.That(start.State.Outbox.Any(r => r.Kind == OutboxKind.Reversal), Is.False);
    }

    [Test]
    public void C8_with_the_full_amount_stays_locked_until_a_person_came([Values] bool counted)
    {
        using var start = new Start(UpToPresented(1, Plan), [new CustomerAccessDoubted(new(1), "shutter forced")]);
        start.Reconcile(new(false, false, true, Start.Counted));
        Assert.That(start.Reconcile(Start.Quiet).StayOutOfService, "the next start");
        start.Append(counted ? Loaded() : new TerminalUnlocked("the operator's key"));
        Assert.That(start.Reconcile(Start.Quiet).StayOutOfService, Is.False);
    }

    [Test]
    public void C9_notes_that_waited_for_a_card_are_back_in_the_reject_bin()
    {
        using var start = new Start(UpToStacked(1, Plan), Purged(1, "reject", Plan));
        Assert.That(start.Reconcile(Start.Quiet).Findings.Single().Verdict, Is.EqualTo(Verdict.CompletedWithZero));
    }

    [Test]
    public void C10_notes_in_the_throat_without_a_request_are_reported()
    {
        using var start = new Start(Whole(1, Plan), [new NotePurged(default, "retract", "1")]);
        var decision = start.Reconcile(NotesAtExit);
        Assert.That((decision.Findings.Single().Row, decision.StayOutOfService), Is.EqualTo(("D7", true)));
        Assert.That(start.State.Outbox.Single().Amount, Is.EqualTo(Value(Plan)), "no completed event is changed");
    }

    [Test]
    public void C11_a_withdrawal_closed_as_usual_stays_as_it_is()
    {
        using var start = new Start(
            Whole(1, Plan),
            [new DeviceFaulted("screen", "screen.gone", "No page is connected.")]
        );
        Assert.That(start.Reconcile(Start.Quiet).Events, Is.Empty);
    }

    [Test]
    public void D1_taken_but_not_completed_is_completed_now()
    {
        using var start = new Start([.. UpToPresented(1, Plan), new Domain.Events.NotesTaken(new(1))]);
        Assert.That(start.Reconcile(Start.Quiet).Findings.Single().Amount, Is.EqualTo(Uah(700)));
    }
}
