using AtmTerminal.Benchmarks.Ratios;
using BenchmarkDotNet.Running;

if (args is ["ratios", ..])
{
    return RatioCommand.Run(args[1..], Console.Out);
}

BenchmarkSwitcher.FromAssembly(typeof(RatioCommand).Assembly).Run(args);
return 0;
