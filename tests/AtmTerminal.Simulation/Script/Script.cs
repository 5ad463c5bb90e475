using System.Collections.Immutable;

namespace AtmTerminal.Simulation;

/// <summary>
/// Everything that people, machines and the world around them will do, written down before it begins. A run is a function of
/// its script and of nothing else, so a failing one can be made shorter.
/// </summary>
/// <param name="Seed">What it was drawn from.</param>
internal sealed record Script(ulong Seed, WorldPlan World, ImmutableArray<Visit> Visits);

/// <summary>What stays as it is during a run.</summary>
/// <param name="Cashpoints">How many terminals there are on one host, 1 to 3.</param>
/// <param name="EmptyDisks">Whether the first start makes its journal itself; otherwise it finds one without a row.</param>
/// <param name="RoundTrip">There and back on the line when nothing is wrong with it.</param>
/// <param name="NotesPerCassette">What a technician fills in.</param>
/// <param name="ServesOffline">Whether cards that are remembered get cash when the line is down (rule O1).</param>
/// <param name="Cards">How many cards there are.</param>
internal sealed record WorldPlan(
    int Cashpoints,
    bool EmptyDisks,
    TimeSpan RoundTrip,
    int NotesPerCassette,
    bool ServesOffline,
    int Cards
);

/// <summary>Somebody who comes to a machine.</summary>
/// <param name="Seed">For all that is left open here: how long they take to react, which keys they choose.</param>
/// <param name="Card">Which of the cards, from 0.</param>
/// <param name="Amount">What they want, in whole units; 0: they ask for the balance.</param>
/// <param name="ByTechnicians">They have the key and want to fill the machine.</param>
internal sealed record Visit(
    ulong Seed,
    int Cashpoint,
    int Card,
    int Amount,
    Temper Temper,
    ImmutableArray<PlannedFault> Faults,
    bool ByTechnicians = false
);

/// <summary>How somebody behaves. Everything at its default: they do all that the screens ask for.</summary>
internal sealed record Temper
{
    public static Temper Ordinary { get; } = new();

    /// <summary>Goes away instead of answering this screen, counted from 1.</summary>
    public int WalksAwayAt { get; init; }

    /// <summary>Presses Cancel at this screen, counted from 1.</summary>
    public int CancelsAt { get; init; }

    /// <summary>Presses Cancel while the bank is being asked.</summary>
    public bool CancelsWhileAsking { get; init; }

    /// <summary>After walking away they come back.</summary>
    public bool ComesBack { get; init; }

    /// <summary>Takes so many notes and leaves the rest.</summary>
    public int NotesTaken { get; init; } = int.MaxValue;

    /// <summary>Takes the notes so long after they can be reached.</summary>
    public TimeSpan NotesAfter { get; init; }

    /// <summary>Takes the card so long after it sticks out.</summary>
    public TimeSpan CardAfter { get; init; }

    /// <summary>Enters a wrong PIN so often before the right one.</summary>
    public int WrongPins { get; init; }

    /// <summary>Does not take a lower amount than asked for.</summary>
    public bool RefusesLess { get; init; }

    /// <summary>Types the amount instead of choosing an offer.</summary>
    public bool TypesAmount { get; init; }
}

/// <summary>One thing that goes wrong during a visit.</summary>
/// <param name="AtPoint">At which stop point after the card went in, from 1; 0: at a fact or a time.</param>
/// <param name="AtFact">While this fact is synced, or right after it; <c>null</c>: at a point or a time.</param>
/// <param name="After">When it is neither: so long after the card went in.</param>
/// <param name="Detail">Decides what is left open: which cassette, which bit, how long.</param>
internal sealed record PlannedFault(FaultKind Kind, int AtPoint, string? AtFact, TimeSpan After, ulong Detail);
