using AtmTerminal.Domain.Amounts;
using AtmTerminal.Domain.Cash;
using AtmTerminal.Domain.Events;
using AtmTerminal.Domain.Withdrawals;
using AtmTerminal.Journal.Tests.Support;
using static AtmTerminal.Journal.Tests.Support.Samples;

namespace AtmTerminal.Journal.Tests.Recovery;

public class When_the_books_are_incomplete
{
    private static readonly NoteCounts Plan = Notes(("1", 2), ("3", 1));

    [Test]
    public void A_request_without_any_cash_in_the_books_is_a_case()
    {
        using var journal = MemoryJournal.Create(Clock);
        journal.MustAppend([new NotePurged(default, "reject", "1"), .. UpToPresented(1, Plan)]);

        var decision = Reconciliation.Decide(journal.State, Start.Quiet);
        journal.MustAppend(decision.Events);

        Assert.That(decision.Findings.Single().Row, Is.EqualTo("D5"));
        Assert.That(decision.StayOutOfService);
        Assert.That(journal.State.Suspects.Single().DeclaredDifference, Is.EqualTo(Uah(0)), "nothing is guessed");
        Assert.That(journal.State.Outbox, Is.Empty);
    }

    [Test]
    public void What_was_given_is_posted_even_so_and_names_no_notes()
    {
        using var journal = MemoryJournal.Create(Clock);
        journal.MustAppend(Whole(1, Plan));

        var record = journal.State.Outbox.Single();
        Assert.That((record.Amount, record.NotesByValue), Is.EqualTo((Uah(700), NoteCounts.Empty)));
        Assert.That(journal.State.Units, Is.Empty);
    }

    [Test]
    public void Notes_of_a_cassette_that_nobody_knows_are_a_case()
    {
        using var start = new Start(UpToPresented(1, Notes(("9", 1))));

        Assert.That(start.Reconcile(Start.Quiet).Findings.Single().Row, Is.EqualTo("D5"));
    }

    [Test]
    public void Notes_of_a_cassette_that_nobody_knows_add_no_value_to_a_bin()
    {
        using var start = new Start([new NotePurged(default, "reject", "9")]);

        Assert.That(start.State.Cash!.Missing, Is.EqualTo(Uah(0)));
        Assert.That(start.State.Units.Single(u => u.Id == "reject").Count, Is.EqualTo(1));
    }

    [Test]
    public void A_diverted_note_of_a_machine_without_a_reject_bin_shows_as_missing()
    {
        using var start = new Start(
            [Loaded() with { Units = [.. Units().Where(u => u.Type != CashUnitType.Reject)] }],
            [Requested(1, Plan), new NotePickStarted(new(1), "1"), new NoteDivertStarted(new(1), "1", 1, "torn")],
            [new NoteDiverted(new(1), "1", 1)]
        );

        Assert.That(start.State.Cash!.Missing, Is.EqualTo(Uah(100)));
    }

    [Test]
    public void A_case_whose_cash_was_counted_since_explains_no_difference()
    {
        using var start = new Start(
            UpToPresented(1, Plan),
            [new WithdrawalSuspected(new(1), Uah(700), "C3"), Sent(2, Uah(100)), Loaded(50)]
        );

        var decision = Reconciliation.Decide(start.State, Start.Quiet);

        Assert.That(decision.Findings.Select(f => f.Row), Is.EqualTo(new[] { "A6" }), "the new counts stand");
        Assert.That(start.State.Authorizing.Single().CountedSince, Is.False, "it has no notes to be counted");
        Assert.That(decision.StayOutOfService, "the case itself still waits");
    }

    [Test]
    public void Counts_that_can_be_had_again_need_no_word_when_they_agree()
    {
        using var start = new Start(Whole(1, Plan));
        start.Reconcile(DispenserEvidence.None);

        var decision = start.Reconcile(Start.Quiet);

        Assert.That(decision.Findings, Is.Empty);
        Assert.That(decision.StayOutOfService, Is.False);
    }

    [Test]
    public void Cash_that_turns_up_again_is_told_and_ends_the_difference()
    {
        using var start = new Start([
            .. UpToPresented(1, Plan),
            new WithdrawalCompleted(new(1), Uah(200), Uah(0), Notes(("1", 2)), "taken"),
        ]);
        Assert.That(start.Reconcile(Start.Quiet).Findings.Single().Verdict, Is.EqualTo(Verdict.Shortage));
        start.Append(new NotePurged(default, "reject", "3"));

        var decision = start.Reconcile(Start.Quiet);

        Assert.That(decision.Findings.Single().Verdict, Is.EqualTo(Verdict.CashAgrees));
        Assert.That(start.Events.OfType<ReconciliationDecided>().Last().Verdict, Does.StartWith("cash agrees again"));
        Assert.That(decision.StayOutOfService, Is.False);
    }
}
