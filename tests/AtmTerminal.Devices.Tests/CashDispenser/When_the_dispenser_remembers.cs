using AtmTerminal.Devices.CashDispenser;
using AtmTerminal.Domain.Cash;
using AtmTerminal.Domain.Events;
using AtmTerminal.Domain.Withdrawals;

namespace AtmTerminal.Devices.Tests.CashDispenser;

public class When_the_dispenser_remembers
{
    [Test]
    public void Lasting_facts_are_all_that_counts_of_earlier_withdrawals([Range(1, 200)] int seed)
    {
        var random = new Random(seed);
        var events = new List<JournalEvent>();
        for (var number = 1; number <= 4; number++)
        for (var left = random.Next(1, 8); left > 0; left--)
            events.Add(Fact(random, new(number)));
        var first = events.FindIndex(e => e is WithdrawalEvent { Withdrawal.Value: 4 });
        var enough = events.Where((e, i) => i >= first || DispenserRecord.LastingFacts.Contains(e.GetType().Name));
        // Compared as text: every member of the record is in it.
        Assert.That(DispenserRecord.From(enough).ToString(), Is.EqualTo(DispenserRecord.From(events).ToString()));
    }

    // The first fact of a withdrawal need not be one of the dispenser's.
    private static JournalEvent Fact(Random random, WithdrawalNumber number) =>
        random.Next(15) switch
        {
            0 => new NotePickStarted(number, "1"),
            1 => new NotePicked(number, "1"),
            2 => new NotePickMissed(number, "1", "empty"),
            3 => new NoteDivertStarted(number, "2", 2, "double"),
            4 => new NoteDiverted(number, "2", 2),
            5 => new NotesStacked(number, NoteCounts.Of("1", 1)),
            6 => new PresentStarted(number, NoteCounts.Of("1", 1)),
            7 => new RetractStarted(number),
            8 => new NotePurged(number, "reject", "1"),
            9 => new NotePurged(number, "retract", null),
            10 => new NoteDropped(number, "reject"),
            11 => new CashCleared(number, "reject", 1),
            12 => new TestPickStarted("1"),
            13 => new TestPicked("1", 1, true),
            _ => new NotesTaken(number),
        };
}
