using AtmTerminal.Domain.Cash;
using AtmTerminal.Domain.Withdrawals;

namespace AtmTerminal.Journal;

/// <summary>
/// Where the notes of a withdrawal are written down when it ends: given, in a bin, or gone without an explanation. Notes in a
/// bin that could not be told apart get their kind by elimination when only one answer fits.
/// </summary>
internal static class CashSettlement
{
    /// <summary>The customer could have taken <paramref name="given"/>; everything else stacked has to be in a bin.</summary>
    public static CashPosition Close(CashPosition cash, Withdrawal w, NoteCounts given)
    {
        if (w.State == WithdrawalState.Suspect)
            return CloseSuspect(cash, w, given);
        foreach (var (unit, notes) in given)
            cash = cash.Out(unit, presented: notes, stacked: -Math.Min(notes, w.Outstanding[unit]));
        var rest = Less(w.Outstanding, given);
        var unclassified = w.PurgedUnclassified;
        if (rest.Total <= unclassified.Total)
        {
            cash = Classify(cash, rest, ref unclassified, fromStacker: true);
            return Classify(cash, InDoubtAmong(w, unclassified.Total), ref unclassified, fromStacker: false);
        }
        if (rest.Count == 1 && !unclassified.IsEmpty)
        {
            var unit = rest.First().Key;
            var binned = NoteCounts.Of(unit, unclassified.Total);
            rest = Less(rest, binned);
            cash = Classify(cash, binned, ref unclassified, fromStacker: true);
        }
        return Unexplained(cash, rest);
    }

    /// <summary>Nobody knows where the outstanding notes are. Every bin has to be counted.</summary>
    public static CashPosition Suspect(CashPosition cash, Withdrawal w)
    {
        foreach (var bin in cash.Units.Where(u => u.Type != CashUnitType.CashOut))
            cash = cash.Change(bin.Id, b => b with { Accuracy = CountAccuracy.Inaccurate });
        if (w.InDoubt is { } doubt)
            cash = cash.Change(doubt.Unit, u => u with { Accuracy = CountAccuracy.Inaccurate });
        return Unexplained(cash, w.Outstanding);
    }

    // Its outstanding notes were written down as unknown; what turns out to be given moves from there.
    private static CashPosition CloseSuspect(CashPosition cash, Withdrawal w, NoteCounts given)
    {
        foreach (var (unit, notes) in given)
            cash = cash.Out(unit, presented: notes, unknown: -Math.Min(notes, w.Outstanding[unit]));
        return cash;
    }

    private static CashPosition Unexplained(CashPosition cash, NoteCounts notes)
    {
        foreach (var (unit, count) in notes)
            cash = cash.Out(unit, stacked: -count, unknown: count);
        return cash;
    }

    private static CashPosition Classify(
        CashPosition cash,
        NoteCounts notes,
        ref NoteCounts unclassifiedByBin,
        bool fromStacker
    )
    {
        foreach (var (unit, count) in notes)
        {
            var left = count;
            foreach (var (bin, there) in unclassifiedByBin)
            {
                var moved = Math.Min(left, there);
                left -= moved;
                unclassifiedByBin = unclassifiedByBin.Minus(NoteCounts.Of(bin, moved));
                cash = cash.Into(bin, null, -moved).Into(bin, unit, moved);
            }
            cash = cash.Out(unit, stacked: fromStacker ? -count : 0, rejected: count);
        }
        return cash;
    }

    // More of its kind may be back than the move in doubt explains (D7): then nothing is left for the notes without a kind.
    private static NoteCounts InDoubtAmong(Withdrawal w, int unclassified) =>
        w.InDoubt is { } doubt
            ? NoteCounts.Of(
                doubt.Unit,
                Math.Clamp(doubt.AtMost - Math.Max(0, w.Purged[doubt.Unit] - w.Stacked[doubt.Unit]), 0, unclassified)
            )
            : NoteCounts.Empty;

    private static NoteCounts Less(NoteCounts from, NoteCounts what) =>
        NoteCounts.Of(from.Select(f => KeyValuePair.Create(f.Key, Math.Max(0, f.Value - what[f.Key]))));
}
