using AtmTerminal.Domain.Cash;
using AtmTerminal.Domain.Events;
using static AtmTerminal.Service.Tests.Books;

namespace AtmTerminal.Service.Tests;

/// <summary>Rule 4 of the failure matrix with a person's count: missing is what the customer has.</summary>
public class When_a_count_closes_a_case
{
    private Books _books = null!;

    [SetUp]
    public void Load() => _books = new();

    [TearDown]
    public void Dispose() => _books.Dispose();

    [Test]
    public void Nothing_missing_is_nothing_given()
    {
        _books.SuspectPresented(Notes(("1", 2), ("3", 1)));
        var verdict = _books.Decide(AllBut());
        Assert.That(verdict.Cases.Single().Amount, Is.EqualTo(Uah(0)));
        Assert.That(verdict.Agrees);
    }

    [Test]
    public void All_of_it_missing_is_given_in_full()
    {
        _books.SuspectPresented(Notes(("1", 2), ("3", 1)));
        var verdict = _books.Decide(AllBut(("1", 2), ("3", 1)));
        Assert.That(verdict.Cases.Single().Amount, Is.EqualTo(Uah(700)));
        Assert.That(verdict.Cases.Single().Notes, Is.EqualTo(Notes(("1", 2), ("3", 1))));
        Assert.That(verdict.Agrees);
    }

    [Test]
    public void A_part_missing_is_given_in_part()
    {
        _books.SuspectPresented(Notes(("1", 2), ("3", 1)));
        var verdict = _books.Decide(AllBut(("1", 1)));
        Assert.That(verdict.Cases.Single().Amount, Is.EqualTo(Uah(100)));
        Assert.That(verdict.Agrees);
    }

    [Test]
    public void More_missing_than_was_presented_is_a_shortage_and_not_the_customer_s()
    {
        _books.SuspectPresented(Notes(("1", 2)));
        var verdict = _books.Decide(AllBut(("1", 5), ("3", 1)));
        Assert.That(verdict.Cases.Single().Amount, Is.EqualTo(Uah(200)));
        Assert.That((verdict.Short, verdict.Over), Is.EqualTo((Notes(("1", 3), ("3", 1)), NoteCounts.Empty)));
        Assert.That(verdict.Expected - verdict.Found, Is.EqualTo(Uah(800)));
    }

    [Test]
    public void What_was_never_about_to_be_presented_is_not_with_the_customer()
    {
        _books.SuspectInside(Notes(("1", 2)));
        var verdict = _books.Decide(AllBut(("1", 2)));
        Assert.That(verdict.Cases.Single().Amount, Is.EqualTo(Uah(0)));
        Assert.That(verdict.Short, Is.EqualTo(Notes(("1", 2))));
    }

    [Test]
    public void More_than_expected_is_over_and_nothing_given()
    {
        _books.SuspectPresented(Notes(("1", 2)));
        var verdict = _books.Decide(AllBut() with { Elsewhere = Notes(("3", 1)) });
        Assert.That(verdict.Cases.Single().Amount, Is.EqualTo(Uah(0)));
        Assert.That((verdict.Short, verdict.Over), Is.EqualTo((NoteCounts.Empty, Notes(("3", 1)))));
    }

    [Test]
    public void A_kind_that_is_over_pays_for_no_other_kind_that_is_short()
    {
        _books.SuspectPresented(Notes(("1", 5)));
        var verdict = _books.Decide(AllBut(("1", 5)) with { Elsewhere = Notes(("3", 1)) });
        Assert.That(verdict.Cases.Single().Amount, Is.EqualTo(Uah(500)));
        Assert.That(verdict.Over, Is.EqualTo(Notes(("3", 1))));
    }

    [Test]
    public void Other_notes_of_the_same_value_are_reported()
    {
        var verdict = _books.Decide(AllBut(("1", 5)) with { Elsewhere = Notes(("3", 1)) });
        Assert.That(verdict.Expected, Is.EqualTo(verdict.Found));
        Assert.That(verdict.Agrees, Is.False);
    }

    [Test]
    public void Where_a_note_lies_and_which_cassette_of_its_kind_is_named_makes_no_difference()
    {
        _books.SuspectPresented(Notes(("1", 3), ("2", 1), ("3", 2)));
        var scattered = new CashCount(
            Notes(("1", 20), ("2", 40), ("3", 40)),
            Reject: Notes(("2", 30), ("3", 5)),
            Retract: Notes(("2", 4)),
            Elsewhere: Notes(("1", 2), ("3", 4))
        );
        var verdict = _books.Decide(scattered);
        Assert.That(verdict.Cases.Single().Amount, Is.EqualTo(Uah(900)));
        Assert.That(verdict.Agrees);
    }

    [Test]
    public void What_went_out_before_is_not_missing()
    {
        _books.Complete(Notes(("1", 4), ("3", 2)));
        _books.SuspectPresented(Notes(("1", 2)));
        var verdict = _books.Decide(AllBut(("1", 4), ("3", 2)));
        Assert.That(verdict.Cases.Single().Amount, Is.EqualTo(Uah(0)));
        Assert.That(verdict.Agrees);
    }

    [Test]
    public void A_shortage_that_was_reported_before_is_not_this_customer_s()
    {
        // A request closed with less than was stacked: the rest is unexplained from then on (D6).
        var before = _books.Stack(Notes(("1", 3)));
        _books.Append(new PresentStarted(before, Notes(("1", 3))));
        _books.Append(new WithdrawalCompleted(before, Uah(100), Uah(0), Notes(("1", 1)), "defect"));
        _books.SuspectPresented(Notes(("1", 2)));
        var verdict = _books.Decide(AllBut(("1", 3)));
        Assert.That(verdict.Cases.Single().Amount, Is.EqualTo(Uah(0)));
        Assert.That(verdict.Short, Is.EqualTo(Notes(("1", 2))));
    }

    [Test]
    public void Never_more_is_posted_than_was_asked_for()
    {
        _books.SuspectPresented(Notes(("1", 3)), asked: 200);
        var verdict = _books.Decide(AllBut(("1", 3)));
        Assert.That(verdict.Cases.Single().Amount, Is.EqualTo(Uah(200)));
        Assert.That(verdict.Expected - verdict.Found, Is.EqualTo(Uah(100)), "B9: the rest is the bank's shortage");
    }

    [Test]
    public void A_note_that_the_machine_counted_back_wrongly_is_what_the_person_finds()
    {
        var number = _books.Stack(Notes(("1", 1), ("3", 1)));
        _books.Append(
            new PresentStarted(number, Notes(("1", 1), ("3", 1))),
            new NotePurged(number, "retract", "3"),
            new WithdrawalSuspected(number, Uah(100), "C3")
        );
        var verdict = _books.Decide(AllBut(("3", 1)));
        Assert.That(verdict.Cases.Single().Amount, Is.EqualTo(Uah(500)), "the 100 is there, the 500 is not");
    }

    [Test]
    public void A_machine_that_was_never_loaded_cannot_be_counted_against()
    {
        using var empty = new Books(loaded: false);
        Assert.That(empty.RefusalOf(AllBut()), Is.EqualTo(ServiceRefusal.NeverLoaded));
    }

    [Test]
    public void Notes_of_a_cassette_that_is_not_there_are_refused() =>
        Assert.That(
            _books.RefusalOf(AllBut() with { Elsewhere = Notes(("6", 1)) }),
            Is.EqualTo(ServiceRefusal.UnitsWrong)
        );
}
