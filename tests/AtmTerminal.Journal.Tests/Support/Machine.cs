using AtmTerminal.Domain.Amounts;
using AtmTerminal.Domain.Cash;
using AtmTerminal.Domain.Events;
using AtmTerminal.Domain.Withdrawals;

namespace AtmTerminal.Journal.Tests.Support;

/// <summary>The power went away at the step that was counted down to.</summary>
internal sealed class PowerLost : Exception;

/// <summary>
/// A machine that knows where every note really is and writes the journal as a terminal does: each note announced before it
/// moves, and counted before it drops. The power can fail before and after every event and every move.
/// </summary>
internal sealed class Machine(Random random, IJournal journal)
{
    private readonly List<string> _path = [];
    private readonly List<string> _customer = [];
    private int _stepsLeft = int.MaxValue;
    private string? _held;
    private bool _heldIsCounted;
    private string _heldBin = "";
    private bool _kindsMayBeMixedUp;

    public Dictionary<string, int> Cassettes { get; } =
        new()
        {
            ["1"] = 100,
            ["2"] = 100,
            ["3"] = 100,
        };

    public Dictionary<string, List<string>> Bins { get; } = new() { ["reject"] = [], ["retract"] = [] };

    public Money WithCustomers => Samples.Value(Count(_customer));

    public bool ShutterWasOpen { get; private set; }

    public bool AtExit { get; private set; }

    /// <summary>Withdraws until done or until <paramref name="steps"/> are over and the power fails.</summary>
    public void Withdraw(NoteCounts plan, int steps)
    {
        _stepsLeft = steps;
        _kindsMayBeMixedUp = plan.Count == 1;
        var number = journal.State.NextWithdrawal;
        Write(Samples.Sent(number.Value, Samples.Value(plan)));
        Write(Samples.Requested(number.Value, plan));
        var had = NoteCounts.Empty;
        foreach (var unit in plan.SelectMany(p => Enumerable.Repeat(p.Key, p.Value)))
            had = Pick(number, unit) ? had.Plus(unit, 1) : had;
        if (had.IsEmpty || random.Next(8) == 0)
        {
            Clear(number, "reject");
            Close(number);
            return;
        }
        Write(new NotesStacked(number, had));
        Write(new PresentStarted(number, had));
        Move(() => (ShutterWasOpen, AtExit) = (true, true));
        Write(new NotesPresented(number));
        Take();
        if (_path.Count == 0)
            Write(new NotesTaken(number));
        else
            Write(new RetractStarted(number));
        Clear(number, "retract");
        Close(number);
    }

    /// <summary>After a power cut: what the sensors say, then a clearing that counts all that lies in the path.</summary>
    public DispenserEvidence StartAndClear()
    {
        _stepsLeft = int.MaxValue;
        var evidence = new DispenserEvidence(
            _path.Count > 0 && !AtExit,
            _path.Count > 0 && AtExit,
            ShutterWasOpen,
            null
        );
        var number = journal.State.Open.Select(w => w.Number).FirstOrDefault();
        Clear(number, AtExit ? "retract" : "reject");
        return evidence with { Cleared = ClearingEvidence.NothingFound };
    }

    private bool Pick(WithdrawalNumber number, string unit)
    {
        Write(new NotePickStarted(number, unit));
        var kind = random.Next(12);
        if (kind == 0)
        {
            Write(new NotePickMissed(number, unit, "misfeed"));
            return false;
        }
        var notes = kind == 1 ? 2 : 1;
        Move(() => Feed(unit, notes));
        if (notes == 1)
        {
            Write(new NotePicked(number, unit));
            return true;
        }
        Write(new NoteDivertStarted(number, unit, notes, "double"));
        Move(() => Drop(unit, notes));
        Write(new NoteDiverted(number, unit, notes));
        return false;
    }

    // Each note: to the hold position, counted durably, dropped. A note that waits there counted since before a power cut only
    // drops.
    private void Clear(WithdrawalNumber number, string bin)
    {
        while (_held is not null || _path.Count > 0)
        {
            if (_held is null)
                Move(() => (_held, _heldIsCounted) = (TakeFromPath(), false));
            if (!_heldIsCounted)
                Count(number, bin);
            Move(DropHeld);
        }
        (ShutterWasOpen, AtExit) = (false, false);
        Write(new CashCleared(number, bin, 0));
    }

    private void Count(WithdrawalNumber number, string bin)
    {
        var toldApart = !_kindsMayBeMixedUp || random.Next(3) > 0;
        Step();
        journal.MustAppend([new NotePurged(number, bin, toldApart ? _held : null)]);
        (_heldIsCounted, _heldBin) = (true, bin);
        Step();
    }

    private string TakeFromPath()
    {
        var note = _path[^1];
        _path.RemoveAt(_path.Count - 1);
        return note;
    }

    private void DropHeld()
    {
        Bins[_heldBin].Add(_held!);
        _held = null;
    }

    private void Close(WithdrawalNumber number)
    {
        var decision = Reconciliation.Decide(journal.State, Start.Quiet);
        Assert.That(decision.Findings.Single().Withdrawal, Is.EqualTo(number));
        Write([.. decision.Events]);
    }

    private void Take()
    {
        var taken = random.Next(4) == 0 ? random.Next(_path.Count) : _path.Count;
        Move(() =>
        {
            _customer.AddRange(_path.Take(taken));
            _path.RemoveRange(0, taken);
        });
    }

    private void Feed(string unit, int notes)
    {
        Cassettes[unit] -= notes;
        _path.AddRange(Enumerable.Repeat(unit, notes));
    }

    private void Drop(string unit, int notes)
    {
        _path.RemoveRange(_path.Count - notes, notes);
        Bins["reject"].AddRange(Enumerable.Repeat(unit, notes));
    }

    private void Write(params JournalEvent[] events)
    {
        Step();
        journal.MustAppend(events);
        Step();
    }

    private void Move(Action move)
    {
        Step();
        move();
        Step();
    }

    private void Step()
    {
        if (_stepsLeft-- <= 0)
            throw new PowerLost();
    }

    private static NoteCounts Count(IEnumerable<string> notes) =>
        NoteCounts.Of(notes.GroupBy(n => n).Select(g => KeyValuePair.Create(g.Key, g.Count())));
}
