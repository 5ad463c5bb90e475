using System.Collections.Immutable;
using System.Diagnostics;

namespace AtmTerminal.Simulation;

/// <summary>Makes the script of a failing world as short as it can: fewer visits, fewer faults, simpler people.</summary>
internal static class Shrinker
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public static Script Shrink(Script script, TextWriter output)
    {
        var clock = Stopwatch.StartNew();
        if (Violation(script) is not { } violation)
        {
            output.WriteLine($"Seed {script.Seed} does not fail again: it depends on something that no seed decides.");
            return script;
        }
        var kind = KindOf(violation);
        for (var (before, now) = (0, script); before != SizeOf(now) && clock.Elapsed < Patience; script = now)
        {
            before = SizeOf(now);
            now = WithoutVisits(now, Fails);
            now = WithoutFaults(now, Fails);
            now = WithSimplerPeople(now, Fails);
        }
        output.WriteLine($"The shortest script that still fails ({violation.Split('\n')[0]}):");
        foreach (var line in ScriptText.Describe(script))
            output.WriteLine($"  {line}");
        return script;

        bool Fails(Script candidate) =>
            clock.Elapsed < Patience && Violation(candidate) is { } found && KindOf(found) == kind;
    }

    /// <summary>What the script ends with; <c>null</c> when nothing is wrong.</summary>
    private static string? Violation(Script script)
    {
        using var world = new World(script);
        world.Run();
        return world.Violations.Count > 0 ? world.Violations[0] : null;
    }

    // Numbers and amounts change while a script gets shorter; the words before them say which promise broke.
    private static string KindOf(string violation)
    {
        var words = violation[(violation.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
        var digit = words.AsSpan().IndexOfAnyInRange('0', '9');
        return digit > 3 ? words[..digit] : words[..Math.Min(24, words.Length)];
    }

    private static int SizeOf(Script script) =>
        script.Visits.Sum(v => 1 + v.Faults.Length + (v.Temper == Temper.Ordinary ? 0 : 1));

    private static Script WithoutVisits(Script script, Func<Script, bool> fails)
    {
        for (var chunk = Math.Max(1, script.Visits.Length / 2); chunk > 0; chunk /= 2)
        {
            for (var end = script.Visits.Length; end > 0; end -= chunk)
            {
                var start = Math.Max(0, end - chunk);
                var candidate = script with { Visits = script.Visits.RemoveRange(start, end - start) };
                if (fails(candidate))
                    script = candidate;
            }
        }
        return script;
    }

    private static Script WithoutFaults(Script script, Func<Script, bool> fails)
    {
        for (var i = 0; i < script.Visits.Length; i++)
        {
            for (var fault = script.Visits[i].Faults.Length - 1; fault >= 0; fault--)
            {
                var visit = script.Visits[i];
                var candidate = With(script, i, visit with { Faults = visit.Faults.RemoveAt(fault) });
                if (fails(candidate))
                    script = candidate;
            }
        }
        return script;
    }

    private static Script WithSimplerPeople(Script script, Func<Script, bool> fails)
    {
        for (var i = 0; i < script.Visits.Length; i++)
        {
            var visit = script.Visits[i];
            if (visit.Temper == Temper.Ordinary)
                continue;
            var candidate = With(script, i, visit with { Temper = Temper.Ordinary });
            if (fails(candidate))
                script = candidate;
        }
        return script;
    }

    private static Script With(Script script, int index, Visit visit) =>
        script with
        {
            Visits = script.Visits.SetItem(index, visit),
        };
}
