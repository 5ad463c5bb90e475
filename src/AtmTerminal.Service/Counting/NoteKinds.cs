using AtmTerminal.Domain.Amounts;
using AtmTerminal.Domain.Cash;
using AtmTerminal.Journal;

namespace AtmTerminal.Service;

/// <summary>Notes by kind: a person who counts tells 100s from 500s, but not from which of two cassettes a 100 came.</summary>
internal sealed class NoteKinds(CashPosition cash)
{
    private readonly IReadOnlyDictionary<string, Denomination> _kindOf = cash.Denominations;

    public Denomination KindOf(string unit) => _kindOf[unit];

    public Dictionary<Denomination, int> Of(IEnumerable<KeyValuePair<string, int>> notes)
    {
        var kinds = new Dictionary<Denomination, int>();
        foreach (var (unit, count) in notes)
            kinds[KindOf(unit)] = kinds.GetValueOrDefault(KindOf(unit)) + count;
        return kinds;
    }

    /// <summary>The difference of each kind; below zero when more is taken away than there is.</summary>
    public Dictionary<Denomination, int> Less(Dictionary<Denomination, int> from, Dictionary<Denomination, int> what) =>
        from
            .Keys.Union(what.Keys)
            .ToDictionary(kind => kind, k => from.GetValueOrDefault(k) - what.GetValueOrDefault(k));

    /// <summary>The kinds that are above (or below) zero, by the first cassette that holds them.</summary>
    public NoteCounts Named(Dictionary<Denomination, int> kinds, bool above) =>
        NoteCounts.Of(
            kinds
                .Where(k => above ? k.Value > 0 : k.Value < 0)
                .Select(k => KeyValuePair.Create(cash.Units.First(u => u.Denomination == k.Key).Id, Math.Abs(k.Value)))
        );
}
