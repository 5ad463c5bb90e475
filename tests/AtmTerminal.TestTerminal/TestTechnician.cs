using AtmTerminal.Domain.Cash;
using AtmTerminal.Domain.Withdrawals;
using AtmTerminal.Service;
using AtmTerminal.SimulatedBoard.Auxiliaries;
using AtmTerminal.SimulatedBoard.CashDispenser;

namespace AtmTerminal.Testing;

/// <summary>
/// Two people with the key, in words: what they do with their hands the terminal notices by its pins, and what they enter goes
/// through <see cref="Terminal.Service"/>, as from a menu. They count what is really there.
/// </summary>
public sealed class TestTechnician(TestTerminal terminal)
{
    public const string First = "Olena";
    public const string Second = "Bohdan";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private NoteCounts _hand = NoteCounts.Empty;
    private CashCount? _found;

    private AuxiliariesMechanism Outside => terminal.Machine.Mechanism<AuxiliariesMechanism>();

    private CashDispenserMechanism Dispenser => terminal.Machine.Mechanism<CashDispenserMechanism>();

    /// <summary>What the last operation at the terminal said.</summary>
    public ServiceOutcome? Said { get; private set; }

    /// <summary>Why the last operation was refused; <c>null</c> when it was done.</summary>
    public ServiceRefusal? Refusal => (Said as ServiceOutcome.Refused)?.Why;

    /// <summary>Turns the key to supervisor, waits until nobody is served, and begins an exchange.</summary>
    public TestTechnician Begin()
    {
        Turn(supervisor: true);
        terminal.WaitUntil(
            () => terminal.Terminal!.Status.State == Session.Table.SessionState.OutOfService,
            "the terminal is out of service",
            Patience
        );
        return Do(service => service.BeginExchange(First));
    }

    /// <summary>Opens the safe.</summary>
    public TestTechnician Open()
    {
        Outside.MoveSafeDoor(open: true);
        terminal.Wait(TimeSpan.FromSeconds(1));
        return this;
    }

    /// <summary>Closes the safe.</summary>
    public TestTechnician CloseSafe()
    {
        Outside.MoveSafeDoor(open: false);
        terminal.Wait(TimeSpan.FromSeconds(1));
        return this;
    }

    /// <summary>Closes the safe and turns the key back; the terminal reconciles and decides whether it serves.</summary>
    public TestTechnician Leave()
    {
        CloseSafe();
        Turn(supervisor: false);
        return this;
    }

    /// <summary>Repairs every fault, takes all notes out of the path and counts them into the hand.</summary>
    public TestTechnician ClearPath()
    {
        terminal.Machine.ClearFaults();
        _hand = _hand.Plus(NoteCounts.Of(Dispenser.TakeOutPath()));
        return this;
    }

    /// <summary>
    /// Every note that is there, as somebody finds it who looks everywhere. It is written down and stands until an exchange has
    /// ended, whatever is put in or taken out meanwhile.
    /// </summary>
    public CashCount Count()
    {
        var notes = terminal.Notes;
        return _found ??= new(
            NoteCounts.Of(notes.Cassettes.Select(c => KeyValuePair.Create(c.Unit, c.Notes))),
            NoteCounts.Of(notes.Reject),
            NoteCounts.Of(notes.Retract),
            _hand
        );
    }

    /// <summary>Counts if nobody has, empties the bins and the hand into a bag, and fills the cassettes that are named.</summary>
    /// <returns>What stands in the cassettes now.</returns>
    public IReadOnlyList<LoadedCassette> Load(NoteCounts wanted)
    {
        Count();
        var before = terminal.Notes.Total + _hand.Total;
        Dispenser.EmptyBins();
        _hand = NoteCounts.Empty;
        foreach (var (unit, notes) in wanted)
            Dispenser.FillCassette(int.Parse(unit, System.Globalization.CultureInfo.InvariantCulture), notes);
        terminal.NotesBrought += terminal.Notes.Total - before;
        return
        [
            .. terminal.Config.Cassettes.Select(c => new LoadedCassette(
                c.Id,
                c.Denomination,
                terminal.Notes.Cassettes.First(there => there.Unit == c.Id).Notes
            )),
        ];
    }

    /// <summary>A whole visit: begins, counts everything, fills the cassettes that are named, closes all cases, and leaves.</summary>
    /// <param name="wanted">What the cassettes shall hold; those that are not named keep what they hold.</param>
    public TestTechnician Exchange(NoteCounts? wanted = null)
    {
        Begin().Open().ClearPath();
        return CountAndEnd(wanted: wanted).Leave();
    }

    /// <summary>Counts, fills the cassettes that are named, and enters both twice.</summary>
    public TestTechnician CountAndEnd(
        IReadOnlyDictionary<WithdrawalNumber, NoteCounts>? shares = null,
        NoteCounts? wanted = null
    )
    {
        var found = Count();
        var loaded = Load(wanted ?? NoteCounts.Empty);
        return End(new(First, found, loaded), new(Second, found, loaded), shares);
    }

    /// <summary>Enters the two entries.</summary>
    public TestTechnician End(
        CashEntry entry,
        CashEntry confirmation,
        IReadOnlyDictionary<WithdrawalNumber, NoteCounts>? shares = null
    )
    {
        Do(service => service.EndExchange(entry, confirmation, shares));
        if (Said is ServiceOutcome.Done)
            _found = null;
        return this;
    }

    /// <summary>Has one note of a cassette picked into the reject bin.</summary>
    public TestTechnician TestPick(string unit)
    {
        Said = null;
        if (terminal.IsOn)
            terminal.OnTheLoop(async () => Said = await terminal.Terminal!.Service.TestPick(unit));
        terminal.WaitUntil(() => Said is not null, "the test pick", Patience);
        return this;
    }

    /// <summary>Does something at the terminal, on its own thread.</summary>
    public TestTechnician Do(Func<TechnicianService, ServiceOutcome> operation)
    {
        Said = null;
        if (terminal.IsOn)
            terminal.OnTheLoop(() => Said = operation(terminal.Terminal!.Service));
        return this;
    }

    private void Turn(bool supervisor)
    {
        Outside.TurnSwitch(supervisor);
        terminal.Wait(TimeSpan.FromSeconds(1));
    }
}
