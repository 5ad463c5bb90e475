namespace AtmTerminal.Simulation;

/// <summary>Which rows of the failure matrix a simulated world can meet, and where the others are proven.</summary>
internal static class MatrixRows
{
    /// <summary>A run in which one of these never happened has not tested what it says it has.</summary>
    // csharpier-ignore
    public static IReadOnlyList<string> Reachable { get; } =
    [
        "A1", "A2", "A3", "A4", "A5", "A6", "A7", "A8", "A9", "A10", "A11",
        "B1", "B2", "B3", "B4", "B5", "B6", "B7", "B8", "B10", "B11",
        "C1", "C2", "C3", "C4", "C5", "C6", "C7", "C8", "C9",
        "D1", "D2", "D3", "D7", "D8", "D9", "D10", "D11",
        "E1", "E2", "E3", "E4", "E5", "E6", "E7", "E11", "E14",
        "F1", "F2", "F3", "O1",
    ];

    /// <summary>Rows that have tests of their own only, each with the reason.</summary>
    public static IReadOnlyList<(string Row, string Why)> ElsewhereOnly { get; } =
    [
        ("B9", "an overcount is found in the stacker and rejected; a test writes one that was not into the journal"),
        ("C10", "every start clears what lies in the throat, so it is seen here as C1 to C3; a test puts notes there"),
        ("C11", "the machine has no receipt printer yet; the screen's faults are a test of the session"),
        ("D4", "only a defect opens two requests; a test writes them into the journal"),
        ("D5", "only figures that no mechanism makes; tests write them into the journal"),
        ("D6", "only a defect closes a request with less than was given; a test writes it into the journal"),
        ("E8", "no fault of the world makes a sound host answer with an error; tests of the whole house do"),
        ("E9", "nobody closes accounts in this world; a test of the whole house does"),
        ("E10", "each terminal has one connection; a test of the host uses two"),
        ("E12", "comes with offline service and restored hosts and is seen here as O1 and E14; tests send it alone"),
        ("E13", "no world asks a million questions; a test lets the trace number begin again"),
        ("E15", "no fault of the world refuses one record for ever; a test of the whole house does"),
        ("E16", "a third party is no fault of the world; a test of the host replays a recorded upload"),
        ("E17", "totals differ only by a defect of one side; a test books on the wrong day"),
        ("F4", "few worlds last until midnight; tests let the day end within a withdrawal"),
        ("F5", "an update is asked for by a person; a test of the session asks"),
    ];
}
