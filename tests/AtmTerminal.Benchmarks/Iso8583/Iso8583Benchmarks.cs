using BenchmarkDotNet.Attributes;

namespace AtmTerminal.Benchmarks.Iso8583;

/// <summary>The same pairs under BenchmarkDotNet, for absolute figures.</summary>
[MemoryDiagnoser]
public class Iso8583Benchmarks
{
    [Benchmark]
    public void Build() => Iso8583Rows.Build(1);

    [Benchmark]
    public void BuildByHand() => Iso8583Rows.BuildByHand(1);

    [Benchmark]
    public void Parse() => Iso8583Rows.Parse(1);

    [Benchmark]
    public void ParseByHand() => Iso8583Rows.ParseByHand(1);
}
