using System.Diagnostics;

namespace AtmTerminal.Benchmarks.Ratios;

/// <summary>Times two pieces of code in turns, so that what disturbs the machine disturbs both.</summary>
internal static class Rounds
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(4);

    /// <summary>The median, over the rounds, of ours divided by theirs. Both are run warm.</summary>
    /// <param name="ours">Runs our code as often as it is told.</param>
    /// <param name="theirs">Runs the floor or rival as often as it is told.</param>
    /// <param name="rounds">At least five; odd.</param>
    public static double MedianRatio(Action<int> ours, Action<int> theirs, int rounds)
    {
        WarmUp(ours, theirs);
        var times = TimesFor(theirs);
        var ratios = new double[rounds];
        for (var round = 0; round < rounds; round++)
        {
            // Who goes first changes with every round: the first may pay for a cold cache.
            var first = round % 2 == 0 ? Time(ours, times) : Time(theirs, times);
            var second = round % 2 == 0 ? Time(theirs, times) : Time(ours, times);
            ratios[round] = round % 2 == 0 ? first / second : second / first;
        }

        return Median(ratios);
    }

    /// <summary>The middle one; of an even number the upper of the two.</summary>
    public static double Median(double[] figures)
    {
        Array.Sort(figures);
        return figures[figures.Length / 2];
    }

    /// <summary>Bytes one run of warm code allocates.</summary>
    public static double AllocatedBytes(Action<int> code)
    {
        const int times = 1_000;
        code(times);
        var before = GC.GetAllocatedBytesForCurrentThread();
        code(times);
        return (GC.GetAllocatedBytesForCurrentThread() - before) / (double)times;
    }

    private static void WarmUp(Action<int> ours, Action<int> theirs)
    {
        // Long enough for the compiler's last tier, which it reaches in the background.
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < TimeSpan.FromMilliseconds(1_200))
        {
            ours(500);
            theirs(500);
        }
    }

    private static int TimesFor(Action<int> code)
    {
        var times = 100;
        while (Time(code, times) < Shortest.TotalSeconds)
        {
            times *= 2;
        }

        return times;
    }

    private static double Time(Action<int> code, int times)
    {
        var start = Stopwatch.GetTimestamp();
        code(times);
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
