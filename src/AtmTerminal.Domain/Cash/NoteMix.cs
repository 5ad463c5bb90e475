using AtmTerminal.Domain.Amounts;

namespace AtmTerminal.Domain.Cash;

/// <summary>Why an amount cannot be paid with the notes at hand.</summary>
public enum MixRefusal
{
    /// <summary>No cassette can pay out at all.</summary>
    NothingToPayFrom,

    /// <summary>Zero or less.</summary>
    NotPositive,

    /// <summary>No number of these notes makes the amount, however many there were.</summary>
    NotAMultiple,

    /// <summary>More than all notes together, or than the most notes that fit in one bundle.</summary>
    TooMuch,

    /// <summary>The notes that would make it have run out, or are too many for one bundle.</summary>
    NotWithTheseNotes,
}

/// <summary>How an amount can be paid, or why not and what could be paid instead.</summary>
public abstract record MixOutcome
{
    private MixOutcome() { }

    /// <summary>The fewest notes that make the amount exactly.</summary>
    public sealed record Payable(NoteCounts Notes) : MixOutcome;

    /// <param name="Below">The nearest payable amount below the one asked for; <c>null</c> when there is none.</param>
    /// <param name="Above">The nearest payable amount above it; <c>null</c> when there is none.</param>
    public sealed record NotPayable(MixRefusal Reason, Money? Below, Money? Above) : MixOutcome;
}

/// <summary>
/// Every amount that a set of cassettes can pay, with the fewest notes for each. Complete: an amount that can be made at all
/// under the counts and the bundle limit is found. Made once for a set of counts, asked for any number of amounts.
/// </summary>
/// <remarks>
/// A table over amounts in steps of the greatest common divisor of the denominations. Each denomination is folded in with a
/// sliding-window minimum, so the work is denominations times amounts, whatever the counts. See Cash/DESIGN.md.
/// </remarks>
public sealed class NoteMix
{
    private const int Unreachable = int.MaxValue;

    private readonly Currency _currency;
    private readonly int _maxNotes;
    private readonly long _step;
    private readonly long _common;
    private readonly long _loaded;
    private readonly IReadOnlyList<NotesOfOneValue> _values;

    // Fewest notes for each amount (index times step) after all denominations, and how many of each denomination that takes.
    private readonly int[] _fewest;
    private readonly byte[][] _taken;

    private NoteMix(Currency currency, int maxNotes, IReadOnlyList<NotesOfOneValue> values)
    {
        (_currency, _maxNotes, _values) = (currency, maxNotes, values);
        _loaded = values.Sum(v => checked(v.Value * v.Count));
        _common = values.Aggregate(0L, (divisor, v) => GreatestCommonDivisor(divisor, v.Value));
        _step = Math.Max(1, _common);
        var most = values.Count == 0 ? 0 : Math.Min(_loaded, checked(values[0].Value * maxNotes));
        _fewest = new int[checked((int)(most / _step) + 1)];
        Array.Fill(_fewest, Unreachable, 1, _fewest.Length - 1);
        _taken = new byte[values.Count][];
        for (var i = 0; i < values.Count; i++)
            _taken[i] = FoldIn((int)(values[i].Value / _step), Math.Min(values[i].Count, maxNotes));
    }

    /// <summary>Prepares the table for the cassettes that can pay out; missing, empty, faulty and locked ones are skipped.</summary>
    /// <param name="units">Units of other currencies are skipped too.</param>
    /// <param name="maxNotes">The most notes in one bundle, 1 to 200.</param>
    public static NoteMix Over(IEnumerable<CashUnit> units, Currency currency, int maxNotes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxNotes, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(maxNotes, 200);
        var values = units
            .Where(u => u.CanPayOut && u.Denomination!.Value.Currency == currency)
            .GroupBy(u => u.Denomination!.Value.Value.MinorUnits)
            .OrderByDescending(g => g.Key)
            .Select(g => new NotesOfOneValue(g.Key, [.. g.OrderByDescending(u => u.Count)]))
            .ToList();
        return new(currency, maxNotes, values);
    }

    /// <summary>The fewest notes that make the amount, or why there are none and what is near.</summary>
    /// <exception cref="CurrencyMismatchException">The amount is of another currency than the table.</exception>
    public MixOutcome Find(Money amount)
    {
        _ = amount + Money.Zero(_currency);
        return Why(amount) is { } reason
            ? new MixOutcome.NotPayable(reason, NearestBelow(amount), NearestAbove(amount))
            : new MixOutcome.Payable(NotesFor((int)(amount.MinorUnits / _step)));
    }

    /// <summary>Whether the amount can be paid exactly.</summary>
    public bool CanPay(Money amount) => Why(amount) is null;

    private MixRefusal? Why(Money amount)
    {
        if (_values.Count == 0)
            return MixRefusal.NothingToPayFrom;
        if (!amount.IsPositive)
            return MixRefusal.NotPositive;
        if (amount.MinorUnits > _loaded || amount.MinorUnits / _step >= _fewest.Length)
            return MixRefusal.TooMuch;
        if (amount.MinorUnits % _common != 0)
            return MixRefusal.NotAMultiple;
        return IsReachable(amount.MinorUnits / _step) ? null : MixRefusal.NotWithTheseNotes;
    }

    private Money? NearestBelow(Money amount)
    {
        // The amount itself is never found here: it is one that cannot be paid.
        for (var index = Math.Min(amount.MinorUnits / _step, _fewest.Length - 1); index > 0; index--)
            if (IsReachable(index))
                return Money.FromMinorUnits(index * _step, _currency);
        return null;
    }

    private Money? NearestAbove(Money amount)
    {
        for (var index = Math.Max(0, amount.MinorUnits) / _step + 1; index < _fewest.Length; index++)
            if (IsReachable(index))
                return Money.FromMinorUnits(index * _step, _currency);
        return null;
    }

    private bool IsReachable(long index) => _fewest[index] <= _maxNotes;

    private NoteCounts NotesFor(int index)
    {
        var notes = new List<KeyValuePair<string, int>>();
        for (var i = _values.Count - 1; i >= 0; i--)
        {
            int taken = _taken[i][index];
            notes.AddRange(_values[i].TakeFromFullestFirst(taken));
            index -= taken * (int)(_values[i].Value / _step);
        }
        return NoteCounts.Of(notes);
    }

    /// <summary>Lets every amount use up to <paramref name="count"/> notes of <paramref name="size"/> steps.</summary>
    /// <returns>For each amount, how many of them the fewest-notes answer takes.</returns>
    private byte[] FoldIn(int size, int count)
    {
        var taken = new byte[_fewest.Length];
        var before = (int[])_fewest.Clone();
        // The best starting points of one residue class, best first; a start leaves when it is more than `count` notes back.
        var window = new int[_fewest.Length / size + 1];
        for (var residue = 0; residue < size; residue++)
        {
            int head = 0,
                tail = 0;
            for (int index = residue, place = 0; index < _fewest.Length; index += size, place++)
            {
                if (before[index] != Unreachable)
                {
                    while (tail > head && Cost(window[tail - 1], place) > before[index])
                        tail--;
                    window[tail++] = place;
                }
                if (tail > head && place - window[head] > count)
                    head++;
                if (tail == head)
                    continue;
                _fewest[index] = Cost(window[head], place);
                taken[index] = (byte)(place - window[head]);
            }

            int Cost(int start, int place) => before[start * size + residue] + place - start;
        }
        return taken;
    }

    private static long GreatestCommonDivisor(long a, long b) => b == 0 ? a : GreatestCommonDivisor(b, a % b);

    /// <summary>All cassettes with one denomination, the fullest first.</summary>
    private sealed record NotesOfOneValue(long Value, IReadOnlyList<CashUnit> Units)
    {
        public int Count { get; } = Units.Sum(u => u.Count);

        public IEnumerable<KeyValuePair<string, int>> TakeFromFullestFirst(int notes)
        {
            foreach (var unit in Units)
            {
                var here = Math.Min(notes, unit.Count);
                yield return new(unit.Id, here);
                notes -= here;
            }
        }
    }
}
