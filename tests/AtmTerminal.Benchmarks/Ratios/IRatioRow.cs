namespace AtmTerminal.Benchmarks.Ratios;

/// <summary>One measure against its floor or rival, taken in the same run.</summary>
internal interface IRatioRow
{
    /// <summary>What is measured, against what.</summary>
    string Name { get; }

    /// <summary>The most the ratio may be.</summary>
    double Goal { get; }

    /// <summary>Measures, rounds of ours and of the rival taking turns, and returns the ratio.</summary>
    double Measure();
}
