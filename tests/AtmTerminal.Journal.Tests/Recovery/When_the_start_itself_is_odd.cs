using AtmTerminal.Domain.Cash;
using AtmTerminal.Domain.Events;
using AtmTerminal.Journal.Tests.Support;
using static AtmTerminal.Journal.Tests.Support.Samples;

namespace AtmTerminal.Journal.Tests.Recovery;

public class When_the_start_itself_is_odd
{
    private static readonly NoteCounts Plan = Notes(("1", 2), ("3", 1));

    [Test]
    public void D3_a_start_cut_off_anywhere_ends_in_one_completed_event()
    {
        var purges = Purged(1, "retract", Plan).ToList();
        for (var cut = 0; cut <= purges.Count; cut++)
        {
            // The first start got as far as some purges; the second goes on and reports its own part alone.
            using var start = new Start(UpToPresented(1, Plan), purges.Take(cut), purges.Skip(cut));
            var rest = new ClearingEvidence(Plan.Minus(Count(purges.Take(cut))), 0);
            start.Reconcile(new(false, true, true, rest));
            Assert.That(start.Events.OfType<WithdrawalCompleted>().Single().Amount, Is.EqualTo(Uah(0)));
        }
    }

    [Test]
    public void D4_more_than_one_open_request_are_all_cases()
    {
        using var start = new Start(UpToStacked(1, Plan), UpToStacked(2, Plan));
        var decision = start.Reconcile(Start.Quiet);
        Assert.That(decision.Findings.Select(f => f.Row), Is.EqualTo(new[] { "D4", "D4" }));
        Assert.That(decision.StayOutOfService);
        Assert.That(start.State.Outbox, Is.Empty);
    }

    [Test]
    public void D5_figures_that_fit_no_case_are_reported_with_both()
    {
        // A note of the withdrawal before is in the bin now, so the figures of this one cannot be right.
        using var start = new Start(Whole(1, Plan), UpToPresented(2, Plan), [new NotePurged(default, "retract", "3")]);
        var decision = start.Reconcile(Start.Quiet);
        Assert.That(decision.Findings[0].Row, Is.EqualTo("D5"));
        var decided = start.Events.OfType<ReconciliationDecided>().First();
        Assert.That((decided.Expected - decided.Found!.Value), Is.EqualTo(Uah(200)));
    }

    [Test]
    public void D5_notes_of_another_cassette_are_a_case()
    {
        using var start = new Start(UpToPresented(1, Plan), Purged(1, "retract", Notes(("2", 1))));
        Assert.That(start.Reconcile(Start.Quiet).Findings[0].Row, Is.EqualTo("D5"));
    }

    [Test]
    public void D5_a_count_above_what_the_journal_names_is_not_trusted()
    {
        using var start = new Start(UpToPresented(1, Plan));
        var decision = start.Reconcile(Start.Quiet with { Cleared = new(Plan, 0) });
        Assert.That(decision.Findings.Single().Verdict, Is.EqualTo(Verdict.Suspect));
    }

    [Test]
    public void D6_a_shortage_is_reported_once_and_posted_never()
    {
        using var start = new Start([
            .. UpToPresented(1, Plan),
            new WithdrawalCompleted(new(1), Uah(200), Uah(0), Notes(("1", 2)), "taken"),
        ]);
        var decision = start.Reconcile(Start.Quiet);
        Assert.That((decision.Findings.Single().Row, decision.Findings.Single().Amount), Is.EqualTo(("D6", Uah(500))));
        Assert.That(decision.StayOutOfService);
        Assert.That(start.State.Outbox.Single().Amount, Is.EqualTo(Uah(200)));
    }

    [Test]
    public void D6_a_shortage_within_the_limit_does_not_stop_the_terminal()
    {
        using var start = new Start([
            .. UpToPresented(1, Plan),
            new WithdrawalCompleted(new(1), Uah(600), Uah(0), Notes(("1", 1), ("3", 1)), "taken"),
        ]);
        Assert.That(
            Reconciliation.Decide(start.State, Start.Quiet, toleratedShortage: Uah(100)).StayOutOfService,
            Is.False
        );
        Assert.That(Reconciliation.Decide(start.State, Start.Quiet, toleratedShortage: Uah(99)).StayOutOfService);
    }

    [Test]
    public void D7_more_than_was_stacked_gives_nothing_and_is_reported()
    {
        using var start = new Start(UpToStacked(1, Plan), Purged(1, "reject", Plan.Plus("2", 1)));
        var decision = start.Reconcile(Start.Quiet);
        Assert.That(decision.Findings.Select(f => f.Row), Is.EqualTo(new[] { "D7", "D7" }));
        Assert.That(decision.Findings[1].Amount, Is.EqualTo(Uah(200)));
        Assert.That(start.State.Outbox.Single().Kind, Is.EqualTo(OutboxKind.Reversal));
    }

    [Test]
    public void D11_unknown_sensors_prove_no_absence([Values] bool stackerUnknown)
    {
        using var start = new Start(UpToPresented(1, Plan));
        var decision = start.Reconcile(
            new(stackerUnknown ? null : false, stackerUnknown ? false : null, true, Start.Counted)
        );
        Assert.That(decision.Findings.Single().Row, Is.EqualTo("D11"));
    }

    [Test]
    public void D11_without_a_request_the_terminal_stays_out_of_service()
    {
        using var start = new Start(Whole(1, Plan));
        var decision = start.Reconcile(DispenserEvidence.None);
        Assert.That(decision.Findings.Single().Verdict, Is.EqualTo(Verdict.CountsUnknown));
        Assert.That(decision.StayOutOfService);
    }

    [Test]
    public void Notes_seen_in_the_stacker_and_counted_nowhere_are_a_case()
    {
        using var start = new Start(UpToPresented(1, Plan));
        Assert.That(start.Reconcile(new(true, false, false, Start.Counted)).Findings.Single().Row, Is.EqualTo("D5"));
    }

    [Test]
    public void A_suspect_case_closed_after_a_count_changes_no_count()
    {
        using var start = new Start(
            UpToPresented(1, Plan),
            [new WithdrawalSuspected(new(1), Uah(700), "C3"), Loaded(50)],
            [new WithdrawalCompleted(new(1), Uah(700), Uah(0), Plan, "counted by two persons")]
        );
        Assert.That(start.State.Suspects, Is.Empty);
        Assert.That(start.State.Outbox.Single().Amount, Is.EqualTo(Uah(700)));
        Assert.That(start.State.Cash, Is.EqualTo(CashPosition.Load(Units(50))));
    }

    private static NoteCounts Count(IEnumerable<NotePurged> purges) =>
        NoteCounts.Of(purges.GroupBy(p => p.Unit!).Select(g => KeyValuePair.Create(g.Key, g.Count())));
}
