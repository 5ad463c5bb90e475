using AtmTerminal.Domain.Amounts;
using AtmTerminal.Domain.Cash;
using AtmTerminal.Domain.Events;
using AtmTerminal.Domain.Withdrawals;
using static AtmTerminal.Service.Tests.Books;

namespace AtmTerminal.Service.Tests;

/// <summary>Random machines whose truth is known: what the customers really have, and what somebody else took.</summary>
public class When_any_count_is_judged
{
    private static readonly string[] s_units = ["1", "2", "3"];

    [Test]
    public void Customers_are_charged_what_they_have_and_no_note_is_lost([Range(1, 300)] int seed)
    {
        var random = new Random(seed);
        using var books = new Books();
        for (var earlier = random.Next(3); earlier > 0; earlier--)
            books.Complete(Some(random, 4));
        var gone = NoteCounts.Empty;
        var truth = new Dictionary<WithdrawalNumber, NoteCounts>();
        for (var cases = random.Next(4); cases > 0; cases--)
            gone = gone.Plus(AddCase(random, books, truth));
        var stolen = random.Next(3) == 0 ? Some(random, 2) : NoteCounts.Empty;
        var there = Remaining(books).Minus(gone.Plus(stolen));
        var count = Scatter(random, there);

        var verdict = CountDecision.Decide(books.State, count);
        var alone = verdict is CountVerdict.Decided;
        if (!alone && stolen.IsEmpty)
            verdict = CountDecision.Decide(books.State, count, truth);
        if (verdict is not CountVerdict.Decided decided)
        {
            Assert.That(stolen.IsEmpty, Is.False, $"the truth was refused: {verdict}");
            return;
        }

        foreach (var closed in decided.Cases)
            Assert.That(closed.Amount, Is.LessThanOrEqualTo(closed.Case.Amount), "never more than was asked for");
        if (stolen.IsEmpty)
            Assert.That(
                decided.Cases.ToDictionary(c => c.Case.Number, c => c.Amount),
                Is.EqualTo(truth.ToDictionary(t => t.Key, t => books.State.Cash!.ValueOf(t.Value))),
                "each customer is charged what he has"
            );
        var given = decided.Cases.Aggregate(Uah(0), (sum, c) => sum + c.Amount);
        var rest = books.State.Cash!.ValueOf(decided.Short) - books.State.Cash.ValueOf(decided.Over);
        Assert.That(decided.Expected - decided.Found, Is.EqualTo(rest));
        Assert.That(given + rest, Is.EqualTo(books.State.Cash.ValueOf(gone.Plus(stolen))), "no note is lost");
        Assert.That(Same(CountDecision.Decide(books.State, count, alone ? null : truth), verdict), "the same again");
    }

    private static NoteCounts AddCase(Random random, Books books, Dictionary<WithdrawalNumber, NoteCounts> truth)
    {
        var notes = Some(random, 3);
        if (random.Next(4) == 0)
        {
            truth[books.SuspectInside(notes)] = NoteCounts.Empty;
            return NoteCounts.Empty;
        }
        var taken = NoteCounts.Of(notes.Select(n => KeyValuePair.Create(n.Key, random.Next(n.Value + 1))));
        truth[books.SuspectPresented(notes)] = taken;
        return taken;
    }

    private static NoteCounts Some(Random random, int most) =>
        NoteCounts.Of(s_units.Select(u => KeyValuePair.Create(u, random.Next(most + 1)))).Plus("1", 1);

    // What the completed withdrawals have left.
    private static NoteCounts Remaining(Books books) =>
        Notes(("1", 50), ("2", 50), ("3", 50))
            .Minus(
                books
                    .Facts.OfType<WithdrawalCompleted>()
                    .Aggregate(NoteCounts.Empty, (sum, completed) => sum.Plus(completed.Notes))
            );

    // Each note lies somewhere, and a 100 is named by either cassette of 100s.
    private static CashCount Scatter(Random random, NoteCounts notes)
    {
        var places = Enumerable.Repeat(NoteCounts.Empty, 4).ToArray();
        foreach (var (unit, count) in notes)
            for (var note = 0; note < count; note++)
            {
                var named = unit != "3" && random.Next(2) == 0 ? "2" : unit;
                ref var place = ref places[random.Next(10) < 7 ? 0 : random.Next(4)];
                place = place.Plus(named, 1);
            }
        return new(places[0], places[1], places[2], places[3]);
    }

    private static bool Same(CountVerdict one, CountVerdict other) =>
        (one, other) is (CountVerdict.Decided a, CountVerdict.Decided b)
        && a.Cases.SequenceEqual(b.Cases)
        && a with { Cases = b.Cases } == b;
}
