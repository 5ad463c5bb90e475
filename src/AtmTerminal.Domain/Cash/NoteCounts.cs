using System.Collections;
using AtmTerminal.Domain.Amounts;

namespace AtmTerminal.Domain.Cash;

/// <summary>How many notes of each cash unit: counts, not amounts. Units without a note are left out.</summary>
/// <remarks>Immutable; equal when the counts are equal. <see cref="Empty"/> is no note at all.</remarks>
public sealed class NoteCounts : IReadOnlyCollection<KeyValuePair<string, int>>, IEquatable<NoteCounts>
{
    private readonly SortedList<string, int> _counts;

    private NoteCounts(SortedList<string, int> counts) => _counts = counts;

    public static NoteCounts Empty { get; } = new(new SortedList<string, int>(StringComparer.Ordinal));

    /// <summary>Notes in all.</summary>
    public int Total => _counts.Values.Sum();

    public bool IsEmpty => _counts.Count == 0;

    public int Count => _counts.Count;

    /// <summary>Notes of one unit, 0 when it is not named.</summary>
    public int this[string unitId] => _counts.GetValueOrDefault(unitId);

    public static NoteCounts Of(string unitId, int notes) => Of([new(unitId, notes)]);

    /// <exception cref="ArgumentOutOfRangeException">A count is below zero.</exception>
    public static NoteCounts Of(IEnumerable<KeyValuePair<string, int>> counts)
    {
        var list = new SortedList<string, int>(StringComparer.Ordinal);
        foreach (var (unit, notes) in counts)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(notes);
            if (notes > 0)
                list[unit] = list.GetValueOrDefault(unit) + notes;
        }
        return list.Count == 0 ? Empty : new(list);
    }

    public NoteCounts Plus(NoteCounts other) => other.IsEmpty ? this : Of(_counts.Concat(other._counts));

    public NoteCounts Plus(string unitId, int notes) => Plus(Of(unitId, notes));

    /// <exception cref="ArgumentOutOfRangeException">More is taken away than there is.</exception>
    public NoteCounts Minus(NoteCounts other)
    {
        foreach (var (unit, notes) in other)
            ArgumentOutOfRangeException.ThrowIfGreaterThan(notes, this[unit]);
        return Of(_counts.Select(c => KeyValuePair.Create(c.Key, c.Value - other[c.Key])));
    }

    /// <summary>Whether every unit has at least what <paramref name="other"/> names.</summary>
    public bool Covers(NoteCounts other) => other.All(c => this[c.Key] >= c.Value);

    /// <summary>What the notes are worth when the units hold these denominations.</summary>
    /// <exception cref="KeyNotFoundException">A unit is not named there: its notes have no known value.</exception>
    public Money ValueIn(IReadOnlyDictionary<string, Denomination> denominations, Currency currency)
    {
        var sum = Money.Zero(currency);
        foreach (var (unit, notes) in _counts)
            sum += denominations[unit].Value * notes;
        return sum;
    }

    public IEnumerator<KeyValuePair<string, int>> GetEnumerator() => _counts.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public bool Equals(NoteCounts? other) => other is not null && _counts.SequenceEqual(other._counts);

    public override bool Equals(object? obj) => Equals(obj as NoteCounts);

    public override int GetHashCode() =>
        _counts.Aggregate(0, (hash, count) => HashCode.Combine(hash, count.Key, count.Value));

    /// <summary><c>1:2 3:1</c>, two notes of unit 1 and one of unit 3; <c>none</c> when empty.</summary>
    public override string ToString() => IsEmpty ? "none" : string.Join(' ', _counts.Select(c => $"{c.Key}:{c.Value}"));
}
