using AtmTerminal.Domain.Amounts;
using AtmTerminal.Domain.Cash;
using AtmTerminal.Domain.Events;
using AtmTerminal.Domain.Time;
using AtmTerminal.Domain.Withdrawals;

namespace AtmTerminal.Journal.Tests.Support;

/// <summary>The words of the tests: amounts, units, and the events of a withdrawal as a terminal writes them.</summary>
internal static class Samples
{
    public const string Mask = "************4242";

    public static VirtualTime Clock { get; } = new(new(2026, 3, 4, 13, 4, 5, 120, TimeSpan.Zero));

    public static Money Uah(long major) => Money.FromMajorUnits(major, Currency.Uah);

    public static CashUnit[] Units(int notes = 100) =>
        [
            CashUnit.Cassette("1", new(Uah(100)), notes),
            CashUnit.Cassette("2", new(Uah(200)), notes),
            CashUnit.Cassette("3", new(Uah(500)), notes),
            CashUnit.Bin("reject", CashUnitType.Reject),
            CashUnit.Bin("retract", CashUnitType.Retract),
        ];

    public static NoteCounts Notes(params (string Unit, int Notes)[] counts) =>
        NoteCounts.Of(counts.Select(c => KeyValuePair.Create(c.Unit, c.Notes)));

    public static CashUnitsSet Loaded(int notes = 100) => new(Units(notes), "test");

    public static Money Value(NoteCounts notes) => CashPosition.Load(Units()).ValueOf(notes);

    public static AuthorizationSent Sent(long number, Money amount) =>
        new(new(number), amount, Money.Zero(Currency.Uah), Mask, 17, "0304130405", "authorize-first");

    public static WithdrawalRequested Requested(long number, NoteCounts plan) =>
        new(new(number), Value(plan), Money.Zero(Currency.Uah), plan, "123456", Mask);

    public static IEnumerable<JournalEvent> Pick(long number, string unit) =>
        [new NotePickStarted(new(number), unit), new NotePicked(new(number), unit)];

    public static IEnumerable<JournalEvent> PickAll(long number, NoteCounts plan) =>
        plan.SelectMany(p => Enumerable.Range(0, p.Value).SelectMany(_ => Pick(number, p.Key)));

    /// <summary>A withdrawal up to the notes lying counted in the stacker.</summary>
    public static IEnumerable<JournalEvent> UpToStacked(long number, NoteCounts plan) =>
        [
            Sent(number, Value(plan)),
            Requested(number, plan),
            .. PickAll(number, plan),
            new NotesStacked(new(number), plan),
        ];

    /// <summary>A withdrawal up to the notes being presented.</summary>
    public static IEnumerable<JournalEvent> UpToPresented(long number, NoteCounts plan) =>
        [.. UpToStacked(number, plan), new PresentStarted(new(number), plan), new NotesPresented(new(number))];

    /// <summary>A withdrawal that goes well, up to its completion.</summary>
    public static IEnumerable<JournalEvent> Whole(long number, NoteCounts plan) =>
        [
            .. UpToPresented(number, plan),
            new NotesTaken(new(number)),
            new WithdrawalCompleted(new(number), Value(plan), Money.Zero(Currency.Uah), plan, "taken"),
        ];

    public static IEnumerable<NotePurged> Purged(long number, string bin, NoteCounts notes) =>
        notes.SelectMany(n => Enumerable.Repeat(new NotePurged(new(number), bin, n.Key), n.Value));

    public static IJournal Opened(OpeningOutcome outcome) =>
        outcome is OpeningOutcome.Opened opened
            ? opened.Journal
            : throw new AssertionException($"Expected an open journal: {outcome.Sentence}");

    public static IJournal OpenNew(TempFolder folder) =>
        Opened(JournalFolder.Open(folder.Path, firstStart: true, Clock));

    public static IJournal Reopen(TempFolder folder) =>
        Opened(JournalFolder.Open(folder.Path, firstStart: false, Clock));

    public static void MustAppend(this IJournal journal, IEnumerable<JournalEvent> events) =>
        Assert.That(journal.Append([.. events]), Is.EqualTo(AppendOutcome.Durable), journal.Failure);
}
