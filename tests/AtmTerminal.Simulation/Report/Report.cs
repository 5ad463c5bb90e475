namespace AtmTerminal.Simulation;

/// <summary>What a run tells people.</summary>
internal static class Report
{
    /// <summary>A world in which something is not accounted for: seed, step, what, and the last events.</summary>
    public static void Failure(ulong seed, World world, TextWriter output)
    {
        output.WriteLine(
            $"seed {seed} fails at step {world.Trace.Steps}, after {world.Clock.Elapsed} of virtual time:"
        );
        foreach (var violation in world.Violations)
            output.WriteLine($"  {violation}");
        output.WriteLine("the last events:");
        foreach (var line in world.Trace.Latest())
            output.WriteLine($"  {line}");
    }

    /// <summary>The table of what was exercised.</summary>
    /// <returns>How many fault kinds and rows of the failure matrix were never hit.</returns>
    public static int Exercised(Tally tally, TextWriter output)
    {
        output.WriteLine("fault kinds that had an effect:");
        var missing = 0;
        foreach (var kind in Enum.GetValues<FaultKind>())
        {
            var times = tally.Faults[(int)kind];
            missing += times == 0 ? 1 : 0;
            output.WriteLine($"  {kind, -24}{times, 10}{(times == 0 ? "  never" : "")}");
        }
        output.WriteLine("rows of the failure matrix:");
        foreach (var row in MatrixRows.Reachable)
        {
            var times = tally.Rows.GetValueOrDefault(row);
            missing += times == 0 ? 1 : 0;
            output.WriteLine($"  {row, -24}{times, 10}{(times == 0 ? "  never" : "")}");
        }
        foreach (var (row, times) in tally.Rows.Where(r => !MatrixRows.Reachable.Contains(r.Key)))
            output.WriteLine($"  {row, -24}{times, 10}");
        foreach (var (row, why) in MatrixRows.ElsewhereOnly)
            output.WriteLine($"  {row, -24}         -  {why}");
        return missing;
    }
}
