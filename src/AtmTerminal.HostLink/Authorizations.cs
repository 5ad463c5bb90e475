using AtmTerminal.Domain.Events;
using AtmTerminal.Domain.Security;
using AtmTerminal.Domain.Withdrawals;
using AtmTerminal.Iso8583;
using AtmTerminal.Journal;
using AtmTerminal.Security;

namespace AtmTerminal.HostLink;

/// <summary>Asks for holds and balances, and journals what has to be durable before and after (failure matrix, A2 to A6).</summary>
internal sealed class Authorizations(
    BankLink link,
    LinkSettings settings,
    IJournal journal,
    TerminalKeys terminalKeys,
    CardVault vault,
    CardMemory memory
)
{
    private readonly LineQuestions _questions = new(settings);

    public async Task<AuthorizationOutcome> AuthorizeAsync(WithdrawalQuestion question)
    {
        if (link.State != LinkState.Online)
            return new AuthorizationOutcome.NotSent(NotSentReason.Offline);
        if (KeysFor(question.Pin) is not { } keys)
            return new AuthorizationOutcome.NotSent(NotSentReason.NoKey);
        if (TryAnnounce(question, keys) is not { } request)
        {
            keys.Dispose();
            return new AuthorizationOutcome.NotSent(NotSentReason.JournalFailed);
        }
        return await link.AskAsync(request, keys, settings.AnswerLimit) switch
        {
            Reply.Answered answered => Conclude(question, (AuthorizationAnswer)answered.Answer),
            Reply.Unanswered unanswered => Abandon(question, unanswered.Reason),
            // The line went away between the look at it and the sending. The announcement is in the journal, so its
            // reversal goes the same way as if the question had left: better one too many than a hold for ever.
            _ => Abandon(question, NoAnswerReason.LinkLost),
        };
    }

    public async Task<BalanceOutcome> BalanceAsync(BalanceQuestion question)
    {
        if (link.State != LinkState.Online)
            return new BalanceOutcome.NotSent(NotSentReason.Offline);
        if (KeysFor(question.Pin) is not { } keys)
            return new BalanceOutcome.NotSent(NotSentReason.NoKey);
        if (link.TryNextTrace() is not { } trace)
        {
            keys.Dispose();
            return new BalanceOutcome.NotSent(NotSentReason.JournalFailed);
        }
        var request = _questions.Balance(question, link.Header(trace, link.Now, keys), link.LocalTime);
        return await link.AskAsync(request, keys, settings.AnswerLimit) switch
        {
            Reply.Answered answered => Conclude(question, (AuthorizationAnswer)answered.Answer),
            Reply.Unanswered unanswered => new BalanceOutcome.NoAnswer(unanswered.Reason),
            _ => new BalanceOutcome.NotSent(NotSentReason.Offline),
        };
    }

    /// <summary>The number the PIN block was made under serves the whole message; else the message gets its own.</summary>
    private MessageKeys? KeysFor(EncryptedPinBlock pin) => terminalKeys.TakeKeysOf(pin) ?? link.TryNextKeys();

    /// <summary>Makes the question, and its being sent, durable before a byte of it leaves the machine.</summary>
    private AuthorizationRequest? TryAnnounce(WithdrawalQuestion question, MessageKeys keys)
    {
        if (link.TryNextTrace() is not { } trace)
            return null;
        var request = _questions.Withdrawal(question, link.Header(trace, link.Now, keys), link.LocalTime);
        var announcement = new AuthorizationSent(
            question.Withdrawal,
            question.Amount,
            question.Commission,
            question.Track.Pan.ToString(),
            trace,
            request.Header.SentAt.Digits,
            WithdrawalModes.AuthorizeFirst,
            question.CommissionBasisPoints
        );
        var card = new SealedCard(question.Withdrawal, vault.Seal(question.Track.Pan));
        return journal.Append(card, announcement) == AppendOutcome.Durable ? request : null;
    }

    private BalanceOutcome Conclude(BalanceQuestion question, AuthorizationAnswer answer)
    {
        // Should this write fail, it shows in the journal itself, which the session watches.
        journal.Append(memory.FactsOf(question.Track.Pan, question.Currency, answer));
        return answer switch
        {
            { Response.IsApproved: false } => new BalanceOutcome.Declined(
                Refusals.Of(answer.Response),
                answer.Response.Value
            ),
            { Balance: { } balance } => new BalanceOutcome.Told(balance),
            // Approved without a balance: nothing that could be shown.
            _ => new BalanceOutcome.NoAnswer(NoAnswerReason.Mismatch),
        };
    }

    private AuthorizationOutcome Conclude(WithdrawalQuestion question, AuthorizationAnswer answer)
    {
        var said = memory.FactsOf(question.Track.Pan, question.Amount.Currency, answer);
        if (answer.Response.IsApproved)
        {
            journal.Append(said);
            return new AuthorizationOutcome.Approved(answer.ApprovalCode!);
        }
        // Should this write fail, the next start finds the announcement alone and reverses a hold that is not there.
        journal.Append([new AuthorizationDeclined(question.Withdrawal, answer.Response.Value), .. said]);
        return new AuthorizationOutcome.Declined(Refusals.Of(answer.Response), answer.Response.Value);
    }

    private AuthorizationOutcome Abandon(WithdrawalQuestion question, NoAnswerReason reason)
    {
        // Should this write fail, the next start finds the announcement alone and queues the same reversal.
        journal.Append(
            new ReversalQueued(question.Withdrawal, ResponseCode.AnswerTooLate.Value, $"no valid answer: {reason}")
        );
        return new AuthorizationOutcome.NoAnswer(reason);
    }
}
