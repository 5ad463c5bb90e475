namespace AtmTerminal.Simulation;

/// <summary>A defect that a programmer could make, as a change of the product's own source.</summary>
/// <param name="Name">For the command line.</param>
/// <param name="File">Below the repository's folder.</param>
/// <param name="Right">What stands there, exactly once.</param>
/// <param name="Wrong">What is built instead of it.</param>
internal sealed record Plant(string Name, string File, string Right, string Wrong);
