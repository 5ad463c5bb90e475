using AtmTerminal.Testing;
using AtmTerminal.Testing.Storage;

namespace AtmTerminal.StopPoints.Tests;

/// <summary>Where and how a run is stopped.</summary>
/// <param name="At">Which boundary of those passed, from 0.</param>
/// <param name="NotesGoInTheDark">Whether somebody takes the notes that can be reached while the terminal is off.</param>
internal sealed record Stop(int At, StopKind Kind, CrashVariant Variant, bool NotesGoInTheDark)
{
    /// <summary>The three persistence variants, as a cut of the power or a death of the process, and a call that fails.</summary>
    public static IEnumerable<Stop> Every(int at) =>
        [
            new(at, StopKind.PowerFails, CrashVariant.LoseUnsynced, at % 2 == 0),
            new(at, StopKind.ProcessDies, CrashVariant.KeepUnsynced, at % 2 == 1),
            new(at, StopKind.PowerFails, CrashVariant.Torn, at % 2 == 1),
            new(at, StopKind.CallFails, CrashVariant.LoseUnsynced, false),
        ];
}

/// <summary>What came of a run.</summary>
/// <param name="StoppedAt">The names of the boundaries it stopped at.</param>
/// <param name="Decision">How each withdrawal was closed, and what the customer has.</param>
/// <param name="Row">The row of the failure matrix that the recovery named, if it decided something.</param>
/// <param name="LastFact">The last fact of the withdrawal that the start found.</param>
/// <param name="Covered">All boundaries passed in all lives.</param>
/// <param name="PassedAfter">The boundaries of the recovery that went through.</param>
internal sealed record Outcome(
    IReadOnlyList<string> StoppedAt,
    string Decision,
    string? Row,
    string? LastFact,
    bool IsSuspect,
    IReadOnlyList<string> PassedAfter,
    IReadOnlySet<string> Covered,
    IReadOnlyList<string> Problems
);
