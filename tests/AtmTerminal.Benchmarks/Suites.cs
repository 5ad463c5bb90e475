using BenchmarkDotNet.Running;

namespace AtmTerminal.Benchmarks;

/// <summary>The benchmarks in full, for a person who works on one piece of code. Apart, so that nothing else loads their library.</summary>
internal static class Suites
{
    public static int Run(string[] args)
    {
        BenchmarkSwitcher.FromAssembly(typeof(Suites).Assembly).Run(args);
        return 0;
    }
}
