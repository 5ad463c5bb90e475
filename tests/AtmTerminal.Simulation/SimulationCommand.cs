using System.CommandLine;

namespace AtmTerminal.Simulation;

/// <summary>The command line.</summary>
internal static class SimulationCommand
{
    private static readonly Option<int> Seeds = new("--seeds")
    {
        Description = "How many worlds to simulate.",
        DefaultValueFactory = _ => SimulationOptions.Ordinary.Seeds,
    };

    private static readonly Option<int> Sessions = new("--sessions")
    {
        Description = "How many people come to the machines of each world.",
        DefaultValueFactory = _ => SimulationOptions.Ordinary.Sessions,
    };

    private static readonly Option<ulong?> Seed = new("--seed")
    {
        Description = "The first seed; given alone, only this world is simulated and its trace is shown.",
    };

    private static readonly Option<string?> Plant = new("--plant")
    {
        Description =
            "Build the product with this defect and find it; several with commas, 'list' names them, 'all' finds every one.",
    };

    private static readonly Option<bool> Release = new("--release")
    {
        Description = "100,000 worlds of 500 people each, or as many as fit into one hour.",
    };

    private static readonly Option<int> Minutes = new("--minutes")
    {
        Description = "Begin no new world after so many minutes.",
        DefaultValueFactory = _ => 60,
    };

    private static readonly Option<bool> Find = new("--find")
    {
        Description = "Stop at the first failure and do not shorten it.",
    };

    private static readonly Option<int> Threads = new("--threads")
    {
        Description = "How many worlds at a time.",
        DefaultValueFactory = _ => Environment.ProcessorCount,
    };

    public static RootCommand Create()
    {
        var command = new RootCommand(
            "Whole terminals, their boards, lossy lines and a bank host, stepped from a seed; every note has to be accounted for."
        )
        {
            Seeds,
            Sessions,
            Seed,
            Plant,
            Release,
            Minutes,
            Find,
            Threads,
        };
        command.SetAction(parsed =>
            parsed.GetValue(Plant) is { } plant ? PlantedFaults.Run(plant, Console.Out) : Simulate(parsed)
        );
        return command;
    }

    private static int Simulate(ParseResult parsed)
    {
        var options = SimulationOptions.Ordinary with
        {
            Seeds = parsed.GetValue(Seeds),
            Sessions = parsed.GetValue(Sessions),
            FirstSeed = parsed.GetValue(Seed) ?? 1,
            Limit = TimeSpan.FromMinutes(parsed.GetValue(Minutes)),
            Threads = parsed.GetValue(Threads),
            Find = parsed.GetValue(Find),
        };
        if (parsed.GetValue(Release))
            options = options with { Seeds = 100_000, Sessions = 500 };
        var one = parsed.GetValue(Seed) is not null && parsed.GetResult(Seeds) is not { Implicit: false };
        return one ? SingleWorld.Show(options, Console.Out) : new Campaign(options, Console.Out).Run();
    }
}
