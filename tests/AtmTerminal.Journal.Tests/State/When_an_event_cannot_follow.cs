using AtmTerminal.Domain.Amounts;
using AtmTerminal.Domain.Cash;
using AtmTerminal.Domain.Events;
using AtmTerminal.Domain.Withdrawals;
using AtmTerminal.Journal.Tests.Support;
using static AtmTerminal.Journal.Tests.Support.Samples;

namespace AtmTerminal.Journal.Tests.State;

/// <summary>A bug of the writer is refused before anything is written.</summary>
public class When_an_event_cannot_follow
{
    private static IEnumerable<TestCaseData> Refused()
    {
        yield return Case("a counter that goes back", new CounterReserved("trace", 99));
        yield return Case("a record set aside that is not owed", new UploadSetAside(new(1), 2, "96"));
        yield return Case("a request without a number", Requested(0, Notes(("1", 1))));
        yield return Case("a number that is closed", Requested(1, Notes(("1", 1))));

        static TestCaseData Case(string name, JournalEvent e) => new TestCaseData(e).SetArgDisplayNames(name);
    }

    [TestCaseSource(nameof(Refused))]
    public void It_is_refused_and_changes_nothing(JournalEvent e)
    {
        using var journal = MemoryJournal.Create(Clock);
        journal.MustAppend([Loaded(), new CounterReserved("trace", 100), .. Whole(1, Notes(("1", 1)))]);
        var before = journal.State;

        Assert.That(() => journal.Append(e), Throws.TypeOf<EventOutOfOrderException>());

        Assert.That(journal.State, Is.SameAs(before));
        Assert.That(journal.Failure, Is.Null);
    }

    [Test]
    public void A_row_out_of_its_turn_is_refused() =>
        Assert.That(
            () => TerminalState.Empty.Apply(new(2, default, new SecurityNoted("second"), new byte[32])),
            Throws.TypeOf<EventOutOfOrderException>()
        );

    [Test]
    public void No_event_at_all_is_durable_at_once()
    {
        using var journal = MemoryJournal.Create(Clock);

        Assert.That(journal.Append(), Is.EqualTo(AppendOutcome.Durable));
        Assert.That(journal.State.HeadSeq, Is.Zero);
    }
}
