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
}
