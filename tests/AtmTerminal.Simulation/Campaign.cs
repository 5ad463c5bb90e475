using System.Diagnostics;

namespace AtmTerminal.Simulation;

/// <summary>Many worlds, one after another on each thread, and what came of them.</summary>
internal sealed class Campaign(SimulationOptions options, TextWriter output)
{
    private static readonly TimeSpan ProgressEvery = TimeSpan.FromSeconds(10);

    // A campaign that finds the same defect in every world need not go on.
    private const int EnoughFailures = 5;

    private readonly Lock _lock = new();
    private readonly Tally _tally = new();
    private readonly List<(ulong Seed, string Violation)> _failures = [];
    private readonly Stopwatch _clock = new();
    private long _begun;
    private int _done;
    private TimeSpan _reported;

    /// <returns>The exit code: 1 when a note is not accounted for, or when something was never exercised.</returns>
    public int Run()
    {
        _clock.Start();
        var threads = Enumerable.Range(0, options.Threads).Select(_ => new Thread(Work)).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        foreach (var (seed, _) in _failures.Take(options.Find ? 0 : 1))
            Shrinker.Shrink(ScriptWriter.Write(seed, options.Sessions), output);
        var unexercised = options.MustExerciseAll && _failures.Count == 0 ? Report.Exercised(_tally, output) : 0;
        output.WriteLine(
            $"withdrawals {_tally.Withdrawals}, crashes {_tally.Crashes}, violations {_failures.Count}, withdrawals/s {Rate():F0}"
        );
        return _failures.Count > 0 || unexercised > 0 ? 1 : 0;
    }

    private void Work()
    {
        while (Next() is { } seed)
        {
            using var world = new World(ScriptWriter.Write(seed, options.Sessions));
            world.Run();
            lock (_lock)
                Done(seed, world);
        }
    }

    private ulong? Next()
    {
        lock (_lock)
            return
                _begun < options.Seeds
                && _clock.Elapsed < options.Limit
                && _failures.Count < (options.Find ? 1 : EnoughFailures)
                ? options.FirstSeed + (ulong)_begun++
                : null;
    }

    private void Done(ulong seed, World world)
    {
        _done++;
        _tally.Add(world.Tally);
        if (world.IsOver)
        {
            _failures.Add((seed, world.Violations[0]));
            Report.Failure(seed, world, output);
        }
        if (_clock.Elapsed - _reported < ProgressEvery)
            return;
        _reported = _clock.Elapsed;
        output.WriteLine(
            $"{_clock.Elapsed:hh\\:mm\\:ss}  seeds {_done}/{options.Seeds}, withdrawals {_tally.Withdrawals}, crashes {_tally.Crashes}, "
                + $"faults {_tally.Faults.Sum()} of {_tally.Faults.Count(f => f > 0)} kinds, violations {_failures.Count}, {Rate():F0}/s"
        );
    }

    private double Rate() => _tally.Withdrawals / Math.Max(0.001, _clock.Elapsed.TotalSeconds);
}
