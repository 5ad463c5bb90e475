using AtmTerminal.Domain.Cash;

namespace AtmTerminal.Service;

/// <summary>
/// A wrong count or a wrong denomination is found by a second person who enters the same independently (failure matrix, F3).
/// </summary>
internal static class EntryCheck
{
    /// <returns>Why the entries cannot be taken, or <c>null</c>.</returns>
    public static ServiceOutcome.Refused? Problem(
        CashEntry first,
        CashEntry second,
        IReadOnlyDictionary<string, Denomination> places
    ) => NamesProblem(first.By, second.By) ?? Differences(first, second) ?? UnitsProblem(first, places);

    /// <returns>Why these two names do not stand for two persons, or <c>null</c>.</returns>
    public static ServiceOutcome.Refused? NamesProblem(string first, string second)
    {
        if (string.IsNullOrWhiteSpace(first) || string.IsNullOrWhiteSpace(second))
            return new(ServiceRefusal.NameMissing, "Two names are needed: who counted, and who counted again.");
        return string.Equals(first.Trim(), second.Trim(), StringComparison.OrdinalIgnoreCase)
            ? new(ServiceRefusal.SamePerson, $"{first.Trim()} has counted already: another person has to count again.")
            : null;
    }

    // What both enter alike may still be wrong. A cassette is built for the notes of its place: others jam, or are given as these.
    private static ServiceOutcome.Refused? UnitsProblem(
        CashEntry entry,
        IReadOnlyDictionary<string, Denomination> places
    )
    {
        if (!entry.Loaded.Select(l => l.Unit).Order().SequenceEqual(places.Keys.Order()))
            return Wrong($"Enter each cassette once, empty ones too: {string.Join(", ", places.Keys.Order())}.");
        if (entry.Loaded.FirstOrDefault(l => l.Denomination != places[l.Unit]) is { } other)
            return Wrong(
                $"Cassette {other.Unit} is set up for {places[other.Unit]} and not for {other.Denomination}: change the configuration first."
            );
        return entry.Loaded.Any(l => l.Notes < 0) ? Wrong("A count of notes is never below zero.") : null;

        static ServiceOutcome.Refused Wrong(string sentence) => new(ServiceRefusal.UnitsWrong, sentence);
    }

    private static ServiceOutcome.Refused? Differences(CashEntry first, CashEntry second)
    {
        var differing = new List<string>();
        foreach (var loaded in first.Loaded)
            if (second.Loaded.All(l => l != loaded))
                differing.Add($"cassette {loaded.Unit} as loaded");
        Compare("cassettes as found", first.Found.Cassettes, second.Found.Cassettes);
        Compare("reject bin", first.Found.Reject, second.Found.Reject);
        Compare("retract bin", first.Found.Retract, second.Found.Retract);
        Compare("notes found elsewhere", first.Found.Elsewhere, second.Found.Elsewhere);
        if (differing.Count == 0 && first.Loaded.Count == second.Loaded.Count)
            return null;
        return new(
            ServiceRefusal.EntriesDiffer,
            $"{first.By.Trim()} and {second.By.Trim()} entered different figures ({string.Join("; ", differing)}): count again."
        );

        void Compare(string what, NoteCounts one, NoteCounts other)
        {
            if (!one.Equals(other))
                differing.Add(what);
        }
    }
}
