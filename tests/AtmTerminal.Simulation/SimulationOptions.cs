namespace AtmTerminal.Simulation;

/// <summary>What one call of the program is to do.</summary>
/// <param name="Seeds">How many worlds.</param>
/// <param name="Sessions">Visits in each.</param>
/// <param name="FirstSeed">The seed of the first world; the others follow by one.</param>
/// <param name="Limit">No new world is begun after this.</param>
/// <param name="Threads">Worlds at a time; each is stepped in one thread.</param>
/// <param name="Find">Stops at the first failure and does not shorten it.</param>
/// <param name="MustExerciseAll">A fault kind or row that was never hit is a failure of the run.</param>
internal sealed record SimulationOptions(
    int Seeds,
    int Sessions,
    ulong FirstSeed,
    TimeSpan Limit,
    int Threads,
    bool MustExerciseAll,
    bool Find = false
)
{
    public static SimulationOptions Ordinary { get; } =
        new(2_000, 200, 1, TimeSpan.FromMinutes(60), Environment.ProcessorCount, MustExerciseAll: true);
}
