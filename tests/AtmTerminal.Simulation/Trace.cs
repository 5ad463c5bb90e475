namespace AtmTerminal.Simulation;

/// <summary>
/// What happened in a world, in order: a hash over all of it, by which two runs of one seed are compared, and the end of it in
/// words for people.
/// </summary>
internal sealed class Trace
{
    private const int Kept = 80;
    private const ulong Prime = 0x100000001B3;

    private readonly (TimeSpan At, int Cashpoint, string What, long Number)[] _latest = new (
        TimeSpan,
        int,
        string,
        long
    )[Kept];

    /// <summary>The hash over everything so far.</summary>
    public ulong Hash { get; private set; } = 0xCBF29CE484222325;

    /// <summary>How many things have happened.</summary>
    public long Steps { get; private set; }

    public void Add(TimeSpan at, int cashpoint, string what, long number = 0)
    {
        _latest[Steps++ % Kept] = (at, cashpoint, what, number);
        Mix((ulong)at.Ticks);
        Mix((ulong)cashpoint);
        Mix((ulong)number);
        foreach (var character in what)
            Mix(character);
    }

    /// <summary>The last things that happened, the oldest first.</summary>
    public IEnumerable<string> Latest()
    {
        for (var step = Math.Max(0, Steps - Kept); step < Steps; step++)
        {
            var (at, cashpoint, what, number) = _latest[step % Kept];
            yield return $"{step, 9} {at:d\\.hh\\:mm\\:ss\\.fff} cashpoint {cashpoint + 1}  {what}{(number == 0 ? "" : $" {number}")}";
        }
    }

    private void Mix(ulong value) => Hash = unchecked((Hash ^ value) * Prime);
}
