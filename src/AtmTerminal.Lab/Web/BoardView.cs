namespace AtmTerminal.Lab.Web;

/// <summary>The whole machine at one moment, as the board page draws it. Complete: the page needs nothing from before.</summary>
/// <param name="Powered">Whether the machine has power.</param>
/// <param name="Terminal">One line: what the terminal program is doing, e.g. its screen, or that it is not running.</param>
/// <param name="ScreenAddress">Where the cardholder's screen is served now; <c>null</c> while no terminal runs.</param>
/// <param name="Cards">The sample cards, wherever they are.</param>
/// <param name="Notes">Every note that is neither in a cassette nor in a bin.</param>
/// <param name="Bins">The reject and the retract bin.</param>
/// <param name="Lines">Every line of the board, inputs and outputs.</param>
/// <param name="Journal">The last lines of the journal, oldest first.</param>
/// <param name="Bank">What the host knows; <c>null</c> when it cannot be asked.</param>
public sealed record BoardView(
    bool Powered,
    string Terminal,
    Uri? ScreenAddress,
    IReadOnlyList<CardView> Cards,
    CardPathView CardPath,
    IReadOnlyList<NoteView> Notes,
    IReadOnlyList<CassetteView> Cassettes,
    IReadOnlyList<BinView> Bins,
    CashSlotView CashSlot,
    EquationView Equation,
    IReadOnlyList<LineView> Lines,
    IReadOnlyList<FaultKindView> FaultKinds,
    IReadOnlyList<ArmedFaultView> ArmedFaults,
    IReadOnlyList<SwitchView> Switches,
    IReadOnlyList<string> Journal,
    BankView? Bank
);

/// <summary>A sample card.</summary>
/// <param name="Pin">Printed beside the card: it is a sample of the Lab, not a customer's.</param>
/// <param name="Hint">What it is good for, e.g. "another bank: fee 1.2 %".</param>
/// <param name="InRack">Whether it can be put into the slot now.</param>
public sealed record CardView(
    string Id,
    string Bank,
    string Holder,
    string Number,
    string Pin,
    string Hint,
    bool InRack
);

/// <summary>The card reader's inside.</summary>
/// <param name="CardId">The card in the reader; <c>null</c>: none.</param>
/// <param name="Travel">Where its middle is: 0 at the mouth, 100 at the far end.</param>
/// <param name="CanTake">Whether a hand could pull it out now.</param>
/// <param name="Kept">Cards in the retain bin.</param>
public sealed record CardPathView(string? CardId, int Travel, bool ShutterOpen, bool CanTake, int Kept);

/// <summary>A note on its way.</summary>
/// <param name="Id">Its place in the list, 0 and up.</param>
/// <param name="Unit">The cassette it came from.</param>
/// <param name="Place">
/// <c>cassette</c> (picked, on its way to the thickness station), <c>transport</c>, <c>stacker</c>, <c>throat</c>, <c>purge</c>
/// or <c>hold</c>.
/// </param>
/// <param name="Travel">How far along that stretch, 0 to 100; for stacker and throat along the belt between them.</param>
public sealed record NoteView(int Id, string Unit, string Value, string Place, int Travel);

/// <summary>A cassette. Counts of notes, as they truly lie there.</summary>
public sealed record CassetteView(string Id, string Value, int Count, int Loaded, bool Inserted, bool Low);

/// <summary>A bin. Counts of notes, as they truly lie there.</summary>
/// <param name="Id"><c>reject</c> or <c>retract</c>.</param>
public sealed record BinView(string Id, string Title, int Count);

/// <summary>The cash slot as the customer meets it.</summary>
/// <param name="Within">Notes within reach, in the order in which a hand takes them.</param>
public sealed record CashSlotView(bool ShutterOpen, IReadOnlyList<string> Within);

/// <summary>The machine's whole money: loaded = units + bins + on the way + handed out. Counts of notes.</summary>
/// <param name="HandedOutValue">The same as money, e.g. "2 400 ₴".</param>
public sealed record EquationView(int Loaded, int Units, int Bins, int OnTheWay, int HandedOut, string HandedOutValue);

/// <summary>One line of the board.</summary>
public sealed record LineView(string Name, int Line, bool IsOutput, bool High);

/// <summary>A fault that can be armed.</summary>
public sealed record FaultKindView(string Id, string Title, IReadOnlyList<FaultParameterView> Parameters);

/// <summary>One thing to say when arming a fault.</summary>
/// <param name="Choices">What may be said; <c>null</c>: a whole number.</param>
public sealed record FaultParameterView(string Name, string Meaning, string Default, IReadOnlyList<string>? Choices);

/// <summary>A fault that waits to happen, or lasts.</summary>
public sealed record ArmedFaultView(int Number, string Title, string Details, bool Once);

/// <summary>A door, the operator's key, and the like: something a hand sets to one of a few positions.</summary>
/// <param name="Choices">At least two positions, named as the page shows them.</param>
public sealed record SwitchView(string Id, string Title, string Position, IReadOnlyList<string> Choices);

/// <summary>What the bank's books say about this terminal.</summary>
/// <param name="HandedOutValue">The sum of the postings, e.g. "2 400 ₴".</param>
/// <param name="AgreesWithJournal">
/// Whether the postings equal the journal's completed withdrawals; <c>null</c> while uploads are on their way.
/// </param>
public sealed record BankView(
    IReadOnlyList<BankRowView> Postings,
    IReadOnlyList<BankRowView> Holds,
    string HandedOutValue,
    bool? AgreesWithJournal
);

/// <summary>One posting or hold.</summary>
public sealed record BankRowView(string Withdrawal, string Account, string Amount, string State);
