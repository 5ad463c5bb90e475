namespace AtmTerminal.Simulation;

/// <summary>The program ends here: thrown through it so that not one more of its instructions has an effect.</summary>
internal sealed class ProgramEndedException() : Exception("The program has ended here.");
