using System.Globalization;

namespace AtmTerminal.Simulation;

/// <summary>A script in words.</summary>
internal static class ScriptText
{
    public static IEnumerable<string> Describe(Script script)
    {
        yield return $"{script.World.Cashpoints} cashpoints, round trip {script.World.RoundTrip.TotalMilliseconds} ms";
        foreach (var visit in script.Visits)
            yield return Describe(visit);
    }

    private static string Describe(Visit visit)
    {
        var wish =
            visit.ByTechnicians ? "(technicians fill the machine)"
            : visit.Amount == 0 ? "asks for the balance"
            : $"wants {visit.Amount.ToString(CultureInfo.InvariantCulture)}";
        return string.Join(
            "; ",
            new[] { $"cashpoint {visit.Cashpoint + 1}: card {visit.Card + 1} {wish}" }
                .Concat(Describe(visit.Temper))
                .Concat(visit.Faults.Select(Describe))
        );
    }

    private static IEnumerable<string> Describe(Temper temper)
    {
        if (temper.WalksAwayAt > 0)
            yield return $"walks away at screen {temper.WalksAwayAt}{(temper.ComesBack ? " and comes back" : "")}";
        if (temper.CancelsAt > 0)
            yield return $"cancels at screen {temper.CancelsAt}";
        if (temper.NotesTaken != int.MaxValue)
            yield return $"takes {temper.NotesTaken} notes";
        if (temper.NotesAfter > TimeSpan.Zero)
            yield return $"takes notes after {temper.NotesAfter.TotalSeconds:F1} s";
        if (temper.CardAfter > TimeSpan.Zero)
            yield return $"takes the card after {temper.CardAfter.TotalSeconds:F1} s";
        if (temper.WrongPins > 0)
            yield return $"enters {temper.WrongPins} wrong PINs";
        if (temper.CancelsWhileAsking)
            yield return "cancels while the bank is asked";
        if (temper.RefusesLess)
            yield return "refuses less";
    }

    private static string Describe(PlannedFault fault) =>
        fault.AtPoint > 0 ? $"{fault.Kind} at stop point {fault.AtPoint}"
        : fault.AtFact is { } fact ? $"{fault.Kind} at {fact}"
        : $"{fault.Kind} after {fault.After.TotalSeconds:F1} s";
}
