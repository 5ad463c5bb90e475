using AtmTerminal.Domain.Cash;
using AtmTerminal.Session.Decisions;
using AtmTerminal.SimulatedBoard;
using AtmTerminal.SimulatedBoard.Auxiliaries;
using AtmTerminal.SimulatedBoard.CardReader;
using AtmTerminal.SimulatedBoard.CashDispenser;
using AtmTerminal.SimulatedBoard.PinPad;

namespace AtmTerminal.Lab.Web;

/// <summary>The board page's hands and eyes on a running Lab.</summary>
internal sealed class MachinePanel : IBoardPanel
{
    private const int JournalLines = 60;
    private const int BankRows = 8;

    // The books are read from a database; the machine's picture is not.
    private static readonly TimeSpan BooksEvery = TimeSpan.FromSeconds(1);

    private readonly LabSystem _lab;
    private readonly TimeProvider _time;
    private readonly MachineViews _views;
    private readonly IReadOnlyList<BankHost.SampleCard> _cards;
    private (long At, BankView Bank)? _books;

    public MachinePanel(LabSystem lab, TimeProvider time)
    {
        (_lab, _time) = (lab, time);
        _views = new(lab.Config.Cassettes.ToDictionary(c => c.Id, c => c.Denomination));
        _cards = SimulatedParts.CardsOf(lab.Bank, lab.Config);
    }

    private SimulatedMachine Machine => _lab.Machine;

    public BoardView Look()
    {
        var machine = Machine.Snapshot();
        var (dispenser, reader) = (machine.Of<DispenserPicture>(), machine.Of<CardReaderPicture>());
        var status = _lab.Status;
        var loaded = LoadedByUnit(status);
        return new(
            machine.Powered,
            Terminal(machine, status),
            machine.Powered ? _lab.ServedScreen : null,
            [.. _cards.Select((card, i) => View(card, $"{i + 1}", reader))],
            MachineViews.CardPath(reader),
            _views.Notes(dispenser),
            _views.Cassettes(dispenser, loaded),
            MachineViews.Bins(dispenser),
            _views.CashSlot(dispenser),
            _views.Equation(dispenser, loaded.Values.Sum()),
            MachineViews.Lines(machine),
            MachineViews.Kinds(Machine.FaultDefinitions),
            MachineViews.Armed(machine, Machine.FaultDefinitions),
            MachineViews.Switches(machine.Of<AuxiliariesPicture>(), dispenser),
            _lab.JournalTail(JournalLines),
            Books(status)
        );
    }

    public async Task<string?> DoAsync(BoardAction action, CancellationToken cancellationToken)
    {
        if (action is BoardAction.SetPower power)
            return await _lab.SetPowerAsync(power.On);
        try
        {
            return Do(action);
        }
        catch (ArgumentException unknown)
        {
            // The machine has no such card, key or fault, or the fault cannot be armed so; it says which and why.
            return unknown.Message;
        }
    }

    private string? Do(BoardAction action)
    {
        switch (action)
        {
            case BoardAction.InsertCard insert:
                return Machine.Mechanism<CardReaderMechanism>().Insert(insert.Id)
                    ? null
                    : "The slot does not take this card now: it is closed, or a card is in it.";
            case BoardAction.TakeCard:
                return Machine.Mechanism<CardReaderMechanism>().Pull()
                    ? null
                    : "No card sticks out of the slot far enough to take hold of it.";
            case BoardAction.PressKey press:
                Machine.Mechanism<PinPadMechanism>().Press(press.Key);
                return null;
            case BoardAction.ReleaseKey release:
                Machine.Mechanism<PinPadMechanism>().Release(release.Key);
                return null;
            case BoardAction.TakeNotes take:
                return Machine.Mechanism<CashDispenserMechanism>().TakeNotes(take.Count ?? int.MaxValue) > 0
                    ? null
                    : "No note is within reach.";
            case BoardAction.ArmFault arm:
                Machine.Arm(arm.Id, arm.Parameters, arm.Once);
                return null;
            case BoardAction.ClearFault clear:
                return Machine.ClearFault(clear.Number) ? null : "This fault has already happened or was cleared.";
            case BoardAction.SetSwitch set:
                return MachineViews.Set(Machine, set.Id, set.Position) ? null : $"There is no {set.Id} {set.Position}.";
            case BoardAction.Tidy:
                Machine.Mechanism<CardReaderMechanism>().EmptyRetainBin();
                Machine.Mechanism<CashDispenserMechanism>().FreeJams();
                return null;
            default:
                throw new InvalidOperationException($"The panel does not know {action.GetType().Name}.");
        }
    }

    private string Terminal(MachineSnapshot machine, TerminalStatus? status) =>
        !machine.Powered ? "No power. Every note and every card stays where it is."
        : _lab.Refusal is { } refusal ? $"Out of service: {refusal}"
        : status is null ? "The terminal is starting."
        : $"{status.State}{ReasonOf(status)}, line to the bank {status.Link}, {status.Queued} to upload";

    private static string ReasonOf(TerminalStatus status) =>
        status.Reason == OutOfServiceReason.None ? "" : $" ({status.Reason})";

    private static CardView View(BankHost.SampleCard card, string id, CardReaderPicture reader) =>
        new(
            id,
            card.Bank,
            card.Holder,
            card.Track.Pan.ToString(),
            card.Pin,
            card.Purpose,
            reader.InHand.Any(c => c.Id == id)
        );

    // Until the terminal has told it, what was put in is what the configuration says.
    private Dictionary<string, int> LoadedByUnit(TerminalStatus? status) =>
        status is { Units.IsEmpty: false }
            ? status.Units.Where(u => u.Type == CashUnitType.CashOut).ToDictionary(u => u.Id, u => u.Initial)
            : _lab.Config.Cassettes.ToDictionary(c => c.Id, c => c.Notes);

    private BankView Books(TerminalStatus? status)
    {
        if (_books is { } read && _time.GetElapsedTime(read.At) < BooksEvery)
            return read.Bank;
        var (queries, terminal) = (_lab.Host.Queries, _lab.Bank.TerminalId);
        var posted = queries.PostedSum(terminal, _lab.Config.Currency);
        var bank = new BankView(
            [
                .. queries
                    .Postings(terminal)
                    .TakeLast(BankRows)
                    .Reverse()
                    .Select(p => new BankRowView($"#{p.Number}", p.Account, $"{p.Amount}", $"fee {p.Commission}")),
            ],
            [.. queries.OpenHolds().Select(h => new BankRowView($"#{h.Number}", "", $"{h.Amount}", "held"))],
            $"{posted}",
            status is not { Queued: 0, Completed: { } completed } ? null : completed == posted
        );
        _books = (_time.GetTimestamp(), bank);
        return bank;
    }
}
