using AtmTerminal.Domain.Amounts;

namespace AtmTerminal.BankHost;

/// <summary>What the holder of a primary card decides about the supplementary one. It is ordered by <see cref="CardOrders"/>.</summary>
internal static class SupplementaryCards
{
    /// <summary>Sets what the card may withdraw in a day and in a month, from the next withdrawal on.</summary>
    public static OfficeResult<CardView> SetCaps(
        Sql sql,
        Employee who,
        Moment at,
        long home,
        string token,
        Money aDay,
        Money aMonth
    )
    {
        var card = sql.LockedCard(home, token);
        if (Problem(who, card, CardStep.CapsChanged, "asked by the primary holder") is { } problem)
            return problem;
        if (CapsProblem(sql.AccountOf(home)!, aDay, aMonth) is { } wrong)
            return wrong;
        sql.SetCaps(card!, new(aDay.MinorUnits, aMonth.MinorUnits));
        return Cards.Take(
            sql,
            who,
            at,
            card!,
            CardStep.CapsChanged,
            $"a day {card!.CapADay}, a month {card.CapAMonth} before; {aDay} and {aMonth} now"
        );
    }

    /// <summary>Ends the card for good.</summary>
    public static OfficeResult<CardView> Close(Sql sql, Employee who, Moment at, long home, string token, string reason)
    {
        var card = sql.LockedCard(home, token);
        return Problem(who, card, CardStep.Closed, reason) is { } problem
            ? problem
            : Cards.Take(sql, who, at, card!, CardStep.Closed, reason);
    }

    /// <summary>What is wrong with caps; <c>null</c> when nothing is.</summary>
    public static OfficeProblem? CapsProblem(AccountView account, Money aDay, Money aMonth)
    {
        var currency = account.Balance.Currency;
        if (aDay.Currency != currency || aMonth.Currency != currency)
            return new(Refusal.WrongInput, $"The account is kept in {currency}: give both caps in it.");
        return aDay.IsNegative || aMonth < aDay
            ? new(Refusal.WrongInput, "A cap is zero or more, and the month's is not below the day's.")
            : null;
    }

    private static OfficeProblem? Problem(Employee who, CardView? card, CardStep step, string reason) =>
        Cards.Problem(who, card, step, reason)
        ?? (
            card!.Kind == CardKind.Supplementary
                ? null
                : new(Refusal.NotNow, "This is the primary card: it has no caps and ends with its account.")
        );
}
