using AtmTerminal.Domain.Cash;
using AtmTerminal.Journal.Tests.Support;
using static AtmTerminal.Journal.Tests.Support.Samples;

namespace AtmTerminal.Journal.Tests.Recovery;

/// <summary>Random withdrawals on a machine that knows where its notes are, cut off at random steps. The seed names the run.</summary>
public class When_the_power_fails_anywhere
{
    private const int WithdrawalsEach = 12;

    [Test]
    public void Every_note_and_every_posting_is_accounted_for([Range(1, 150)] int seed)
    {
        var random = new Random(seed);
        using var journal = MemoryJournal.Create(Clock);
        journal.MustAppend([Loaded()]);
        var machine = new Machine(random, journal);
        for (var i = 0; i < WithdrawalsEach; i++)
        {
            try
            {
                machine.Withdraw(RandomPlan(random), random.Next(2) == 0 ? int.MaxValue : random.Next(60));
            }
            catch (PowerLost) { }
            var evidence = machine.StartAndClear();
            journal.MustAppend(Reconciliation.Decide(journal.State, evidence).Events);
            MustAgree(journal.State, machine);
        }
    }

    private static void MustAgree(TerminalState state, Machine machine)
    {
        Assert.That(
            state.Suspects,
            Is.Empty,
            "the sensors spoke and every note was counted: nothing is left to a person"
        );
        Assert.That(state.LastDifference, Is.Null);
        Assert.That(state.Open, Is.Empty, "I5");
        var cash = state.Cash!;
        Assert.That(cash.Loaded, Is.EqualTo(cash.Found + cash.Completed), "I1");
        Assert.That(cash.Completed, Is.EqualTo(machine.WithCustomers), "what is posted is what the customers have");
        foreach (var (unit, notes) in machine.Cassettes)
            Assert.That(Unit(state, unit).Count, Is.EqualTo(notes), $"cassette {unit}");
        foreach (var (bin, notes) in machine.Bins)
            Assert.That(Unit(state, bin).Count, Is.EqualTo(notes.Count), bin);
        var posted = state.Outbox.Where(r => r.Kind == OutboxKind.Completion).Sum(r => r.Amount.MinorUnits);
        Assert.That(posted, Is.EqualTo(cash.Completed.MinorUnits), "I2");
        Assert.That(state.Outbox.Select(r => r.Withdrawal), Is.Unique, "each number at most once");
        Assert.That(state.Outbox.Length, Is.EqualTo(state.NextWithdrawal.Value - 1), "no hold is forgotten");
    }

    private static NoteCounts RandomPlan(Random random) =>
        random.Next(3) == 0
            ? Notes(("2", 1 + random.Next(4)))
            : Notes(("1", random.Next(3)), ("2", random.Next(3)), ("3", 1 + random.Next(2)));

    private static CashUnit Unit(TerminalState state, string id) => state.Units.Single(u => u.Id == id);
}
