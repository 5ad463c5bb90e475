using AtmTerminal.Domain.Events;
using static AtmTerminal.Journal.Tests.Support.Samples;

namespace AtmTerminal.Journal.Tests.Opening;

public class When_a_start_asks_for_the_last_withdrawal
{
    private static readonly HashSet<string> _lasting = [nameof(NotePurged)];

    [Test]
    public void It_gets_all_rows_of_it_and_of_the_rows_before_those_that_last()
    {
        var plan = Notes(("1", 1));
        using var journal = MemoryJournal.Create(Clock);
        Write(journal, [Loaded(), .. Whole(1, plan), new NotePurged(default, "reject", null), .. Whole(2, plan)]);
        Write(journal, [Sent(3, Value(plan)), new OperatorActed("looks on"), Requested(3, plan)]);
        JournalEvent[] expected =
        [
            new NotePurged(default, "reject", null),
            Sent(3, Value(plan)),
            new OperatorActed("looks on"),
            Requested(3, plan),
        ];
        Assert.That(journal.ReadLatest(1, _lasting).Select(entry => entry.Event), Is.EqualTo(expected));
    }

    [Test]
    public void It_gets_every_row_while_there_was_no_withdrawal()
    {
        using var journal = MemoryJournal.Create(Clock);
        Assert.That(journal.ReadLatest(1, _lasting), Is.Empty);
        Write(journal, [new OperatorActed("first"), new OperatorActed("second")]);
        Assert.That(journal.ReadLatest(2, _lasting).Select(entry => entry.Seq), Is.EqualTo(new[] { 2L }));
    }

    private static void Write(IJournal journal, JournalEvent[] events) =>
        Assert.That(journal.Append(events), Is.EqualTo(AppendOutcome.Durable));
}
