using System.Collections.Immutable;
using System.Globalization;
using AtmTerminal.Domain.Amounts;
using AtmTerminal.Domain.Cash;
using AtmTerminal.Domain.Events;
using AtmTerminal.Domain.Withdrawals;

namespace AtmTerminal.Journal;

/// <summary>
/// The cash of the terminal since the last exchange: its units with their counts, what was loaded and what was paid. Counts
/// change by one note at a time, each with its own durable event.
/// </summary>
/// <param name="Loaded">The value of all units right after the last exchange.</param>
/// <param name="Completed">The sum of completed withdrawals since.</param>
/// <remarks>A terminal pays one currency; units of several are a mistake of the exchange and throw.</remarks>
public sealed record CashPosition(ImmutableArray<CashUnit> Units, Money Loaded, Money Completed)
{
    /// <summary>What has to be in the machine when every journaled event is true.</summary>
    public Money Expected => Loaded - Completed;

    /// <summary>
    /// What is in cassettes and bins, note by note. Notes of an open withdrawal between a cassette and a bin are not in it, nor
    /// notes in a bin that could not be told apart.
    /// </summary>
    public Money Found => ValueOfUnits(Units, Denominations, Loaded.Currency);

    /// <summary>Expected less found: cash that is in no unit and was not declared given. Negative when there is more.</summary>
    public Money Missing => Expected - Found;

    /// <summary>What the notes of each cassette are worth.</summary>
    public IReadOnlyDictionary<string, Denomination> Denominations => DenominationsOf(Units);

    /// <summary>What these notes are worth here. A unit that is not known adds nothing: its value is not guessed.</summary>
    public Money ValueOf(NoteCounts notes) => ValueOfKnown(notes, Denominations, Loaded.Currency);

    /// <summary>The same notes by their face value in minor units. Notes of a unit that is not known are left out.</summary>
    public NoteCounts ByValue(NoteCounts notes)
    {
        var denominations = Denominations;
        return NoteCounts.Of(
            notes
                .Where(n => denominations.ContainsKey(n.Key))
                .Select(n =>
                    KeyValuePair.Create(
                        denominations[n.Key].Value.MinorUnits.ToString(CultureInfo.InvariantCulture),
                        n.Value
                    )
                )
        );
    }

    /// <summary>The cash right after an exchange.</summary>
    public static CashPosition Load(IEnumerable<CashUnit> units)
    {
        ImmutableArray<CashUnit> set = [.. units];
        var denominations = DenominationsOf(set);
        var currency = denominations.Values.Select(d => d.Currency).FirstOrDefault();
        return new(set, ValueOfUnits(set, denominations, currency), Money.Zero(currency));
    }

    public bool Equals(CashPosition? other) =>
        other is not null && Loaded == other.Loaded && Completed == other.Completed && Units.SequenceEqual(other.Units);

    public override int GetHashCode() => HashCode.Combine(Loaded, Completed, Units.Length);

    /// <summary>The cash after one event of a withdrawal that stood at <paramref name="before"/>.</summary>
    internal CashPosition Apply(Withdrawal before, WithdrawalEvent e) =>
        e switch
        {
            NotePicked p => Out(p.Unit, stacked: 1),
            NoteDiverted d => Out(d.Unit, rejected: d.Notes).IntoFirst(CashUnitType.Reject, d.Unit, d.Notes),
            NotePurged p => Purged(before, p),
            WithdrawalSuspected => CashSettlement.Suspect(this, before),
            WithdrawalCompleted when before.CountedSince => this,
            WithdrawalCompleted c => CashSettlement.Close(
                this with
                {
                    Completed = Completed + c.Amount,
                },
                before,
                c.Notes
            ),
            _ => this,
        };

    /// <summary>A note found while nothing was open: it is in the bin now, and where it came from is not known (D7).</summary>
    internal CashPosition AddFound(NotePurged purged) => Into(purged.Bin, purged.Unit, 1);

    internal CashPosition Out(string unit, int stacked = 0, int rejected = 0, int presented = 0, int unknown = 0) =>
        Change(
            unit,
            u =>
                u with
                {
                    Out = new(
                        u.Out.Presented + presented,
                        u.Out.Rejected + rejected,
                        u.Out.Stacked + stacked,
                        u.Out.Unknown + unknown
                    ),
                }
        );

    internal CashPosition Into(string bin, string? unit, int notes) =>
        Change(
            bin,
            b =>
                unit is null
                    ? b with
                    {
                        UnclassifiedIn = b.UnclassifiedIn + notes,
                    }
                    : b with
                    {
                        In = b.In.Plus(unit, notes),
                    }
        );

    internal CashPosition Change(string id, Func<CashUnit, CashUnit> change)
    {
        for (var i = 0; i < Units.Length; i++)
            if (Units[i].Id == id)
                return this with { Units = Units.SetItem(i, change(Units[i])) };
        return this;
    }

    private CashPosition IntoFirst(CashUnitType type, string unit, int notes) =>
        Units.FirstOrDefault(u => u.Type == type) is { } bin ? Into(bin.Id, unit, notes) : this;

    // A note that comes back is one of the stacked ones, or the one in doubt: then it had left its cassette uncounted. Anything
    // beyond that is in the bin without having left a cassette that we know of, and shows as cash over.
    private CashPosition Purged(Withdrawal before, NotePurged e)
    {
        var binned = Into(e.Bin, e.Unit, 1);
        if (e.Unit is null || before.CountedSince)
            return binned;
        var (unit, had, back) = (e.Unit, before.Stacked[e.Unit], before.Purged[e.Unit]);
        if (back < had)
            return binned.Out(unit, stacked: -1, rejected: 1);
        var inDoubt = before.InDoubt is { } doubt && doubt.Unit == unit ? doubt.AtMost : 0;
        return back < had + inDoubt ? binned.Out(unit, rejected: 1) : binned;
    }

    private static Dictionary<string, Denomination> DenominationsOf(ImmutableArray<CashUnit> units)
    {
        var denominations = new Dictionary<string, Denomination>(StringComparer.Ordinal);
        foreach (var unit in units)
            if (unit.Denomination is { } denomination)
                denominations[unit.Id] = denomination;
        return denominations;
    }

    private static Money ValueOfUnits(
        ImmutableArray<CashUnit> units,
        IReadOnlyDictionary<string, Denomination> denominations,
        Currency currency
    )
    {
        var value = Money.Zero(currency);
        foreach (var unit in units)
            value += unit.Denomination is { } denomination
                ? denomination.Value * unit.Count
                : ValueOfKnown(unit.In, denominations, currency);
        return value;
    }

    private static Money ValueOfKnown(
        NoteCounts notes,
        IReadOnlyDictionary<string, Denomination> denominations,
        Currency currency
    )
    {
        var value = Money.Zero(currency);
        foreach (var (unit, count) in notes)
            if (denominations.TryGetValue(unit, out var kind))
                value += kind.Value * count;
        return value;
    }
}
