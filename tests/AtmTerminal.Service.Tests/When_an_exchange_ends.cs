using AtmTerminal.Domain.Cash;
using AtmTerminal.Domain.Events;
using AtmTerminal.Journal;
using static AtmTerminal.Service.Tests.Books;

namespace AtmTerminal.Service.Tests;

public class When_an_exchange_ends
{
    private Books _books = null!;

    [SetUp]
    public void Begin()
    {
        _books = new();
        _books.Complete(Notes(("3", 2)));
        _books.SuspectPresented(Notes(("1", 2), ("3", 1)));
        _books.Append(new TerminalLocked("C8"), new CashExchangeBegun("Olena"));
    }

    [TearDown]
    public void Dispose() => _books.Dispose();

    [Test]
    public void The_books_begin_anew_with_what_is_in_the_machine()
    {
        End(AllBut(("1", 2), ("3", 3)), fill: ("1", 90));
        var cash = _books.State.Cash!;
        Assert.That(cash.Units.Select(u => u.Count), Is.EqualTo(new[] { 90, 50, 47, 0, 0 }));
        Assert.That((cash.Loaded, cash.Completed, cash.Missing), Is.EqualTo((Uah(37_500), Uah(0), Uah(0))));
        Assert.That((_books.State.Exchange, _books.State.Lock, _books.State.LastDifference), Is.EqualTo(Nothing));
        Assert.That(_books.State.Suspects, Is.Empty);
    }

    [Test]
    public void Names_counts_verdicts_and_new_counts_are_facts()
    {
        End(AllBut(("1", 2), ("3", 4)));
        Assert.That(
            _books.Facts.Select(f => f.GetType().Name).SkipWhile(n => n != nameof(CashExchangeBegun)).Skip(1),
            Is.EqualTo(
                new[]
                {
                    nameof(CashCounted),
                    nameof(ReconciliationDecided),
                    nameof(WithdrawalCompleted),
                    nameof(ReconciliationDecided),
                    nameof(TerminalUnlocked),
                    nameof(CashUnitsSet),
                }
            )
        );
        var counted = _books.Facts.OfType<CashCounted>().Single();
        Assert.That((counted.By, counted.ConfirmedBy), Is.EqualTo(("Olena", "Bohdan")));
        var set = _books.Facts.OfType<CashUnitsSet>().Last();
        Assert.That((set.By, set.ConfirmedBy), Is.EqualTo(("Olena", "Bohdan")));
        Assert.That(_books.Facts.OfType<TerminalUnlocked>().Single().By, Is.EqualTo("counted by Olena and Bohdan"));
        Assert.That(
            _books.Facts.OfType<ReconciliationDecided>().Select(d => d.Verdict),
            Is.EqualTo(new[] { "given in full (counted)", "shortage (counted)" })
        );
    }

    [TestCase(0, OutboxKind.Reversal)]
    [TestCase(2, OutboxKind.Completion)]
    public void What_the_case_gave_is_owed_to_the_host_as_ever(int given, OutboxKind kind)
    {
        _books.Append(new UploadAcknowledged(new(1), _books.State.Outbox.Single().Seq, "00"));
        End(AllBut(("1", given), ("3", 2)));
        var owed = _books.State.Outbox.Single();
        Assert.That((owed.Kind, owed.Amount, owed.Asked), Is.EqualTo((kind, Uah(100 * given), Uah(700))));
    }

    [TestCase(0, "nothing given (counted)")]
    [TestCase(1, "given in part (counted)")]
    public void The_verdict_is_said_in_words(int given, string verdict)
    {
        End(AllBut(("1", given), ("3", 2)));
        Assert.That(_books.Facts.OfType<ReconciliationDecided>().First().Verdict, Is.EqualTo(verdict));
    }

    // Of the 100s that are missing two are the customer's.
    [TestCase("3", 0, "over (counted)")]
    [TestCase("1", 7, "other notes than expected (counted)")]
    public void Differences_are_said_in_words(string shortUnit, int notes, string verdict)
    {
        End(AllBut(("3", 2)) is var found ? Less(found, shortUnit, notes) with { Elsewhere = Notes(("3", 1)) } : found);
        Assert.That(_books.Facts.OfType<ReconciliationDecided>().Last().Verdict, Is.EqualTo(verdict));
    }

    [Test]
    public void A_unit_that_the_operator_has_locked_stays_locked()
    {
        _books.Append(new CashUnitsSet([Units[0] with { AppLockOut = true }, .. Units.Skip(1)], "test"));
        End(AllBut(), shares: true);
        Assert.That(
            _books.State.Units.Select(u => u.AppLockOut),
            Is.EqualTo(new[] { true, false, false, false, false })
        );
    }

    private static (CashExchangeBegun?, TerminalLocked?, ReconciliationDecided?) Nothing => (null, null, null);

    private static CashCount Less(CashCount count, string unit, int notes) =>
        count with
        {
            Cassettes = count.Cassettes.Minus(NoteCounts.Of(unit, notes)),
        };

    private void End(CashCount found, (string Unit, int Notes)? fill = null, bool shares = false)
    {
        var entry = CashEntry.OfCountOnly(" Olena ", found, _books.State.Units);
        if (fill is { } wanted)
            entry = entry with
            {
                Loaded = [.. entry.Loaded.Select(l => l.Unit == wanted.Unit ? l with { Notes = wanted.Notes } : l)],
            };
        var said = shares ? _books.State.Suspects.ToDictionary(w => w.Number, _ => NoteCounts.Empty) : null;
        _books.Append([.. ExchangeEnd.Facts(_books.State, entry, "Bohdan", _books.Decide(found, said))]);
    }
}
