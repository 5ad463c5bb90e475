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
        "C1", "C2", "C3", "C4", "C6", "C7", "C8", "C9",
        "D1", "D2", "D3", "D7", "D8", "D9", "D10", "D11",
        "E1", "E2", "E3", "E4", "E5", "E6", "E7", "E11", "E14",
        "F1", "O1",
    ];

    /// <summary>Rows that have tests of their own only, each with the reason.</summary>
    public static IReadOnlyList<(string Row, string Why)> ElsewhereOnly { get; } =
    [
        ("C11", "the machine has no receipt printer yet; the screen's faults are a test of the session"),
        ("D4", "only a defect opens two requests; a test writes them into the journal"),
        ("E9", "nobody closes accounts in this world; a test of the whole house does"),
        ("E10", "each terminal has one connection; a test of the host uses two"),
        ("E16", "a third party is no fault of the world; a test of the host replays a recorded upload"),
        ("F5", "an update is asked for by a person; a test of the session asks"),
    ];
}
