using AtmTerminal.Domain.Amounts;
using AtmTerminal.Domain.Cash;
using AtmTerminal.Domain.Events;
using AtmTerminal.Domain.Withdrawals;
using AtmTerminal.Journal;

namespace AtmTerminal.Benchmarks.Journal;

/// <summary>A journal on the disk with a given number of rows: whole withdrawals, all of them acknowledged.</summary>
internal sealed class SampleJournal : IDisposable
{
    private const int WithdrawalsInOneTransaction = 200;
    private static readonly NoteCounts Plan = NoteCounts.Of("1", 1);
    private static readonly Money Value = Money.FromMajorUnits(100, Currency.Uah);
    private static readonly Money Free = Money.Zero(Currency.Uah);

    private readonly string _folder;
    private IJournal _journal;
    private bool _picking;

    public SampleJournal(string folder, int rows)
    {
        _folder = folder;
        _journal = Open(firstStart: true);
        Append(new CashUnitsSet(Units, "benchmark"));
        while (_journal.State.HeadSeq < rows)
        {
            Append([.. Enumerable.Range(0, WithdrawalsInOneTransaction).SelectMany(Whole)]);
            Append([.. _journal.State.Outbox.Select(r => new UploadAcknowledged(r.Withdrawal, r.Seq, "00"))]);
            _journal.Checkpoint();
        }
    }

    /// <summary>Opens a withdrawal whose notes can be picked without end.</summary>
    public void BeginPicking() => Append(Sent(0), Requested(0));

    /// <summary>One event that changes nothing but the head.</summary>
    public void CommitOneEvent() => Append(new OperatorActed("benchmark"));

    /// <summary>One event that changes the head, a cash unit and the open withdrawal.</summary>
    public void CommitEventWithProjections()
    {
        _picking = !_picking;
        var number = _journal.State.Open.Single().Number;
        Append(_picking ? new NotePickStarted(number, "1") : new NotePicked(number, "1"));
    }

    public void Checkpoint() => _journal.Checkpoint();

    /// <summary>Stops with a request open, as a power cut would leave it.</summary>
    public void StopInsideAWithdrawal()
    {
        if (!_journal.State.Open.Any())
            BeginPicking();
        _journal.Dispose();
    }

    public void OpenAndReconcile() => Append([.. OpenAndDecide().Events]);

    /// <summary>As a start that is cut off before its decision is written.</summary>
    public ReconciliationDecision OpenAndDecide()
    {
        _journal = Open(firstStart: false);
        var quiet = new DispenserEvidence(false, false, false, ClearingEvidence.NothingFound);
        return Reconciliation.Decide(_journal.State, quiet);
    }

    public void Dispose() => _journal.Dispose();

    private static CashUnit[] Units =>
        [
            CashUnit.Cassette("1", new(Value), 1_000_000_000),
            CashUnit.Cassette("2", new(Value * 2), 2_000),
            CashUnit.Cassette("3", new(Value * 5), 2_000),
            CashUnit.Cassette("4", new(Value * 10), 2_000),
            CashUnit.Bin("reject", CashUnitType.Reject),
            CashUnit.Bin("retract", CashUnitType.Retract),
        ];

    private IEnumerable<JournalEvent> Whole(int offset)
    {
        var number = Number(offset);
        return
        [
            Sent(offset),
            Requested(offset),
            new NotePickStarted(number, "1"),
            new NotePicked(number, "1"),
            new NotesStacked(number, Plan),
            new PresentStarted(number, Plan),
            new NotesPresented(number),
            new NotesTaken(number),
            new WithdrawalCompleted(number, Value, Free, Plan, "taken"),
        ];
    }

    private WithdrawalNumber Number(int offset) => new(_journal.State.NextWithdrawal.Value + offset);

    private AuthorizationSent Sent(int offset) =>
        new(Number(offset), Value, Free, "************4242", 17, "0304130405", "authorize-first");

    private WithdrawalRequested Requested(int offset) =>
        new(Number(offset), Value, Free, Plan, "123456", "************4242");

    private IJournal Open(bool firstStart) =>
        JournalFolder.Open(_folder, firstStart, TimeProvider.System) switch
        {
            OpeningOutcome.Opened opened => opened.Journal,
            var other => throw new InvalidOperationException(other.Sentence),
        };

    private void Append(params JournalEvent[] events)
    {
        if (_journal.Append(events) != AppendOutcome.Durable)
            throw new InvalidOperationException(_journal.Failure);
    }
}
