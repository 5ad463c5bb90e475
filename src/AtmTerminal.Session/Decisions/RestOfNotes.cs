using AtmTerminal.Domain.Amounts;
using AtmTerminal.Domain.Cash;

namespace AtmTerminal.Session.Decisions;

/// <summary>What to do after a dispense brought notes into the stacker.</summary>
internal abstract record NextDispense
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
internal static class RestOfNotes
{
    /// <param name="stacked">What everything in the stacker for this withdrawal is worth.</param>
    /// <param name="units">Those in the machine, with the counts as they are now.</param>
    /// <param name="failed">Cassettes that could not give what was asked: none of them is asked again.</param>
    /// <param name="maxNotes">How many more notes the stacker takes.</param>
    public static NextDispense Decide(
        Money amount,
        Money stacked,
        IReadOnlyCollection<CashUnit> units,
        IReadOnlySet<string> failed,
        int maxNotes
    )
    {
        if (stacked == amount)
            return new NextDispense.Complete();
        if (stacked > amount)
            return new NextDispense.Over(stacked);
        // Without a failed cassette the same plan would be asked of the same cassettes for ever.
        if (maxNotes <= 0 || failed.Count == 0)
            return new NextDispense.Short(stacked);
        var mix = NoteMix.Over(units.Where(u => !failed.Contains(u.Id)), amount.Currency, maxNotes);
        return mix.Find(amount - stacked) is MixOutcome.Payable rest
            ? new NextDispense.Again(rest.Notes)
            : new NextDispense.Short(stacked);
    }
}
