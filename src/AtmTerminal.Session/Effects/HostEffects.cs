using AtmTerminal.Domain.Events;
using AtmTerminal.Domain.Security;
using AtmTerminal.HostLink;
using AtmTerminal.Session.Decisions;
using AtmTerminal.Session.Table;

namespace AtmTerminal.Session.Effects;

/// <summary>What the customer wants, and asking the bank for it.</summary>
internal sealed class HostEffects(EffectTools tools)
{
    /// <summary>DE 39 of a reversal: the customer cancelled (A10), no action was taken (A11).</summary>
    private const string CustomerCanceled = "17";
    private const string NoActionTaken = "21";

    private const int PinTries = 3;

    private bool IsOnline => tools.Parts.Host.State == LinkState.Online;

    public SessionTrigger CheckAmount()
    {
        var customer = tools.Customer;
        var verdict = AmountCheck.Check(customer.Amount!.Value, tools.Mix(), tools.Settings.Limits);
        if (verdict is AmountVerdict.Payable payable)
        {
            customer.Plan = payable.Plan;
            customer.Commission = tools.Settings.Fee.For(customer.Card!.Pan);
            return SessionTrigger.AmountFoundPayable;
        }
        var not = (AmountVerdict.NotPayable)verdict;
        (customer.Reason, customer.Offers) = (not.Reason, not.Near);
        return SessionTrigger.AmountFoundNotPayable;
    }

    public async Task<SessionTrigger> AskHost()
    {
        var customer = tools.Customer;
        var pin = tools.Parts.PinPad.GetPinBlock(customer.Card!.Pan);
        if (pin is not { IsSuccess: true, Payload: { } block })
        {
            customer.Reason = CustomerReason.PinUnavailable;
            return tools.Faulted("pinpad", pin) ? SessionTrigger.HostNotReached : SessionTrigger.JournalFailed;
        }
        var answer =
            customer.Wish == Wish.Balance ? await AskBalance(customer, block) : await AskWithdrawal(customer, block);
        if (customer.Wish == Wish.Withdrawal && IsWithoutBank(answer))
            answer = WithoutBank(customer, answer);
        customer.Reason = answer.Reason;
        if (answer.Trigger != SessionTrigger.HostFoundPinWrong || ++customer.WrongPins < PinTries)
            return answer.Trigger;
        // A host that counts says by itself to keep the card; one that does not must not let a thief go on trying.
        customer.Reason = CustomerReason.PinTriesUsedUp;
        return SessionTrigger.PinTriesUsedUp;
    }

    /// <summary>Queues the reversal of an approval that will not be used; without the bank there was none.</summary>
    public SessionTrigger ReleaseHold()
    {
        if (tools.Customer.OfflineCard is not null)
            return SessionTrigger.HoldReleased;
        var unusable = tools.Customer.Reason == CustomerReason.NotesUnavailable;
        if (!unusable)
            tools.Customer.Reason = CustomerReason.Canceled;
        var queued = new ReversalQueued(
            tools.Customer.Number,
            unusable ? NoActionTaken : CustomerCanceled,
            unusable ? "the notes are no longer there" : "canceled by the customer after the approval"
        );
        return tools.Durable(queued) ? SessionTrigger.HoldReleased : SessionTrigger.JournalFailed;
    }

    private bool IsWithoutBank(HostAnswer answer) =>
        answer.Trigger == SessionTrigger.HostStayedSilent
        || answer.Trigger == SessionTrigger.HostNotReached && !IsOnline;

    /// <summary>
    /// Rule O1. A question that was sent and not answered keeps its own number and its reversal (A2); this is another withdrawal.
    /// </summary>
    private HostAnswer WithoutBank(Customer customer, HostAnswer unanswered)
    {
        var (card, amount) = (customer.Card!, customer.Amount!.Value);
        var token = tools.Parts.Cards.TokenOf(card.Pan);
        if (tools.OfflineFacts(token) is not { } facts)
            return unanswered;
        if (OfflineRule.Judge(facts, card.Pan, amount, customer.Commission.On(amount)) is { } refusal)
            return new(SessionTrigger.OfflineRefused, OfflineRule.ReasonOf(refusal));
        (customer.Number, customer.ApprovalCode, customer.OfflineCard) = (
            tools.Parts.Journal.State.NextWithdrawal,
            "",
            token
        );
        return new(SessionTrigger.OfflineAllowed, null);
    }

    private async Task<HostAnswer> AskBalance(Customer customer, EncryptedPinBlock pin)
    {
        var outcome = await tools.Parts.Host.BalanceAsync(new(tools.Settings.Currency, customer.Card!, pin));
        if (outcome is BalanceOutcome.Told told)
            customer.Balance = told.Balance;
        return HostAnswer.Of(outcome);
    }

    // Every question has its own number, also the one with a second PIN: the host keys on it.
    private async Task<HostAnswer> AskWithdrawal(Customer customer, EncryptedPinBlock pin)
    {
        // The bank would approve out of money that is already gone: it has first to hear of that.
        if (IsOnline && tools.Parts.Journal.State.OwesHostFor(tools.Parts.Cards.TokenOf(customer.Card!.Pan)))
            return new(SessionTrigger.HostNotReached, CustomerReason.BankUnavailable);
        var amount = customer.Amount!.Value;
        customer.Number = tools.Parts.Journal.State.NextWithdrawal;
        var outcome = await tools.Parts.Host.AuthorizeAsync(
            new(
                customer.Number,
                amount,
                customer.Commission.On(amount),
                customer.Commission.BasisPoints,
                customer.Card!,
                pin
            )
        );
        if (outcome is AuthorizationOutcome.Approved approved)
            customer.ApprovalCode = approved.ApprovalCode;
        return HostAnswer.Of(outcome);
    }
}
