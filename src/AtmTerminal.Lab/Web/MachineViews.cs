using AtmTerminal.Domain.Amounts;
using AtmTerminal.Domain.Cash;
using AtmTerminal.SimulatedBoard;
using AtmTerminal.SimulatedBoard.Auxiliaries;
using AtmTerminal.SimulatedBoard.CardReader;
using AtmTerminal.SimulatedBoard.CashDispenser;
using AtmTerminal.SimulatedBoard.Faults;

namespace AtmTerminal.Lab.Web;

/// <summary>Turns the simulated machine's snapshot into what the board page draws. No state, no clock.</summary>
/// <param name="cassettes">What each cassette holds, by its unit.</param>
internal sealed class MachineViews(IReadOnlyDictionary<string, Denomination> cassettes)
{
    // Lengths of the stretches of hardware/cash-dispenser/README.md, in millimetres.
    private const int CamMm = 240;
    private const int TransportMm = 210;
    private const int PresenterMm = 200;
    private const int HoldMm = 160;

    // So far open the shutter lets a hand through, and so far out the bundle is when fingers can hold it.
    private const int HandGapMm = 40;
    private const int GripMm = 160;

    // A card in the slot has its inner edge this far in when it is all inside at the end of its path.
    private const int CardPathMm = 180;

    private const string Run = "run";
    private const string Supervisor = "supervisor";
    private const string Open = "open";
    private const string Closed = "closed";
    private const string Inserted = "in";
    private const string Removed = "out";

    public static IReadOnlyList<LineView> Lines(MachineSnapshot machine) =>
        [.. machine.Pins.Select(p => new LineView(p.Name, p.Line, p.IsOutput, p.High))];

    public static IReadOnlyList<FaultKindView> Kinds(IReadOnlyList<FaultDefinition> definitions) =>
        [
            .. definitions.Select(d => new FaultKindView(
                d.Id,
                d.Title,
                [.. d.Parameters.Select(p => new FaultParameterView(p.Name, p.Meaning, p.Default, p.Choices))]
            )),
        ];

    public static IReadOnlyList<ArmedFaultView> Armed(MachineSnapshot machine, IReadOnlyList<FaultDefinition> kinds) =>
        [
            .. machine.Faults.Select(f => new ArmedFaultView(
                f.Number,
                kinds.FirstOrDefault(k => k.Id == f.Id)?.Title ?? f.Id,
                string.Join(", ", f.Parameters.Select(p => $"{p.Key} {p.Value}")),
                f.Once
            )),
        ];

    public static CardPathView CardPath(CardReaderPicture reader) =>
        new(
            reader.Card,
            Math.Clamp((int)(reader.InnerEdgeMm * 100 / CardPathMm), 0, 100),
            reader.ShutterOpen,
            CanTake: reader.Place == CardPlace.InSlot,
            reader.Retained.Count
        );

    /// <summary>Everything that a hand can turn, open or pull out.</summary>
    public static IReadOnlyList<SwitchView> Switches(AuxiliariesPicture auxiliaries, DispenserPicture dispenser) =>
        [
            new("key", "Key switch", auxiliaries.Supervisor ? Supervisor : Run, [Run, Supervisor]),
            new("safe-door", "Safe door", auxiliaries.SafeDoorOpen ? Open : Closed, [Closed, Open]),
            new("cabinet-door", "Cabinet door", auxiliaries.CabinetDoorOpen ? Open : Closed, [Closed, Open]),
            .. dispenser.Cassettes.Select(c => new SwitchView(
                $"cassette-{c.Unit}",
                $"Cassette {c.Unit}",
                c.Inserted ? Inserted : Removed,
                [Inserted, Removed]
            )),
        ];

    /// <summary>Does what <see cref="Switches"/> offers.</summary>
    /// <returns><c>false</c>: there is no such switch or position.</returns>
    public static bool Set(SimulatedMachine machine, string id, string position)
    {
        var auxiliaries = machine.Mechanism<AuxiliariesMechanism>();
        switch (id, position)
        {
            case ("key", Run or Supervisor):
                auxiliaries.TurnSwitch(position == Supervisor);
                return true;
            case ("safe-door", Open or Closed):
                auxiliaries.MoveSafeDoor(position == Open);
                return true;
            case ("cabinet-door", Open or Closed):
                auxiliaries.MoveCabinetDoor(position == Open);
                return true;
            case (_, Inserted or Removed)
                when machine.Snapshot().Of<DispenserPicture>().Cassettes.FirstOrDefault(c => $"cassette-{c.Unit}" == id)
                    is { } cassette:
                machine
                    .Mechanism<CashDispenserMechanism>()
                    .InsertCassette(
                        int.Parse(cassette.Unit, System.Globalization.CultureInfo.InvariantCulture),
                        position == Inserted
                    );
                return true;
            default:
                return false;
        }
    }

    public IReadOnlyList<CassetteView> Cassettes(DispenserPicture dispenser, IReadOnlyDictionary<string, int> loaded) =>
        [
            .. dispenser.Cassettes.Select(c => new CassetteView(
                c.Unit,
                ValueOf(c.Unit),
                c.Notes,
                loaded.GetValueOrDefault(c.Unit),
                c.Inserted,
                c.Notes <= CashUnit.LowThreshold
            )),
        ];

    public static IReadOnlyList<BinView> Bins(DispenserPicture dispenser) =>
        [
            new("reject", "reject bin", dispenser.Reject.Values.Sum()),
            new("retract", "retract bin", dispenser.Retract.Values.Sum()),
        ];

    /// <summary>One drawing for each note; two that stick together are two notes at one place.</summary>
    public IReadOnlyList<NoteView> Notes(DispenserPicture dispenser) =>
        [
            .. dispenser
                .Path.SelectMany(item => Enumerable.Repeat(item, item.Notes))
                .Select(
                    (item, i) =>
                        new NoteView(
                            i,
                            item.Unit,
                            ValueOf(item.Unit),
                            item.Where.StartsWith("cassette", StringComparison.Ordinal) ? "cassette" : item.Where,
                            Math.Clamp(item.AtMm * 100 / LengthOf(item.Where), 0, 100)
                        )
                ),
        ];

    public CashSlotView CashSlot(DispenserPicture dispenser) =>
        new(
            dispenser.ShutterMm >= HandGapMm,
            [
                .. dispenser
                    .Path.Where(i => i.Where == "throat" && i.AtMm >= GripMm)
                    .SelectMany(i => Enumerable.Repeat(ValueOf(i.Unit), i.Notes)),
            ]
        );

    public EquationView Equation(DispenserPicture dispenser, int loaded) =>
        new(
            loaded,
            dispenser.Cassettes.Sum(c => c.Notes),
            dispenser.Reject.Values.Sum() + dispenser.Retract.Values.Sum(),
            dispenser.Path.Sum(i => i.Notes),
            dispenser.Customer.Values.Sum(),
            SumOf(dispenser.Customer)
        );

    private string SumOf(IReadOnlyDictionary<string, int> notes) =>
        cassettes
            .Select(c =>
                Money.FromMinorUnits(c.Value.Value.MinorUnits * notes.GetValueOrDefault(c.Key), c.Value.Currency)
            )
            .Aggregate((a, b) => a + b)
            .ToString();

    private string ValueOf(string unit) => cassettes.TryGetValue(unit, out var note) ? note.ToString() : "";

    private static int LengthOf(string where) =>
        where switch
        {
            "transport" => TransportMm,
            "stacker" or "throat" => PresenterMm,
            "hold" => HoldMm,
            _ => CamMm,
        };
}
