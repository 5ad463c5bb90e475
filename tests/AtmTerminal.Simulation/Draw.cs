namespace AtmTerminal.Simulation;

/// <summary>
/// Numbers drawn from a seed: the same seed gives the same numbers on every machine and every version of the runtime, which the
/// runtime's own generator does not promise. SplitMix64.
/// </summary>
internal sealed class Draw(ulong seed)
{
    private ulong _state = seed;

    public ulong Number()
    {
        var z = unchecked(_state += 0x9E3779B97F4A7C15);
        z = unchecked((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9);
        z = unchecked((z ^ (z >> 27)) * 0x94D049BB133111EB);
        return z ^ (z >> 31);
    }

    /// <summary>From 0 to one below <paramref name="end"/>.</summary>
    public int Below(int end) => (int)(Number() % (ulong)end);

    /// <summary>Both ends included.</summary>
    public int Between(int least, int most) => least + Below(most - least + 1);

    public bool Happens(int inThousand) => Below(1000) < inThousand;

    public TimeSpan Between(TimeSpan least, TimeSpan most) =>
        least + TimeSpan.FromMilliseconds(Below((int)(most - least).TotalMilliseconds + 1));

    public T One<T>(IReadOnlyList<T> of) => of[Below(of.Count)];
}
