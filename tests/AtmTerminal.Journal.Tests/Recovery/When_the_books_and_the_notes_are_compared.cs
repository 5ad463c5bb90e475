using AtmTerminal.Domain.Amounts;
using AtmTerminal.Domain.Cash;
using AtmTerminal.Domain.Events;
using AtmTerminal.Journal.Tests.Support;
using static AtmTerminal.Journal.Tests.Support.Samples;

namespace AtmTerminal.Journal.Tests.Recovery;

/// <summary>What is missing or over beside the open request: reported once, remembered, and never put on a customer.</summary>
public class When_the_books_and_the_notes_are_compared
{
    private static readonly NoteCounts Plan = Notes(("1", 2), ("3", 1));
    private static readonly NotePurged FoundFiveHundred = new(default, "reject", "3");

    [Test]
    public void A_second_shortage_is_reported_with_all_that_is_missing()
    {
        using var start = new Start(ShortBy100(1));
        start.Reconcile(Start.Quiet);
        foreach (var e in ShortBy100(2))
            start.Append(e);

        var decision = start.Reconcile(Start.Quiet);

        Assert.That((decision.Findings.Single().Row, decision.Findings[0].Amount), Is.EqualTo(("D6", Uah(200))));
        var decided = start.State.LastDifference!;
        Assert.That(decided.Expected - decided.Found!.Value, Is.EqualTo(Uah(200)));
        Assert.That(decided.Expected, Is.EqualTo(start.State.Cash!.Expected));
    }

    [Test]
    public void Small_shortages_add_up_before_they_are_held_against_the_limit()
    {
        using var start = new Start(ShortBy100(1));
        Assert.That(StaysOut(start, tolerated: 150), Is.False);
        start.Reconcile(Start.Quiet);
        Assert.That(StaysOut(start, tolerated: 150), Is.False, "as reported, so at the next start");
        foreach (var e in ShortBy100(2))
            start.Append(e);

        Assert.That(StaysOut(start, tolerated: 150));
        Assert.That(StaysOut(start, tolerated: 200), Is.False);
    }

    [Test]
    public void Notes_that_turn_up_again_are_told_and_the_terminal_serves()
    {
        using var start = new Start(Short(1, Notes(("1", 2))));
        Assert.That(start.Reconcile(Start.Quiet).StayOutOfService);
        start.Append(FoundFiveHundred);

        var decision = start.Reconcile(Start.Quiet);

        var finding = decision.Findings.Single();
        Assert.That((finding.Verdict, finding.Row), Is.EqualTo((Verdict.CashAgrees, "D6")));
        Assert.That((finding.Amount, decision.StayOutOfService), Is.EqualTo((Uah(0), false)));
        Assert.That(start.State.LastDifference!.Verdict, Is.EqualTo("cash agrees again (D6)"));
    }

    [Test]
    public void Cash_over_is_reported_as_an_amount_and_no_limit_tolerates_it()
    {
        using var start = new Start([FoundFiveHundred]);
        var expected = start.State.Cash!.Expected;
        Assert.That(StaysOut(start, tolerated: 10_000));

        var finding = start.Reconcile(Start.Quiet).Findings.Single();

        Assert.That((finding.Verdict, finding.Amount), Is.EqualTo((Verdict.Over, Uah(500))));
        Assert.That(finding.Evidence, Is.EqualTo($"expected {expected}, found {expected + Uah(500)}; {Start.Quiet}"));
    }

    [Test]
    public void Unknown_counts_are_reported_once_with_what_has_to_be_there()
    {
        using var start = new Start(Whole(1, Plan));
        var finding = start.Reconcile(DispenserEvidence.None).Findings.Single();
        var expected = start.State.Cash!.Expected;
        Assert.That((finding.Row, finding.Amount), Is.EqualTo(("D11", expected)));
        Assert.That(finding.Evidence, Is.EqualTo($"expected {expected}; {DispenserEvidence.None}"));
        Assert.That(
            (start.State.LastDifference!.Expected, start.State.LastDifference.Found),
            Is.EqualTo((expected, (Money?)null))
        );
    }

    [Test]
    public void While_counts_are_unknown_no_shortage_is_named()
    {
        using var start = new Start(ShortBy100(1));
        var decision = Reconciliation.Decide(start.State, DispenserEvidence.None);
        Assert.That(decision.Findings.Single().Verdict, Is.EqualTo(Verdict.CountsUnknown));
    }

    [Test]
    public void After_unknown_counts_a_shortage_is_reported_anew()
    {
        using var start = new Start(ShortBy100(1));
        start.Reconcile(Start.Quiet);
        var unknown = Reconciliation.Decide(start.State, DispenserEvidence.None);
        Assert.That(unknown.Findings.Single().Row, Is.EqualTo("D11"));
        start.Append(unknown.Events.Single());

        var finding = start.Reconcile(Start.Quiet).Findings.Single();

        Assert.That((finding.Row, finding.Amount), Is.EqualTo(("D6", Uah(100))));
    }

    [Test]
    public void Once_the_notes_can_be_counted_again_and_agree_the_terminal_serves()
    {
        using var start = new Start(Whole(1, Plan));
        start.Reconcile(DispenserEvidence.None);

        Assert.That(start.Reconcile(Start.Quiet).StayOutOfService, Is.False);
    }

    [Test]
    public void What_a_suspect_case_declared_missing_is_not_put_on_the_next_customer()
    {
        using var start = new Start(UpToStacked(1, Plan));
        start.Reconcile(Start.Quiet);
        foreach (var e in UpToPresented(2, Notes(("2", 1))))
            start.Append(e);

        var decision = start.Reconcile(Start.Quiet);

        Assert.That((decision.Findings.Single().Row, decision.Findings[0].Amount), Is.EqualTo(("C1", Uah(200))));
        Assert.That(decision.StayOutOfService, "the case before waits for a person");
    }

    [Test]
    public void After_a_count_a_suspect_case_explains_nothing_that_is_missing()
    {
        using var start = new Start(UpToStacked(1, Plan));
        start.Reconcile(Start.Quiet);
        start.Append(Loaded(50));
        foreach (var e in UpToPresented(2, Notes(("2", 1))))
            start.Append(e);

        Assert.That(Reconciliation.Decide(start.State, Start.Quiet).Findings.Single().Row, Is.EqualTo("C1"));
    }

    [Test]
    public void What_was_reported_missing_is_not_put_on_the_next_customer()
    {
        using var start = new Start(ShortBy100(1));
        start.Reconcile(Start.Quiet);
        foreach (var e in UpToPresented(2, Notes(("2", 1))))
            start.Append(e);

        Assert.That(start.Reconcile(Start.Quiet).Findings.Single().Row, Is.EqualTo("C1"));
    }

    [Test]
    public void More_notes_out_than_asked_need_a_person_even_within_the_limit_of_a_shortage()
    {
        var given = Plan.Plus("1", 1);
        using var start = new Start([Requested(1, Plan), .. PickAll(1, given), new PresentStarted(new(1), given)]);

        Assert.That(StaysOut(start, tolerated: 100));
        start.Reconcile(Start.Quiet);
        Assert.That(StaysOut(start, tolerated: 100), "the next start");
        Assert.That(start.State.Lock!.Reason, Does.StartWith("C1: more was given than was asked for; presenting, "));
    }

    [Test]
    public void Before_the_first_cash_is_loaded_a_hold_is_reversed_and_nothing_is_said_of_cash()
    {
        using var journal = MemoryJournal.Create(Clock);
        journal.MustAppend([Sent(1, Uah(700))]);

        var decision = Reconciliation.Decide(journal.State, DispenserEvidence.None);

        Assert.That(decision.Findings.Single().Row, Is.EqualTo("A6"));
        Assert.That(decision.StayOutOfService, Is.False);
    }

    [Test]
    public void Notes_given_from_cash_that_was_never_loaded_are_a_case_without_figures()
    {
        using var journal = MemoryJournal.Create(Clock);
        journal.MustAppend(UpToPresented(1, Plan));

        var decision = Reconciliation.Decide(journal.State, Start.Quiet);

        Assert.That(decision.Findings.Single().Row, Is.EqualTo("D5"));
        var decided = decision.Events.OfType<ReconciliationDecided>().Single();
        Assert.That((decided.Expected, decided.Found), Is.EqualTo((Uah(0), (Money?)null)));
        Assert.That(decision.Events.OfType<WithdrawalSuspected>().Single().AtMost, Is.EqualTo(Uah(0)));
    }

    private static IEnumerable<JournalEvent> ShortBy100(long number) => Short(number, Notes(("1", 1), ("3", 1)));

    /// <summary>The whole plan is gone and only these notes were posted.</summary>
    private static IEnumerable<JournalEvent> Short(long number, NoteCounts posted) =>
        [.. UpToPresented(number, Plan), new WithdrawalCompleted(new(number), Value(posted), Uah(0), posted, "taken")];

    private static bool StaysOut(Start start, long tolerated) =>
        Reconciliation.Decide(start.State, Start.Quiet, toleratedShortage: Uah(tolerated)).StayOutOfService;
}
