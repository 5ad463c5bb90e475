using AtmTerminal.Domain.Amounts;
using AtmTerminal.Domain.Cash;

namespace AtmTerminal.Session.Decisions;

/// <summary>What to do after a dispense brought notes into the stacker.</summary>
public abstract record NextDispense
{
    private NextDispense() { }

    /// <summary>All of the amount lies in the stacker.</summary>
    public sealed record Complete : NextDispense;

    /// <summary>The rest can be made from other cassettes (failure matrix, B3).</summary>
    public sealed record Again(NoteCounts Plan) : NextDispense;

    /// <summary>Less lies in the stacker and the rest cannot be had (B5); zero is possible.</summary>
    public sealed record Short(Money Stacked) : NextDispense;

    /// <summary>More was counted than ordered (B9).</summary>
    public sealed record Over(Money Stacked) : NextDispense;
}

/// <summary>Decides it.</summary>
public static class RestOfNotes
{
    /// <param name="stacked">Everything in the stacker for this withdrawal.</param>
    /// <param name="units">With the counts as they are now.</param>
    /// <param name="failed">Cassettes that could not give what was asked: none of them is asked again.</param>
    public static NextDispense Decide(
        Money amount,
        NoteCounts stacked,
        IReadOnlyCollection<CashUnit> units,
        IReadOnlySet<string> failed,
        int maxNotes
    )
    {
        var denominations = units
            .Where(u => u.Denomination is not null)
            .ToDictionary(u => u.Id, u => u.Denomination!.Value);
        var value = stacked.ValueIn(denominations, amount.Currency);
        if (value == amount)
            return new NextDispense.Complete();
        if (value > amount)
            return new NextDispense.Over(value);
        // Without a failed cassette the same plan would be asked of the same cassettes for ever.
        if (stacked.Total >= maxNotes || failed.Count == 0)
            return new NextDispense.Short(value);
        var mix = NoteMix.Over(units.Where(u => !failed.Contains(u.Id)), amount.Currency, maxNotes - stacked.Total);
        return mix.Find(amount - value) is MixOutcome.Payable rest
            ? new NextDispense.Again(rest.Notes)
            : new NextDispense.Short(value);
    }
}
