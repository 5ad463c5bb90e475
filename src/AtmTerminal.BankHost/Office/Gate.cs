namespace AtmTerminal.BankHost;

/// <summary>What stands between an employee and a thing of the bank, before the rules are asked.</summary>
internal static class Gate
{
    /// <summary>Whether a right is lacking.</summary>
    /// <returns><c>null</c> when it is not.</returns>
    public static OfficeProblem? Lacks(this Employee who, Rights rights) =>
        who.May(rights) ? null : new(Refusal.NotAllowed, $"This needs the right '{rights}': ask somebody who has it.");

    /// <summary>Whether a right is lacking, or the customer is another bank's.</summary>
    /// <param name="bank">The customer's; <c>null</c> when there is no such customer.</param>
    /// <param name="what">What was named, such as <c>account 100001-00000007</c>.</param>
    public static OfficeProblem? Lacks(this Employee who, Rights rights, string? bank, string what) =>
        who.Lacks(rights)
        ?? (
            bank is null ? new(Refusal.NotFound, $"There is no {what}: look it up again.")
            : bank == who.Bank ? null
            : new OfficeProblem(Refusal.NotAllowed, $"The {what} is another bank's: its own people must do this.")
        );

    /// <summary>A card that nobody else decides over until the transaction ends; <c>null</c> when this customer has no such card.</summary>
    public static CardView? LockedCard(this Sql sql, long home, string token)
    {
        sql.LockHome(home);
        return sql.CardOf(home, token);
    }

    /// <summary>An account that nobody else decides over until the transaction ends; <c>null</c> when there is no such customer.</summary>
    public static AccountView? LockedAccount(this Sql sql, long home)
    {
        sql.LockHome(home);
        return sql.AccountOf(home);
    }

    /// <summary>Whether a reason is lacking, where the log is worth nothing without one.</summary>
    public static OfficeProblem? LacksReason(string reason) =>
        string.IsNullOrWhiteSpace(reason) ? new(Refusal.WrongInput, "Say why: the reason goes into the log.")
        : reason.Length > 500
            ? new OfficeProblem(Refusal.WrongInput, "The reason is too long: 500 characters are enough.")
        : null;
}
