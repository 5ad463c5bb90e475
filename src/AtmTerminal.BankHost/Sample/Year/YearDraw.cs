namespace AtmTerminal.BankHost;

/// <summary>
/// Numbers drawn from a seed: the same seed gives the same numbers on every machine and every version of the runtime, which the
/// runtime's own generator does not promise. SplitMix64.
/// </summary>
/// <param name="stream">Every customer and every machine draws from one of its own, so that one more of them changes no other.</param>
internal sealed class YearDraw(long seed, long stream)
{
    // Scattered, since streams that begin at even distances would draw the same numbers one after the other.
    private ulong _state = Scattered(Scattered(unchecked((ulong)seed)) ^ unchecked((ulong)stream));

    /// <summary>From 0 to one below <paramref name="end"/>.</summary>
    public int Below(int end) => (int)(Number() % (ulong)end);

    /// <summary>Both ends included.</summary>
    public int Between(int least, int most) => least + Below(most - least + 1);

    /// <summary>From 0 to just below 1.</summary>
    public double Share() => (Number() >> 11) * (1.0 / (1UL << 53));

    public bool Happens(double share) => Share() < share;

    public T One<T>(IReadOnlyList<T> of) => of[Below(of.Count)];

    /// <summary>About 0, seldom beyond 3 to either side: the sum of twelve shares, less six.</summary>
    public double Bell()
    {
        var sum = -6.0;
        for (var i = 0; i < 12; i++)
            sum += Share();
        return sum;
    }

    private ulong Number() => Scattered(unchecked(_state += 0x9E3779B97F4A7C15));

    private static ulong Scattered(ulong z)
    {
        z = unchecked((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9);
        z = unchecked((z ^ (z >> 27)) * 0x94D049BB133111EB);
        return z ^ (z >> 31);
    }
}

/// <summary>Draws one of several things, each as often as its weight says.</summary>
internal sealed class Weighted<T>
{
    private readonly IReadOnlyList<T> _things;
    private readonly double[] _upTo;

    /// <param name="weightOf">0 or more; not all 0.</param>
    public Weighted(IReadOnlyList<T> things, Func<T, double> weightOf)
    {
        _things = things;
        _upTo = new double[things.Count];
        var sum = 0.0;
        for (var i = 0; i < things.Count; i++)
            _upTo[i] = sum += weightOf(things[i]);
    }

    public T Draw(YearDraw draw)
    {
        var found = Array.BinarySearch(_upTo, draw.Share() * _upTo[^1]);
        return _things[Math.Min(found < 0 ? ~found : found + 1, _things.Count - 1)];
    }
}
