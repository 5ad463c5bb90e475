namespace AtmTerminal.Benchmarks.Ratios;

/// <summary>One measure against its floor or rival, taken in the same run.</summary>
/// <param name="Name">What is measured, against what.</param>
/// <param name="Goal">The most the ratio may be.</param>
/// <param name="Measure">Measures, rounds of ours and of the rival taking turns.</param>
internal sealed record RatioRow(string Name, double Goal, Func<Measurement> Measure);

/// <summary>What a row found.</summary>
/// <param name="Ratio">Ours divided by the floor or rival; <c>null</c> when it could not be measured here.</param>
/// <param name="Note">What one has to know to read the ratio, or why there is none; empty when the name says it all.</param>
internal readonly record struct Measurement(double? Ratio, string Note = "")
{
    public static implicit operator Measurement(double ratio) => new(ratio);
}
