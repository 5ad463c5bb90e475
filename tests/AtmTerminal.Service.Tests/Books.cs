using AtmTerminal.Domain.Amounts;
using AtmTerminal.Domain.Cash;
using AtmTerminal.Domain.Events;
using AtmTerminal.Domain.Time;
using AtmTerminal.Domain.Withdrawals;
using AtmTerminal.Journal;

namespace AtmTerminal.Service.Tests;

/// <summary>A journal in memory, and the words of the tests: two cassettes of 100, one of 500, and cases as a start leaves them.</summary>
internal sealed class Books : IDisposable
{
    private readonly IJournal _journal = MemoryJournal.Create(
        new VirtualTime(new(2026, 11, 20, 9, 0, 0, TimeSpan.Zero))
    );
    private long _number;

    public Books(bool loaded = true)
    {
        if (loaded)
            Append(new CashUnitsSet(Units, "first loading"));
    }

    public static IReadOnlyList<CashUnit> Units { get; } =
    [
        CashUnit.Cassette("1", new(Uah(100)), 50),
        CashUnit.Cassette("2", new(Uah(100)), 50),
        CashUnit.Cassette("3", new(Uah(500)), 50),
        CashUnit.Bin("reject", CashUnitType.Reject),
        CashUnit.Bin("retract", CashUnitType.Retract),
    ];

    public TerminalState State => _journal.State;

    public IEnumerable<JournalEvent> Facts => _journal.Read().Select(e => e.Event);

    public static Money Uah(long major) => Money.FromMajorUnits(major, Currency.Uah);

    public static NoteCounts Notes(params (string Unit, int Notes)[] counts) =>
        NoteCounts.Of(counts.Select(c => KeyValuePair.Create(c.Unit, c.Notes)));

    /// <summary>Everything that was loaded, but for what is gone; all of it in the cassettes.</summary>
    public static CashCount AllBut(params (string Unit, int Notes)[] gone) =>
        new(
            Notes(("1", 50), ("2", 50), ("3", 50)).Minus(Notes(gone)),
            NoteCounts.Empty,
            NoteCounts.Empty,
            NoteCounts.Empty
        );

    public void Append(params ReadOnlySpan<JournalEvent> events) =>
        Assert.That(_journal.Append(events), Is.EqualTo(AppendOutcome.Durable));

    /// <summary>A withdrawal whose notes lie in the stacker.</summary>
    /// <param name="asked">When it is not what the notes are worth.</param>
    public WithdrawalNumber Stack(NoteCounts notes, long? asked = null)
    {
        var number = new WithdrawalNumber(++_number);
        var amount = asked is { } other ? Uah(other) : State.Cash!.ValueOf(notes);
        Append(
            new AuthorizationSent(number, amount, Uah(0), "************4242", 17, "1120090000", "authorize-first"),
            new WithdrawalRequested(number, amount, Uah(0), notes, "123456", "************4242")
        );
        foreach (var (unit, count) in notes)
            for (var note = 0; note < count; note++)
                Append(new NotePickStarted(number, unit), new NotePicked(number, unit));
        Append(new NotesStacked(number, notes));
        return number;
    }

    /// <summary>A case whose notes were about to be presented.</summary>
    public WithdrawalNumber SuspectPresented(NoteCounts notes, long? asked = null)
    {
        var number = Stack(notes, asked);
        Append(
            new PresentStarted(number, notes),
            new NotesPresented(number),
            new WithdrawalSuspected(number, State.Cash!.ValueOf(notes), "C3: not counted")
        );
        return number;
    }

    /// <summary>A case whose notes never were on their way to the customer.</summary>
    public WithdrawalNumber SuspectInside(NoteCounts notes)
    {
        var number = Stack(notes);
        Append(new WithdrawalSuspected(number, Uah(0), "B6: jam"));
        return number;
    }

    public void Complete(NoteCounts notes)
    {
        var number = Stack(notes);
        Append(
            new PresentStarted(number, notes),
            new NotesTaken(number),
            new WithdrawalCompleted(number, State.Cash!.ValueOf(notes), Uah(0), notes, "taken")
        );
    }

    public CountVerdict.Decided Decide(
        CashCount count,
        IReadOnlyDictionary<WithdrawalNumber, NoteCounts>? shares = null
    ) =>
        CountDecision.Decide(State, count, shares) switch
        {
            CountVerdict.Decided decided => decided,
            var other => throw new AssertionException($"Undecided: {other}"),
        };

    public ServiceRefusal RefusalOf(
        CashCount count,
        IReadOnlyDictionary<WithdrawalNumber, NoteCounts>? shares = null
    ) =>
        CountDecision.Decide(State, count, shares) is CountVerdict.Undecided undecided
            ? undecided.Why
            : throw new AssertionException("It was decided.");

    public void Dispose() => _journal.Dispose();
}
