using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("AtmTerminal.Journal.Tests")]
[assembly: InternalsVisibleTo("AtmTerminal.Benchmarks")]
