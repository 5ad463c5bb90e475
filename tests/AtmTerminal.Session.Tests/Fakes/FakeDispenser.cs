using AtmTerminal.Devices.Contracts;
using AtmTerminal.Domain.Cash;
using AtmTerminal.Domain.Events;
using AtmTerminal.Domain.Withdrawals;
using AtmTerminal.Journal;

namespace AtmTerminal.Session.Tests.Fakes;

/// <summary>A dispenser that journals each step as the real one does, and whose failures the test tells.</summary>
public sealed class FakeDispenser(IJournal journal) : ICashDispenser
{
    private NoteCounts _stacker = NoteCounts.Empty;
    private NoteCounts _throat = NoteCounts.Empty;

    /// <summary>Cassettes that misfeed, with the notes they still give.</summary>
    public Dictionary<string, int> Misfeeds { get; } = [];

    public PresentOutcome Presentation { get; set; } = PresentOutcome.Taken;

    /// <summary>Notes that the customer pulls out while they are being retracted.</summary>
    public NoteCounts PulledOut { get; set; } = NoteCounts.Empty;

    /// <summary>Cassettes that are not in the machine.</summary>
    public HashSet<string> Removed { get; } = [];

    /// <summary>Whether clearing can count the notes.</summary>
    public bool Counts { get; set; } = true;

    /// <summary>The dispenser's answer to everything, once set.</summary>
    public CompletionCode? Fails { get; set; }

    /// <summary>Clearings that the dispenser does not bring to an end: Reject, Retract or Reset.</summary>
    public HashSet<string> FailingClearings { get; } = [];

    /// <summary>Notes that come out beyond the order.</summary>
    public NoteCounts Surplus { get; set; } = NoteCounts.Empty;

    /// <summary>Whether the stacker's sensors contradict each other.</summary>
    public bool StackerUnknown { get; set; }

    /// <summary>The dispenser journals by itself that the customer may have had access.</summary>
    public bool JournalsDoubts { get; set; }

    public List<string> Orders { get; } = [];

    public DeviceState Device { get; set; } = DeviceState.Online;

    public event Action<DeviceState>? DeviceChanged
    {
        add { }
        remove { }
    }

    public DispenserStatus GetStatus() =>
        new(
            StackerUnknown ? StackerState.Unknown
                : _stacker.IsEmpty ? StackerState.Empty
                : StackerState.NotEmpty,
            !_throat.IsEmpty,
            false,
            true
        );

    public IReadOnlyList<CassetteStatus> GetCassettes() =>
        [
            .. journal
                .State.Units.Where(u => u.Type == CashUnitType.CashOut)
                .Select(u => new CassetteStatus(u.Id, !Removed.Contains(u.Id), false)),
        ];

    public Task<Completion<DispenseResult>> Dispense(WithdrawalNumber withdrawal, NoteCounts items)
    {
        Orders.Add($"Dispense {items}");
        if (Fails is { } code)
            return Task.FromResult(new Completion<DispenseResult>(code, null, "dispenser.jam", "A note is stuck."));
        var stacked = NoteCounts.Empty;
        var failed = new Dictionary<string, string>();
        foreach (var (unit, notes) in items.Plus(Surplus))
        {
            var given = Math.Min(notes, Misfeeds.GetValueOrDefault(unit, notes));
            for (var i = 0; i < given; i++)
                journal.Append(new NotePickStarted(withdrawal, unit), new NotePicked(withdrawal, unit));
            if (given < notes)
            {
                journal.Append(
                    new NotePickStarted(withdrawal, unit),
                    new NotePickMissed(withdrawal, unit, "dispenser.misfeed")
                );
                failed[unit] = "dispenser.misfeed";
            }
            stacked = stacked.Plus(unit, given);
        }
        _stacker = _stacker.Plus(stacked);
        journal.Append(new NotesStacked(withdrawal, _stacker));
        return Task.FromResult(
            new Completion<DispenseResult>(CompletionCode.Success, new DispenseResult(stacked, failed))
        );
    }

    public Task<Completion<PresentResult>> Present(WithdrawalNumber withdrawal, TimeSpan takeLimit)
    {
        Orders.Add("Present");
        if (Fails is { } code)
            return Task.FromResult(new Completion<PresentResult>(code, null));
        journal.Append(new PresentStarted(withdrawal, _stacker));
        if (Presentation == PresentOutcome.NotPresented)
            return Ended();
        (_throat, _stacker) = (_stacker, NoteCounts.Empty);
        journal.Append(new NotesPresented(withdrawal));
        if (Presentation == PresentOutcome.Taken)
        {
            _throat = NoteCounts.Empty;
            journal.Append(new NotesTaken(withdrawal));
        }
        if (JournalsDoubts)
            journal.Append(new CustomerAccessDoubted(withdrawal, "the shutter was forced"));
        return Ended();

        Task<Completion<PresentResult>> Ended() =>
            Task.FromResult(new Completion<PresentResult>(CompletionCode.Success, new(Presentation)));
    }

    public Task<Completion<ClearResult>> Reject(WithdrawalNumber withdrawal)
    {
        Orders.Add("Reject");
        var cleared = Clear(withdrawal, "reject", _stacker);
        _stacker = NoteCounts.Empty;
        return cleared;
    }

    public Task<Completion<ClearResult>> Retract(WithdrawalNumber withdrawal)
    {
        Orders.Add("Retract");
        journal.Append(new RetractStarted(withdrawal));
        var cleared = Clear(withdrawal, "retract", _throat.Minus(PulledOut));
        _throat = NoteCounts.Empty;
        return cleared;
    }

    public Task<Completion<ClearResult>> Reset(WithdrawalNumber withdrawal)
    {
        Orders.Add("Reset");
        var bin = _throat.IsEmpty ? "reject" : "retract";
        var cleared = Clear(withdrawal, bin, _throat.Plus(_stacker));
        (_throat, _stacker) = (NoteCounts.Empty, NoteCounts.Empty);
        return cleared;
    }

    private Task<Completion<ClearResult>> Clear(WithdrawalNumber withdrawal, string bin, NoteCounts notes)
    {
        if (FailingClearings.Contains(Orders[^1]))
            return Task.FromResult(new Completion<ClearResult>(CompletionCode.HardwareError, null, "dispenser.jam"));
        if (Counts)
            foreach (var (unit, count) in notes)
                for (var i = 0; i < count; i++)
                    journal.Append(new NotePurged(withdrawal, bin, unit));
        if (withdrawal.Value > 0)
            journal.Append(new CashCleared(withdrawal, bin, Counts ? notes.Total : null));
        return Task.FromResult(
            new Completion<ClearResult>(CompletionCode.Success, new ClearResult(Counts ? notes : null, 0))
        );
    }
}
