using AtmTerminal.Domain.Amounts;
using AtmTerminal.Domain.Cash;
using AtmTerminal.Domain.Events;

namespace AtmTerminal.Journal.Tests.Support;

/// <summary>A start after an interruption: a history, a clearing, a decision, and what must hold after each.</summary>
internal sealed class Start : IDisposable
{
    public static readonly ClearingEvidence Counted = ClearingEvidence.NothingFound;

    /// <summary>The path was found empty before and after, the shutter closed.</summary>
    public static readonly DispenserEvidence Quiet = new(false, false, false, Counted);

    private readonly IJournal _journal = MemoryJournal.Create(Samples.Clock);

    public Start(params IEnumerable<JournalEvent>[] history)
    {
        _journal.MustAppend([Samples.Loaded()]);
        foreach (var events in history)
        foreach (var e in events)
            _journal.MustAppend([e]);
    }

    public TerminalState State => _journal.State;

    public IEnumerable<JournalEvent> Events => _journal.Read().Select(e => e.Event);

    /// <summary>Decides, appends, and looks at what has to hold after every row: I1, I5, and that a second start adds nothing.</summary>
    public ReconciliationDecision Reconcile(DispenserEvidence evidence)
    {
        var decision = Reconciliation.Decide(State, evidence);
        _journal.MustAppend(decision.Events);
        MustAccountForEveryNote();
        Assert.That(State.Open, Is.Empty, "no request may be open when a session starts (I5)");
        Assert.That(State.Authorizing, Is.Empty);
        var again = Reconciliation.Decide(State, evidence);
        Assert.That(again.Events, Is.Empty, "a second start must write nothing new (D3)");
        Assert.That(again.StayOutOfService, Is.EqualTo(decision.StayOutOfService));
        return decision;
    }

    /// <summary>I1: loaded = units + completed + declared differences.</summary>
    public void MustAccountForEveryNote()
    {
        var cash = State.Cash!;
        var declared = State.Suspects.Aggregate(
            Money.Zero(Currency.Uah),
            (sum, suspect) => sum + (suspect.DeclaredDifference ?? Money.Zero(Currency.Uah))
        );
        var reported = State.LastDifference is { Found: { } found } last
            ? last.Expected - found
            : Money.Zero(Currency.Uah);
        Assert.That(cash.Loaded, Is.EqualTo(cash.Found + cash.Completed + declared + reported), "I1");
    }

    public void Append(JournalEvent e) => _journal.MustAppend([e]);

    public void Dispose() => _journal.Dispose();
}
