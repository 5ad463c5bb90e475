using AtmTerminal.Domain.Cash;
using AtmTerminal.Domain.Events;
using AtmTerminal.Journal.Tests.Support;
using static AtmTerminal.Journal.Tests.Support.Samples;

namespace AtmTerminal.Journal.Tests.Recovery;

/// <summary>The words of a decision: who reads them years later has to see what it rested on.</summary>
public class When_a_person_reads_what_a_start_decided
{
    private static readonly NoteCounts Plan = Notes(("1", 2), ("3", 1));

    [Test]
    public void They_find_how_far_it_came_what_came_back_and_what_each_sensor_saw()
    {
        using var start = new Start(
            [Requested(1, Plan), .. Pick(1, "1"), .. Pick(1, "3"), new NotePickStarted(new(1), "1")],
            [new NotePurged(new(1), "reject", "1"), new NotePurged(new(1), "reject", null)]
        );

        Assert.That(
            start.Reconcile(new(true, false, null, Start.Counted)).Findings[0].Evidence,
            Is.EqualTo(
                "requested, stacked 1:1 3:1, counted back 1:1 and 1 not told apart, in doubt a note of 1; "
                    + "stacker not empty, exit empty, shutter unknown, path cleared and counted"
            )
        );
    }

    [Test]
    public void They_find_a_silent_dispenser_and_a_doubted_access()
    {
        using var start = new Start(UpToPresented(1, Plan), [new CustomerAccessDoubted(new(1), "forced")]);

        Assert.That(
            start.Reconcile(DispenserEvidence.None).Findings[0].Evidence,
            Is.EqualTo(
                "presented, stacked 1:2 3:1, counted back none, customer access doubted; "
                    + "stacker unknown, exit unknown, shutter unknown, not cleared or not counted"
            )
        );
    }

    [TestCase(true, false, "stacker not empty, exit empty, shutter open, path cleared and counted")]
    [TestCase(false, true, "stacker empty, exit not empty, shutter closed, path cleared and counted")]
    public void They_find_each_sensor_by_its_name(bool stackerAndShutter, bool exit, string words) =>
        Assert.That(
            new DispenserEvidence(stackerAndShutter, exit, stackerAndShutter, Start.Counted).ToString(),
            Is.EqualTo(words)
        );

    private static IEnumerable<TestCaseData> Decisions()
    {
        var open = new DispenserEvidence(false, true, true, Start.Counted);
        yield return Case("nothing given (B1)", [Requested(1, Plan)], Start.Quiet);
        yield return Case("given in full (C1)", UpToPresented(1, Plan), open);
        yield return Case("given in part (C2)", [.. UpToPresented(1, Plan), Back("1")], open);
        yield return Case("suspect (B6)", UpToStacked(1, Plan), Start.Quiet);
        yield return Case("shortage (D6)", [.. UpToPresented(1, Plan), Given(1, Notes(("1", 2)))], Start.Quiet);
        yield return Case("over (D7)", [new NotePurged(default, "reject", "3")], Start.Quiet);
        yield return Case("counts unknown (D11)", [], DispenserEvidence.None);
    }

    [TestCaseSource(nameof(Decisions))]
    public void They_find_the_verdict_and_its_row(
        string verdict,
        IEnumerable<JournalEvent> history,
        DispenserEvidence evidence
    )
    {
        using var start = new Start(history);
        var finding = start.Reconcile(evidence).Findings.Single();

        var decided = start.Events.OfType<ReconciliationDecided>().Single();
        Assert.That((decided.Verdict, decided.Withdrawal), Is.EqualTo((verdict, finding.Withdrawal)));
        Assert.That(decided.Evidence, Is.EqualTo(finding.Evidence).And.Not.Empty);
        Assert.That(verdict, Does.EndWith($"({finding.Row})"));
    }

    [Test]
    public void Both_figures_of_the_cash_stand_in_the_decision_on_a_request()
    {
        using var start = new Start(UpToPresented(1, Plan));
        var loaded = start.State.Cash!.Loaded;
        start.Reconcile(Start.Quiet);

        var decided = start.Events.OfType<ReconciliationDecided>().Single();
        Assert.That(
            (decided.Expected, decided.Found),
            Is.EqualTo((loaded, (Domain.Amounts.Money?)(loaded - Uah(700))))
        );
    }

    [Test]
    public void Closing_locking_suspecting_and_reversing_each_name_the_row_and_the_reason()
    {
        using var doubted = new Start(UpToPresented(1, Plan), [new CustomerAccessDoubted(new(1), "forced")]);
        var finding = doubted.Reconcile(Start.Quiet).Findings.Single();
        Assert.That(doubted.Events.OfType<WithdrawalCompleted>().Single().Because, Is.EqualTo("reconciled: C8"));
        Assert.That(
            doubted.State.Lock!.Reason,
            Is.EqualTo($"C8: the shutter was forced or contradicts itself; {finding.Evidence}")
        );

        using var stuck = new Start(UpToStacked(1, Plan));
        finding = stuck.Reconcile(Start.Quiet).Findings.Single();
        Assert.That(
            stuck.Events.OfType<WithdrawalSuspected>().Single().Evidence,
            Is.EqualTo($"B6: {finding.Evidence}")
        );

        using var asked = new Start([Sent(1, Uah(700))]);
        finding = asked.Reconcile(Start.Quiet).Findings.Single();
        Assert.That(finding.Evidence, Is.EqualTo("authorisation sent, no request written before the stop"));
        Assert.That(
            asked.Events.OfType<ReversalQueued>().Single().Because,
            Is.EqualTo($"reconciled: {finding.Evidence} (A6)")
        );
    }

    [Test]
    public void More_than_one_open_request_are_counted_in_the_evidence()
    {
        using var start = new Start(UpToStacked(1, Plan), UpToStacked(2, Plan));

        Assert.That(
            start.Reconcile(Start.Quiet).Findings[1].Evidence,
            Is.EqualTo($"2 requests are open at once; {Start.Quiet}")
        );
    }

    [Test]
    public void The_reason_of_the_caller_goes_into_every_reversal()
    {
        using var asked = new Start([Sent(1, Uah(700))]);
        var decision = Reconciliation.Decide(asked.State, Start.Quiet, reversalReason: "17");
        Assert.That(decision.Events.OfType<ReversalQueued>().Single().Reason, Is.EqualTo("17"));

        using var requested = new Start([Sent(1, Value(Plan)), Requested(1, Plan)]);
        decision = Reconciliation.Decide(requested.State, Start.Quiet, reversalReason: "17");
        Assert.That(decision.Events.OfType<WithdrawalCompleted>().Single().ReversalReason, Is.EqualTo("17"));
        Assert.That(Reconciliation.SuspectedMalfunction, Is.EqualTo("22"), "DE 39 of ISO 8583");
    }

    private static NotePurged Back(string unit) => new(new(1), "retract", unit);

    private static WithdrawalCompleted Given(long number, NoteCounts notes) =>
        new(new(number), Value(notes), Uah(0), notes, "taken");

    private static TestCaseData Case(string verdict, IEnumerable<JournalEvent> history, DispenserEvidence evidence) =>
        new TestCaseData(verdict, history, evidence).SetArgDisplayNames(verdict);
}
