using AtmTerminal.Domain.Amounts;

namespace AtmTerminal.BankHost;

/// <summary>
/// The money of a closing. A case about a customer's withdrawal moves it between the customer and the bank's differences; a case
/// about a machine alone between the machine's cash and the differences.
/// </summary>
internal static class Settlement
{
    /// <summary>What the ledger calls such a posting, in the place where a withdrawal has its terminal.</summary>
    public const string Ledger = "CASE";

    /// <summary>Why the amount cannot be booked; <c>null</c> when it can.</summary>
    public static OfficeProblem? Problem(Sql sql, CaseKey key, Money amount)
    {
        if (amount.IsZero)
            return new(Refusal.WrongInput, "Enter the amount to move, or close the case without moving money.");
        if (CustomerOf(sql, key) is not { } account)
            return null;
        if (account.Balance.Currency != amount.Currency)
            return new(
                Refusal.WrongInput,
                $"The account is in {account.Balance.Currency.Code}: enter the amount in it."
            );
        return account.State == AccountState.Closed
            ? new OfficeProblem(
                Refusal.NotNow,
                $"Account {account.Account} is closed: settle it outside and close the case."
            )
            : null;
    }

    /// <summary>Books it, once: the number is taken in the same transaction.</summary>
    /// <returns>How the account log names it.</returns>
    public static string Book(Sql sql, CaseKey key, Proposal proposal, Moment at)
    {
        var number = sql.NextNumber(Ledger);
        if (CustomerOf(sql, key) is { } account)
            sql.TryCharge(new(account, ChargeKind.CaseSettled, number, proposal.Amount, proposal.Reason), at);
        else
            sql.WriteEntries(
                new(WithdrawalKey.Nobody, Ledger, number),
                [
                    new(LedgerAccounts.CashOf(key.Terminal), proposal.Amount),
                    new(LedgerAccounts.DifferencesOf(sql.Machine(key.Terminal)!.Bank), -proposal.Amount),
                ],
                at
            );
        return $"{Ledger} {number}";
    }

    private static AccountView? CustomerOf(Sql sql, CaseKey key) =>
        key.Number > 0 && sql.Disputed(key.Terminal, key.Number) is { } about ? sql.AccountOf(about.Key.Home) : null;
}
