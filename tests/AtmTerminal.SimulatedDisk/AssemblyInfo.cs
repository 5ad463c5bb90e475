using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("AtmTerminal.SimulatedDisk.Tests")]
[assembly: InternalsVisibleTo("AtmTerminal.Simulation")]
[assembly: InternalsVisibleTo("AtmTerminal.TestTerminal")]
