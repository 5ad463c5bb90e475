using AtmTerminal.Lab.Web;

namespace AtmTerminal.Browser.Tests.Board;

/// <summary>Machines as the Lab shows them.</summary>
internal static class SampleBoard
{
    public static BoardView AtRest { get; } =
        new(
            Powered: true,
            Terminal: "In service, waiting for a card.",
            ScreenAddress: null,
            Cards:
            [
                new("oksana", "Bank Dnipro", "OKSANA KOVAL", "4929 **** **** 1234", "1234", "own bank, 12 500 ₴", true),
                new(
                    "minh",
                    "Mekong Bank",
                    "NGUYEN MINH",
                    "5213 **** **** 0077",
                    "4321",
                    "another bank: fee 1.2 %",
                    true
                ),
                new("poor", "Bank Dnipro", "PETRO BIDA", "4929 **** **** 8888", "0000", "30 ₴ on the account", true),
            ],
            CardPath: new(null, 0, ShutterOpen: true, CanTake: false, Kept: 0),
            Notes: [],
            Cassettes:
            [
                new("1", "50 ₴", 1000, 1000, true, false),
                new("2", "100 ₴", 640, 1000, true, false),
                new("3", "200 ₴", 18, 1000, true, true),
                new("4", "500 ₴", 0, 1000, false, true),
            ],
            Bins: [new("reject", "reject bin", 3), new("retract", "retract bin", 0)],
            CashSlot: new(ShutterOpen: false, []),
            Equation: new(4000, 1658, 3, 0, 2339, "412 300 ₴"),
            Lines:
            [
                new("card-entry", 3, false, false),
                new("card-shutter", 4, true, true),
                new("throat", 20, false, false),
                new("stacker-count", 21, false, true),
                new("motor-enable", 30, true, false),
            ],
            FaultKinds:
            [
                new(
                    "dispenser.jam",
                    "Notes jam",
                    [
                        new("where", "where they stop", "transport", ["transport", "stacker", "presenter"]),
                        new("after", "after this many notes", "2", null),
                    ]
                ),
                new("cash.shutter.stuck", "The cash shutter does not move", []),
            ],
            ArmedFaults: [],
            Switches:
            [
                new("key", "Key switch", "run", ["run", "maintenance", "supervisor"]),
                new("safe", "Safe door", "closed", ["closed", "open"]),
            ],
            Journal: ["#1 Started", "#2 Reconciled: nothing was open"],
            Bank: new([new("ATM00001 000001", "UA…1234", "1 000.00 ₴", "posted")], [], "1 000.00 ₴", true)
        );

    public static BoardView Dispensing { get; } =
        AtRest with
        {
            Terminal = "CollectingNotes",
            Cards = [AtRest.Cards[0] with { InRack = false }, .. AtRest.Cards.Skip(1)],
            CardPath = new("oksana", 80, ShutterOpen: false, CanTake: false, Kept: 1),
            Notes =
            [
                new(1, "2", "100 ₴", "stacker", 0),
                new(2, "2", "100 ₴", "stacker", 0),
                new(3, "1", "50 ₴", "cassette", 60),
                new(4, "3", "200 ₴", "transport", 25),
                new(5, "1", "50 ₴", "purge", 50),
            ],
            Equation = new(4000, 1653, 3, 5, 2339, "412 300 ₴"),
            ArmedFaults = [new(1, "Notes jam", "transport, after 2", true)],
        };

    public static BoardView Presented { get; } =
        AtRest with
        {
            Terminal = "Notes are at the exit.",
            CardPath = new("oksana", 0, ShutterOpen: true, CanTake: true, Kept: 0),
            Notes = [.. Enumerable.Range(1, 6).Select(i => new NoteView(i, "2", "100 ₴", "throat", 100))],
            CashSlot = new(ShutterOpen: true, ["100 ₴", "100 ₴", "100 ₴", "100 ₴", "100 ₴", "100 ₴"]),
        };

    public static BoardView Dark { get; } =
        Presented with
        {
            Powered = false,
            Terminal = "No power.",
            ScreenAddress = null,
        };
}
