namespace AtmTerminal.Simulation;

/// <summary>One world, looked at closely.</summary>
internal static class SingleWorld
{
    /// <summary>Runs one seed, shows the end of its trace, and shortens its script when it fails.</summary>
    public static int Show(SimulationOptions options, TextWriter output)
    {
        var script = ScriptWriter.Write(options.FirstSeed, options.Sessions);
        output.WriteLine($"{script.World}");
        using var world = new World(script);
        world.Run();
        if (world.IsOver)
            Report.Failure(script.Seed, world, output);
        output.WriteLine(
            $"seed {script.Seed}: trace {world.Trace.Hash:X16}, {world.Trace.Steps} steps, {world.Clock.Elapsed} of virtual time"
        );
        if (world.IsOver)
            Shrinker.Shrink(script, output);
        output.WriteLine(
            $"withdrawals {world.Tally.Withdrawals}, crashes {world.Tally.Crashes}, violations {world.Violations.Count}, withdrawals/s -"
        );
        return world.IsOver ? 1 : 0;
    }
}
