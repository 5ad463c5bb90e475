using System.Collections.Immutable;
using AtmTerminal.Domain.Events;

namespace AtmTerminal.Simulation;

/// <summary>Draws a script from a seed.</summary>
internal static class ScriptWriter
{
    /// <summary>A world of its own for each seed: a few kinds of fault, each as likely as this world wants it (swarm testing).</summary>
    public static Script Write(ulong seed, int sessions)
    {
        var draw = new Draw(seed);
        var world = new WorldPlan(
            draw.Between(1, 3),
            EmptyDisks: draw.Happens(50),
            TimeSpan.FromMilliseconds(draw.Between(10, 900)),
            draw.Between(40, 400),
            draw.Happens(300),
            draw.Happens(300) ? draw.Between(2, 6) : SimulatedBank.Cards
        );
        var kinds = Swarm(draw);
        // In many worlds little goes wrong, so that much can happen before it does.
        var faultsInThousand = draw.Happens(500) ? draw.Between(10, 150) : draw.Between(150, 900);
        var oddPeopleInThousand = draw.Happens(500) ? draw.Between(0, 150) : draw.Between(150, 700);
        var visits = ImmutableArray.CreateBuilder<Visit>(sessions);
        for (var i = 0; i < sessions; i++)
            visits.Add(OneVisit(draw, world, kinds, faultsInThousand, oddPeopleInThousand));
        return new(seed, world, visits.MoveToImmutable());
    }

    // Few kinds together show what a mixture of all would hide: each kind is in about a third of the worlds.
    private static List<FaultKind> Swarm(Draw draw)
    {
        var kinds = new List<FaultKind>();
        foreach (var kind in Enum.GetValues<FaultKind>())
            if (draw.Happens(330))
                kinds.Add(kind);
        return kinds;
    }

    private static Visit OneVisit(Draw draw, WorldPlan world, List<FaultKind> kinds, int faults, int odd)
    {
        var temper = draw.Happens(odd) ? OddTemper(draw) : Temper.Ordinary;
        var planned = ImmutableArray.CreateBuilder<PlannedFault>();
        while (kinds.Count > 0 && planned.Count < 4 && draw.Happens(faults))
            planned.Add(OneFault(draw, kinds));
        return new(
            draw.Number(),
            draw.Below(world.Cashpoints),
            draw.Below(world.Cards),
            draw.Happens(60) ? 0 : draw.Between(1, 40) * 50,
            temper with
            {
                TypesAmount = draw.Happens(700),
            },
            planned.ToImmutable(),
            ByTechnicians: draw.Happens(12)
        );
    }

    // Uniform moments hardly ever hit the few that matter most.
    private static readonly string[] FactsThatMatter =
    [
        nameof(AuthorizationSent),
        nameof(WithdrawalRequested),
        nameof(NotesStacked),
        nameof(PresentStarted),
        nameof(NotesPresented),
        nameof(NotesTaken),
        nameof(RetractStarted),
        nameof(WithdrawalCompleted),
        nameof(UploadAcknowledged),
    ];

    private static PlannedFault OneFault(Draw draw, List<FaultKind> kinds)
    {
        var (kind, detail, moment) = (draw.One(kinds), draw.Number(), draw.Below(100));
        return moment switch
        {
            < 40 => new(kind, draw.Between(1, draw.Happens(500) ? 250 : 1200), null, TimeSpan.Zero, detail),
            < 70 => new(kind, 0, draw.One(FactsThatMatter), TimeSpan.Zero, detail),
            _ => new(kind, 0, null, draw.Between(TimeSpan.Zero, TimeSpan.FromSeconds(45)), detail),
        };
    }

    private static Temper OddTemper(Draw draw) =>
        draw.Below(10) switch
        {
            0 => new() { WalksAwayAt = draw.Between(1, 10), ComesBack = draw.Happens(500) },
            1 => new() { CancelsAt = draw.Between(1, 8) },
            2 => new() { NotesTaken = draw.Between(1, 4) },
            3 => new() { NotesTaken = 0 },
            4 => new() { NotesAfter = draw.Between(TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(36)) },
            5 => new() { CardAfter = draw.Between(TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(40)) },
            6 => new() { WrongPins = draw.Between(1, 3) },
            7 => new() { RefusesLess = true },
            8 => new() { CancelsWhileAsking = true },
            _ => new() { NotesTaken = draw.Between(1, 2), NotesAfter = TimeSpan.FromSeconds(draw.Between(1, 33)) },
        };
}
