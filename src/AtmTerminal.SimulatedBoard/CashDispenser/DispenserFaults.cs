using AtmTerminal.SimulatedBoard.Faults;

namespace AtmTerminal.SimulatedBoard.CashDispenser;

/// <summary>What can go wrong in the dispenser, by name.</summary>
public static class DispenserFaults
{
    /// <summary>A note gets stuck; parameters <c>place</c> and <c>mm</c>.</summary>
    public const string Jam = "dispenser.jam";

    /// <summary>Two notes stick together; parameter <c>unit</c>.</summary>
    public const string DoublePick = "dispenser.double-pick";

    /// <summary>The cam slips on the note; parameter <c>unit</c>.</summary>
    public const string Misfeed = "dispenser.misfeed";

    /// <summary>The cassette gives nothing and says low; parameter <c>unit</c>. Lasts.</summary>
    public const string Empty = "dispenser.empty";

    /// <summary>The note is too long; parameters <c>unit</c> and <c>mm</c>.</summary>
    public const string Damaged = "dispenser.damaged";

    /// <summary>The shutter does not move; parameter <c>when</c>.</summary>
    public const string ShutterStuck = "dispenser.shutter-stuck";

    /// <summary>Somebody pulls the shutter open; it stays open while the fault is armed.</summary>
    public const string ShutterForced = "dispenser.shutter-forced";

    /// <summary>When the notes are pulled back, one stays in the throat.</summary>
    public const string NoteLeft = "dispenser.note-left";

    /// <summary>The count sensors before stacker and reject bin see a note twice or not at all; parameter <c>seen</c>.</summary>
    public const string WrongCount = "dispenser.wrong-count";

    private static readonly FaultParameter Unit = new(
        "unit",
        "the cassette",
        "any",
        ["any", "1", "2", "3", "4", "5", "6"]
    );

    // Where a jam strikes when no place in millimetres is said.
    private static readonly Dictionary<string, long> Places = new(StringComparer.Ordinal)
    {
        ["cassette"] = 120,
        ["transport"] = 20,
        ["stacker"] = 100,
        ["reject"] = 100,
        ["presenter"] = 100,
        ["purge"] = 120,
        ["hold"] = 40,
    };

    internal static IReadOnlyList<FaultDefinition> Definitions { get; } =
    [
        new(
            Jam,
            "Note jams",
            [
                new("place", "the stretch of the path", "transport", [.. Places.Keys]),
                new("mm", "millimetres from its start; 0: in its middle", "0"),
            ]
        ),
        new(DoublePick, "Two notes picked at once", [Unit]),
        new(Misfeed, "Pick slips, no note comes", [Unit]),
        new(Empty, "Cassette gives no note", [Unit]),
        new(Damaged, "Damaged note", [Unit, new("mm", "millimetres that it is too long", "20")]),
        new(
            ShutterStuck,
            "Shutter stuck",
            [new("when", "in which direction", "opening", ["opening", "closing", "both"])]
        ),
        new(ShutterForced, "Shutter forced open", []),
        new(WrongCount, "Note counted wrongly", [new("seen", "how often", "twice", ["twice", "never"])]),
        new(NoteLeft, "Note left in the throat when retracting", []),
    ];

    /// <summary>The armed fault of this kind for this cassette, or <c>null</c>.</summary>
    internal static ArmedFault? For(FaultBook faults, string id, string unit) =>
        faults.Find(id, f => f.Text("unit") is var said && (said == "any" || said == unit));

    /// <summary>How often the count sensor sees the note that comes to it now.</summary>
    internal static Miscount MiscountOf(FaultBook faults)
    {
        if (faults.Find(WrongCount) is not { } fault)
            return Miscount.Once;
        faults.Happened(fault);
        return fault.Text("seen") == "never" ? Miscount.Never : Miscount.Twice;
    }

    /// <summary>Where the piece that sets out here will get stuck, in nanometres, or <c>null</c>.</summary>
    internal static long? JamIn(FaultBook faults, string place)
    {
        if (faults.Find(Jam, f => f.Text("place") == place) is not { } jam)
            return null;
        faults.Happened(jam);
        var mm = jam.Whole("mm");
        return (mm == 0 ? Places[place] : mm) * Geometry.Mm;
    }
}
