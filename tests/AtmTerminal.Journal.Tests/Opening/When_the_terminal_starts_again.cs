using AtmTerminal.Domain.Events;
using AtmTerminal.Journal.Tests.Support;
using static AtmTerminal.Journal.Tests.Support.Samples;

namespace AtmTerminal.Journal.Tests.Opening;

public class When_the_terminal_starts_again
{
    [Test]
    public void It_knows_all_that_it_knew()
    {
        using var folder = new TempFolder();
        TerminalState before;
        using (var journal = OpenNew(folder))
        {
            journal.MustAppend([Loaded()]);
            journal.MustAppend(Whole(1, Notes(("1", 1), ("3", 2))));
            journal.MustAppend(UpToStacked(2, Notes(("2", 4))));
            before = journal.State;
        }
        using var again = Reopen(folder);
        Assert.That(again.State.HeadSeq, Is.EqualTo(before.HeadSeq));
        Assert.That(again.State.Open.Single(), Is.EqualTo(before.Open.Single()));
        Assert.That(again.State.Cash, Is.EqualTo(before.Cash));
        Assert.That(again.State.Outbox, Is.EqualTo(before.Outbox));
    }

    [Test]
    public void What_waits_for_a_person_still_waits()
    {
        using var folder = new TempFolder();
        TerminalState before;
        using (var journal = OpenNew(folder))
        {
            journal.MustAppend([Loaded(), .. Whole(1, Notes(("1", 1)))]);
            journal.MustAppend([
                new UploadSetAside(new(1), journal.State.Outbox.Single().Seq, "96"),
                new ReconciliationDecided(default, "shortage (D6)", Uah(900), Uah(700), "evidence"),
                new TerminalLocked("C8"),
                new CashExchangeBegun("Olena"),
            ]);
            before = journal.State;
        }
        using (var again = Reopen(folder))
        {
            Assert.That(again.State.SetAside, Is.EqualTo(before.SetAside).And.Length.EqualTo(1));
            Assert.That(again.State.LastDifference, Is.EqualTo(before.LastDifference).And.Not.Null);
            Assert.That(again.State.Lock, Is.EqualTo(before.Lock).And.Not.Null);
            Assert.That(again.State.Exchange, Is.EqualTo(before.Exchange).And.Not.Null);
            again.MustAppend([new CashExchangeCanceled("Olena", "Bohdan")]);
            Assert.That(again.State.Exchange, Is.Null);
        }
        Assert.That(JournalAudit.Verify(folder.Path).Holds);
    }

    [Test]
    public void It_says_whether_its_journal_is_new()
    {
        using var folder = new TempFolder();
        Assert.That(Say(firstStart: true), Is.EqualTo("A new journal was created."));
        Assert.That(Say(firstStart: false), Is.EqualTo("The journal is open."));

        string Say(bool firstStart)
        {
            var outcome = JournalFolder.Open(folder.Path, firstStart, Clock);
            using (Opened(outcome))
                return outcome.Sentence;
        }
    }
}
