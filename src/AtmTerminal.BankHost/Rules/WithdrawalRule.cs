using AtmTerminal.Domain.Amounts;
using AtmTerminal.Iso8583;

namespace AtmTerminal.BankHost;

/// <summary>Everything an authorisation depends on, once the card and its PIN were found good.</summary>
/// <param name="Amount">What the customer wants in notes.</param>
/// <param name="CommissionShown">What the machine showed and the customer accepted.</param>
/// <param name="Limits"><c>null</c> when the tables have none for the currency: this bank does not pay it out.</param>
/// <param name="UsedToday">Held and posted withdrawals of this account on this business day, commissions not counted.</param>
/// <param name="LeftOfCaps">What the card's own caps leave; <c>null</c> for a card that has none.</param>
internal sealed record WithdrawalFacts(
    AccountFacts Account,
    Money Amount,
    Money CommissionShown,
    Commission Commission,
    WithdrawalLimits? Limits,
    Money UsedToday,
    Money? LeftOfCaps = null
);

/// <summary>Whether an amount may be promised. Holds nothing by itself.</summary>
internal static class WithdrawalRule
{
    /// <summary><see cref="ResponseCode.Approved"/> means that amount and commission are to be held.</summary>
    public static ResponseCode Judge(WithdrawalFacts facts)
    {
        var (account, amount, limits) = (facts.Account, facts.Amount, facts.Limits);
        if (account.State != AccountState.Active || amount.Currency != account.Balance.Currency || limits is null)
            return ResponseCode.NotPermittedToCardholder;
        if (!amount.IsPositive || amount < limits.Least)
            return ResponseCode.InvalidAmount;
        if (amount > limits.MostAtOnce || facts.UsedToday + amount > limits.MostADay)
            return ResponseCode.AmountLimit;
        if (facts.LeftOfCaps is { } left && amount > left)
            return ResponseCode.AmountLimit;
        var commission = facts.Commission.On(amount);
        if (commission != facts.CommissionShown)
            return HostResponses.UnacceptableFee;
        return amount + commission > account.Available ? ResponseCode.NotEnoughFunds : ResponseCode.Approved;
    }
}
