using AtmTerminal.Domain.Cash;

namespace AtmTerminal.Journal;

/// <summary>
/// What the dispenser said at this start: its sensors as they stood before anything was moved, and how the clearing went.
/// <c>null</c> is "unknown" everywhere, and never guessed.
/// </summary>
/// <param name="NotesInStacker">Before clearing.</param>
/// <param name="NotesAtExit">Before clearing.</param>
/// <param name="ShutterOpen">Before clearing; <c>null</c> when its two switches contradict each other.</param>
/// <param name="Cleared">The clearing; <c>null</c> when it did not end or the dispenser does not answer.</param>
public sealed record DispenserEvidence(
    bool? NotesInStacker,
    bool? NotesAtExit,
    bool? ShutterOpen,
    ClearingEvidence? Cleared
)
{
    /// <summary>The dispenser says nothing.</summary>
    public static DispenserEvidence None { get; } = new(null, null, null, null);

    internal bool CountIsKnown => Cleared?.Counted is not null;

    public override string ToString() =>
        $"stacker {Say(NotesInStacker, "not empty", "empty")}, exit {Say(NotesAtExit, "not empty", "empty")}, "
        + $"shutter {Say(ShutterOpen, "open", "closed")}, "
        + (CountIsKnown ? "path cleared and counted" : "not cleared or not counted");

    private static string Say(bool? sensor, string yes, string no) =>
        sensor switch
        {
            true => yes,
            false => no,
            null => "unknown",
        };
}

/// <summary>A clearing that ended: stacker, transport and throat are empty now.</summary>
/// <param name="Counted">Notes it counted into a bin, by cassette; <c>null</c> when they could not be counted.</param>
/// <param name="Unclassified">Of those counted, notes that could not be told apart.</param>
/// <remarks>
/// The amounts are decided by the NotePurged events in the journal, which name each note before it drops; this figure can only
/// contradict them. A clearing that was cut off and run again may report its last part alone.
/// </remarks>
public sealed record ClearingEvidence(NoteCounts? Counted, int Unclassified)
{
    /// <summary>The path was found empty.</summary>
    public static ClearingEvidence NothingFound { get; } = new(NoteCounts.Empty, 0);
}
