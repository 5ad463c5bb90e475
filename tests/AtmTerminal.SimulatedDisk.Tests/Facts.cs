using AtmTerminal.Domain.Amounts;
using AtmTerminal.Domain.Cash;
using AtmTerminal.Domain.Events;
using AtmTerminal.Domain.Time;
using AtmTerminal.Journal;

namespace AtmTerminal.Testing.Storage.Tests;

/// <summary>What these tests write into a journal, and how they open it.</summary>
internal static class Facts
{
    public static VirtualTime Clock { get; } = new(new(2026, 3, 4, 13, 4, 5, TimeSpan.Zero));

    public static Random Chance(int seed) => new(seed);

    public static CashUnitsSet Loaded() =>
        new(
            [
                CashUnit.Cassette("1", new(Money.FromMajorUnits(100, Currency.Uah)), 1_000),
                CashUnit.Bin("reject", CashUnitType.Reject),
                CashUnit.Bin("retract", CashUnitType.Retract),
            ],
            "test"
        );

    public static SecurityNoted Note(int number) => new($"note {number}");

    public static IJournal Start(SimulatedDisk disk, bool first = false) => Opened(disk.OpenJournal(first, Clock));

    public static IJournal Opened(OpeningOutcome outcome) =>
        outcome is OpeningOutcome.Opened opened ? opened.Journal : throw new AssertionException(outcome.Sentence);

    /// <summary>A disk with a journal of one row that nobody has open.</summary>
    public static SimulatedDisk DiskWithJournal()
    {
        var disk = new SimulatedDisk();
        using var journal = Start(disk, first: true);
        journal.Append(Loaded());
        return disk;
    }

    public static int Notes(this IJournal journal) => journal.Read().Count(e => e.Event is SecurityNoted);
}
