using AtmTerminal.HostLink;
using AtmTerminal.Session.Table;

namespace AtmTerminal.Session.Decisions;

/// <summary>What an answer of the host means to the session and to the customer.</summary>
internal sealed record HostAnswer(SessionTrigger Trigger, CustomerReason? Reason)
{
    public static HostAnswer Of(AuthorizationOutcome outcome) =>
        outcome switch
        {
            AuthorizationOutcome.Approved => new(SessionTrigger.HostApproved, null),
            AuthorizationOutcome.Declined declined => Of(declined.Refusal),
            AuthorizationOutcome.NoAnswer => new(SessionTrigger.HostStayedSilent, CustomerReason.BankSilent),
            _ => Of(((AuthorizationOutcome.NotSent)outcome).Reason),
        };

    public static HostAnswer Of(BalanceOutcome outcome) =>
        outcome switch
        {
            BalanceOutcome.Told => new(SessionTrigger.HostGaveBalance, null),
            BalanceOutcome.Declined declined => Of(declined.Refusal),
            BalanceOutcome.NoAnswer => new(SessionTrigger.HostStayedSilent, CustomerReason.BankSilent),
            _ => Of(((BalanceOutcome.NotSent)outcome).Reason),
        };

    private static HostAnswer Of(HostRefusal refusal) =>
        refusal switch
        {
            HostRefusal.WrongPin => new(SessionTrigger.HostFoundPinWrong, null),
            HostRefusal.RetainCard => new(SessionTrigger.HostWantsCardKept, CustomerReason.KeptForBank),
            HostRefusal.NotEnoughFunds => Declined(CustomerReason.NotEnoughMoney),
            HostRefusal.LimitExceeded => Declined(CustomerReason.LimitExceeded),
            HostRefusal.CardNotAccepted => Declined(CustomerReason.NotPermitted),
            HostRefusal.BankUnavailable => Declined(CustomerReason.BankUnavailable),
            _ => Declined(CustomerReason.BankRefused),
        };

    private static HostAnswer Of(NotSentReason reason) =>
        reason == NotSentReason.JournalFailed
            ? new(SessionTrigger.JournalFailed, null)
            : new(SessionTrigger.HostNotReached, CustomerReason.NoConnection);

    private static HostAnswer Declined(CustomerReason reason) => new(SessionTrigger.HostDeclined, reason);
}
