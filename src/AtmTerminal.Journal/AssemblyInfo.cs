using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("AtmTerminal.Journal.Tests")]
[assembly: InternalsVisibleTo("AtmTerminal.Simulation")]
[assembly: InternalsVisibleTo("AtmTerminal.TestTerminal")]
[assembly: InternalsVisibleTo("AtmTerminal.Benchmarks")]
[assembly: InternalsVisibleTo("AtmTerminal.SimulatedDisk")]
[assembly: InternalsVisibleTo("AtmTerminal.SimulatedDisk.Tests")]
