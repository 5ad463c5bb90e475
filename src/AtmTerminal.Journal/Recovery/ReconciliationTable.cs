namespace AtmTerminal.Journal;

/// <summary>How far the notes of the open request can have come, by the journal and the shutter's switches.</summary>
internal enum Reach
{
    /// <summary>PresentStarted was never written: the shutter had no reason to open, all notes are inside.</summary>
    Inside,

    /// <summary>PresentStarted was written: the customer may have had access.</summary>
    Customer,

    /// <summary>As <see cref="Customer"/>, and the shutter was forced or contradicts itself.</summary>
    CustomerShutterDoubted,
}

/// <summary>How many of the stacked notes were counted into a bin again.</summary>
internal enum Back
{
    /// <summary>The clearing did not end, or could not count.</summary>
    Unknown,
    None,
    Some,

    /// <summary>All that were stacked, and with them perhaps the note whose pick was in doubt. All of nothing is all.</summary>
    All,
    More,
}

/// <summary>What the sensors said before clearing, seen together with the count.</summary>
internal enum PathSeen
{
    /// <summary>Stacker empty, exit known: what was not counted is not in the machine.</summary>
    Clear,

    /// <summary>The stacker was seen full, yet none of its notes was counted.</summary>
    Contradicted,

    /// <summary>Stacker or exit unknown.</summary>
    Unknown,
}

/// <summary>Whether the kind of every note that is not back can be said.</summary>
internal enum Kinds
{
    /// <summary>Each note is known by its cassette, or all that are left are of one value.</summary>
    Known,

    /// <summary>Notes that could not be told apart leave more than one answer.</summary>
    Unknown,

    /// <summary>More notes of one cassette came back than left it, or the books do not agree with the notes.</summary>
    Contradicted,
}

/// <summary>The verdict on one open request.</summary>
public enum Verdict
{
    /// <summary>Nothing left the machine or all of it is back: completed with zero, the hold is released.</summary>
    CompletedWithZero,

    /// <summary>The customer has, or could have, all of it.</summary>
    CompletedInFull,

    /// <summary>The customer has the part that is not back.</summary>
    CompletedInPart,

    /// <summary>A person has to count; no posting, no reversal.</summary>
    Suspect,

    /// <summary>An authorisation without a request: its hold is reversed.</summary>
    HoldReversed,

    /// <summary>No request is open and cash is missing.</summary>
    Shortage,

    /// <summary>There is more cash than the journal explains.</summary>
    Over,

    /// <summary>A difference reported before is gone: what was missing turned up.</summary>
    CashAgrees,

    /// <summary>No request is open and the counts cannot be had.</summary>
    CountsUnknown,
}

/// <summary>
/// The one table behind every start. It answers for each combination of the four facts; a test walks all of them. The letters
/// are the rows of the failure matrix, and the comment says which interruption leads there.
/// </summary>
internal static class ReconciliationTable
{
    public static (Verdict Verdict, string Row) Decide(Reach reach, Back back, PathSeen path, Kinds kinds) =>
        (reach, back, path, kinds) switch
        {
            // The shutter never had a reason to open. What is counted back is what was picked, or it is stuck inside.
            (Reach.Inside, Back.All, _, _) => (Verdict.CompletedWithZero, "B2"), // power cut or program stop while picking
            (Reach.Inside, Back.More, _, _) => (Verdict.CompletedWithZero, "D7"), // notes of nobody lay in the path
            (Reach.Inside, Back.None or Back.Some, _, _) => (Verdict.Suspect, "B6"), // jam: notes inside, not countable
            (Reach.Inside, Back.Unknown, _, _) => (Verdict.Suspect, "D11"), // dispenser silent or clearing uncounted

            // The customer may have had access. Notes counted back are evidence; their absence needs sensors that speak.
            (Reach.Customer, Back.All, _, Kinds.Contradicted) => (Verdict.Suspect, "D5"), // as many, but not the same ones
            (Reach.Customer, Back.All, _, _) => (Verdict.CompletedWithZero, "C4"), // not taken, or the shutter stayed shut
            (Reach.Customer, Back.More, _, _) => (Verdict.CompletedWithZero, "D7"), // all are back and others with them
            (Reach.Customer, Back.Unknown, _, _) => (Verdict.Suspect, "C3"), // retract without a count (C5 as well)
            (Reach.Customer, _, _, Kinds.Contradicted) => (Verdict.Suspect, "D5"), // the figures fit no case
            (Reach.Customer, _, PathSeen.Contradicted, _) => (Verdict.Suspect, "D5"), // seen in the stacker, counted nowhere
            (Reach.Customer, _, PathSeen.Unknown, _) => (Verdict.Suspect, "D11"), // absence cannot be trusted
            (Reach.Customer, Back.None, PathSeen.Clear, Kinds.Known) => (Verdict.CompletedInFull, "C1"), // taken, then power cut
            (Reach.Customer, Back.None, PathSeen.Clear, Kinds.Unknown) => (Verdict.Suspect, "D5"), // nothing back, value unknown
            (Reach.Customer, Back.Some, PathSeen.Clear, Kinds.Known) => (Verdict.CompletedInPart, "C2"), // part taken (C6 as well)
            (Reach.Customer, Back.Some, PathSeen.Clear, Kinds.Unknown) => (Verdict.Suspect, "C3"), // which part is unclear

            // A forced shutter: nothing that is back proves what was not swapped or taken. Full or a case, never zero.
            (Reach.CustomerShutterDoubted, Back.None, PathSeen.Clear, Kinds.Known) => (Verdict.CompletedInFull, "C8"),
            (Reach.CustomerShutterDoubted, _, _, _) => (Verdict.Suspect, "C8"),

            _ => throw new ArgumentOutOfRangeException(nameof(reach), $"{reach}, {back}, {path}, {kinds}"),
        };
}
