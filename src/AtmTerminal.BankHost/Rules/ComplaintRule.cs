using AtmTerminal.Domain.Amounts;

namespace AtmTerminal.BankHost;

/// <summary>What the bank has of a withdrawal that somebody complains about.</summary>
/// <param name="WithdrawnOn">The business day on which the customer stood at the machine.</param>
/// <param name="Asked">What was, or would have been, promised.</param>
internal sealed record Disputed(WithdrawalKey Key, string Account, string Bank, DateOnly WithdrawnOn, Money Asked);

/// <summary>Whether a complaint is taken.</summary>
internal static class ComplaintRule
{
    /// <summary>The last business day on which it is: the day of the withdrawal does not count.</summary>
    public static DateOnly LastDay(DateOnly withdrawnOn, int days) => withdrawnOn.AddDays(days);

    /// <param name="claimed">What the customer says was charged and not received.</param>
    /// <param name="days">How long after the withdrawal the bank listens.</param>
    /// <returns><c>null</c> when it is taken.</returns>
    public static OfficeProblem? Problem(Disputed about, Money claimed, DateOnly today, int days)
    {
        if (LastDay(about.WithdrawnOn, days) < today)
            return new(
                Refusal.NotNow,
                $"The withdrawal was on {about.WithdrawnOn:yyyy-MM-dd}: a complaint is accepted within {days} days, "
                    + $"until {LastDay(about.WithdrawnOn, days):yyyy-MM-dd}."
            );
        if (claimed.Currency != about.Asked.Currency)
            return new(
                Refusal.WrongInput,
                $"The withdrawal was in {about.Asked.Currency.Code}: enter what is claimed in it."
            );
        return claimed.IsPositive && claimed <= about.Asked
            ? null
            : new OfficeProblem(
                Refusal.WrongInput,
                $"The withdrawal was of {about.Asked}: what is claimed is more than nothing and at most that."
            );
    }
}
