using AtmTerminal.Domain.Amounts;
using AtmTerminal.Domain.Cash;

namespace AtmTerminal.Session.Decisions;

/// <summary>The smallest and the largest amount of one withdrawal, both allowed.</summary>
public sealed record AmountLimits(Money Minimum, Money Maximum);

/// <summary>Which amounts are worth a side key of their own.</summary>
internal static class AmountOffers
{
    /// <summary>Side keys that carry an amount.</summary>
    public const int Most = 7;

    /// <summary>
    /// Round amounts (1, 2 or 5 and zeros) within the limits that the notes at hand can pay, smallest first. When there are more
    /// than keys, the smallest are left out: they can be typed.
    /// </summary>
    public static IReadOnlyList<Money> Choose(NoteMix mix, AmountLimits limits) =>
        [.. RoundAmounts(limits).Where(mix.CanPay).TakeLast(Most)];

    private static IEnumerable<Money> RoundAmounts(AmountLimits limits)
    {
        var currency = limits.Minimum.Currency;
        for (long power = 1; ; power = checked(power * 10))
            foreach (var lead in (int[])[1, 2, 5])
            {
                var amount = Money.FromMajorUnits(checked(power * lead), currency);
                if (amount > limits.Maximum)
                    yield break;
                if (amount >= limits.Minimum)
                    yield return amount;
            }
    }
}

/// <summary>Whether an amount can be paid, and what else when not.</summary>
internal abstract record AmountVerdict
{
    private AmountVerdict() { }

    /// <param name="Plan">Notes per cassette.</param>
    public sealed record Payable(NoteCounts Plan) : AmountVerdict;

    /// <param name="Near">The nearest amounts below and above that can be paid within the limits: none, one or two.</param>
    public sealed record NotPayable(CustomerReason Reason, IReadOnlyList<Money> Near) : AmountVerdict;
}

/// <summary>Holds an amount against the limits and the notes at hand.</summary>
internal static class AmountCheck
{
    public static AmountVerdict Check(Money amount, NoteMix mix, AmountLimits limits)
    {
        if (amount < limits.Minimum)
            return new AmountVerdict.NotPayable(
                CustomerReason.AmountBelowMinimum,
                Within(limits, PayableNear(limits.Minimum, mix))
            );
        if (amount > limits.Maximum)
            return new AmountVerdict.NotPayable(
                CustomerReason.AmountAboveMaximum,
                Within(limits, PayableNear(limits.Maximum, mix))
            );
        var found = mix.Find(amount);
        if (found is MixOutcome.Payable payable)
            return new AmountVerdict.Payable(payable.Notes);
        var not = (MixOutcome.NotPayable)found;
        return new AmountVerdict.NotPayable(ReasonOf(not.Reason), Within(limits, [not.Below, not.Above]));
    }

    private static Money?[] PayableNear(Money bound, NoteMix mix) =>
        mix.Find(bound) is MixOutcome.NotPayable not ? [not.Below, not.Above] : [bound];

    private static List<Money> Within(AmountLimits limits, IEnumerable<Money?> near) =>
        [.. near.OfType<Money>().Where(m => m >= limits.Minimum && m <= limits.Maximum)];

    private static CustomerReason ReasonOf(MixRefusal refusal) =>
        refusal switch
        {
            MixRefusal.NotAMultiple => CustomerReason.AmountNotOfNotes,
            MixRefusal.NotWithTheseNotes => CustomerReason.AmountNeedsTooManyNotes,
            // Too much, or no note is left. An amount that is not positive lies below the minimum and never comes here.
            _ => CustomerReason.AmountAboveCash,
        };
}
