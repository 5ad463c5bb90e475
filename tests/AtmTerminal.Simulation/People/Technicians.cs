using System.Globalization;
using AtmTerminal.Domain.Cash;
using AtmTerminal.Service;
using AtmTerminal.Session.Table;
using AtmTerminal.SimulatedBoard.Auxiliaries;
using AtmTerminal.SimulatedBoard.CardReader;
using AtmTerminal.SimulatedBoard.CashDispenser;

namespace AtmTerminal.Simulation;

/// <summary>
/// Two people with the key and a bag of notes. They repair what is broken, count every note, fill the cassettes, and enter their
/// figures until the terminal has taken them, however often it starts anew meanwhile.
/// </summary>
internal sealed class Technicians(Cashpoint cashpoint, Visit visit, Action gone)
{
    private const string First = "Olena";
    private const string Second = "Bohdan";

    private static readonly TimeSpan Glance = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Patience = TimeSpan.FromHours(6);

    private readonly Draw _draw = new(visit.Seed);
    private readonly FaultInjector _faults = new(cashpoint, visit);
    private NoteCounts _hand = NoteCounts.Empty;
    private CashCount? _found;
    private IReadOnlyList<LoadedCassette> _loaded = [];
    private TimeSpan _givesUpAt;
    private bool _begun;
    private bool _left;

    private World World => cashpoint.World;

    private AuxiliariesMechanism Outside => cashpoint.Machine.Mechanism<AuxiliariesMechanism>();

    private CashDispenserMechanism Dispenser => cashpoint.Machine.Mechanism<CashDispenserMechanism>();

    /// <summary>Come when they are called or when it is their day.</summary>
    public void Come()
    {
        World.Trace.Add(World.Clock.Elapsed, cashpoint.Index, "technicians come");
        _givesUpAt = World.Clock.Elapsed + Patience;
        _faults.CardInserted();
        Outside.TurnSwitch(supervisor: true);
        World.After(Glance, Work);
    }

    /// <summary>Somebody wants to begin an exchange without looking whether a customer is served (F1).</summary>
    public static void AskTooEarly(Cashpoint cashpoint) =>
        cashpoint.Do(program =>
        {
            if (!program.Journal.State.Open.Any())
                return;
            if (program.Service.BeginExchange("somebody in a hurry") is ServiceOutcome.Done)
                cashpoint.Violated("F1: an exchange begins while a request is open");
            else
                cashpoint.World.Tally.Row("F1");
        });

    private void Work()
    {
        if (World.IsOver || _left)
            return;
        if (World.Clock.Elapsed > _givesUpAt)
        {
            cashpoint.Violated("technicians cannot bring the machine back into service");
            return;
        }
        // Somebody in a hurry asks before the machine is ready, perhaps while a customer is served (F1).
        var inHurry = _draw.Happens(100);
        if (cashpoint.Program is { Status.State: var state } && (state == SessionState.OutOfService || inHurry))
            cashpoint.Do(program => Enter(program.Service));
        World.After(Glance, Work);
    }

    private void Enter(TechnicianService service)
    {
        // A program that hung hears them several times at once when it goes on.
        if (_left)
            return;
        if (_begun && _found is not null && service.ExchangeBegunBy is null)
        {
            // It was durable although the machine stopped before it could say so.
            Leave();
            return;
        }
        var wasOpen = cashpoint.Program!.Journal.State.Open.Any();
        if (!Did(service.BeginExchange(First), wasOpen))
            return;
        _begun = true;
        if (_found is null)
            WorkWithHands();
        var right = new CashEntry(Second, _found!, _loaded);
        if (_draw.Happens(300))
            EnterWithMistake(service, right);
        if (Did(service.EndExchange(right with { By = First }, right), wasOpen))
            Leave();
    }

    private void EnterWithMistake(TechnicianService service, CashEntry right)
    {
        var outcome = service.EndExchange(Mistaken(), right);
        if (Did(outcome, wasOpen: false))
            cashpoint.Violated("F3: two entries that differ were taken");
        if (outcome is ServiceOutcome.Refused { Why: ServiceRefusal.EntriesDiffer })
            World.Tally.Row("F3");
    }

    private bool Did(ServiceOutcome outcome, bool wasOpen)
    {
        if (outcome is ServiceOutcome.Refused { Why: ServiceRefusal.RequestOpen })
            World.Tally.Row("F1");
        if (outcome is not ServiceOutcome.Done)
            return false;
        if (wasOpen)
            cashpoint.Violated("F1: counts are changed while a request is open");
        return true;
    }

    private void WorkWithHands()
    {
        Outside.MoveSafeDoor(open: true);
        cashpoint.Machine.ClearFaults();
        cashpoint.Machine.Mechanism<CardReaderMechanism>().TakeOutCard();
        CompareWithJournal();
        _hand = _hand.Plus(NoteCounts.Of(Dispenser.TakeOutPath()));
        var notes = cashpoint.Machine.Snapshot().Of<DispenserPicture>();
        _found = new(
            NoteCounts.Of(notes.Cassettes.Select(c => KeyValuePair.Create(c.Unit, c.Notes))),
            NoteCounts.Of(notes.Reject),
            NoteCounts.Of(notes.Retract),
            _hand
        );
        var before = notes.Total + _hand.Total;
        Dispenser.EmptyBins();
        foreach (var cassette in cashpoint.Config.Cassettes)
            Dispenser.FillCassette(
                int.Parse(cassette.Id, CultureInfo.InvariantCulture),
                _draw.Between(World.Plan.NotesPerCassette / 2, World.Plan.NotesPerCassette)
            );
        var now = cashpoint.Machine.Snapshot().Of<DispenserPicture>();
        cashpoint.NotesBrought += now.Total - before;
        _loaded =
        [
            .. cashpoint.Config.Cassettes.Select(c => new LoadedCassette(
                c.Id,
                c.Denomination,
                now.Cassettes.First(there => there.Unit == c.Id).Notes
            )),
        ];
    }

    // Before the count replaces them: afterwards nobody could tell that they were wrong. Not the cassettes: a note in a bin that no
    // pick explains is over in the books (D7) and still in its cassette there, until it is counted.
    private void CompareWithJournal()
    {
        var state = cashpoint.Program!.Journal.State;
        var notes = cashpoint.Machine.Snapshot().Of<DispenserPicture>();
        if (!World.CountsCanBeWrong && !state.Suspects.Any() && notes.Path.Count == 0)
            Books.CompareBins(cashpoint, notes, state);
    }

    private CashEntry Mistaken()
    {
        var wrong = _draw.Below(_loaded.Count);
        return new(
            First,
            _found!,
            [.. _loaded.Select((cassette, i) => i == wrong ? cassette with { Notes = cassette.Notes + 1 } : cassette)]
        );
    }

    private void Leave()
    {
        _left = true;
        Outside.MoveSafeDoor(open: false);
        Outside.TurnSwitch(supervisor: false);
        _faults.VisitEnded();
        World.After(TimeSpan.FromSeconds(_draw.Between(5, 60)), gone);
    }
}
