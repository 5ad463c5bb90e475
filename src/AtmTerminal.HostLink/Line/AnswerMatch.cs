using AtmTerminal.Iso8583;

namespace AtmTerminal.HostLink;

/// <summary>Whether an answer with a right MAC is about the question. Pure.</summary>
internal static class AnswerMatch
{
    /// <summary>The message type that answers a question; 0 for a message that has no answer.</summary>
    public static int AnswerTypeOf(LineMessage question) =>
        question switch
        {
            AuthorizationRequest => MessageTypes.AuthorizationAnswer,
            CompletionAdvice => MessageTypes.CompletionAnswer,
            ReversalAdvice => MessageTypes.ReversalAnswer,
            TotalsAdvice => MessageTypes.TotalsAnswer,
            Notice => MessageTypes.NoticeAnswer,
            NetworkRequest => MessageTypes.NetworkAnswer,
            _ => 0,
        };

    /// <summary>
    /// Everything the answer repeats of the question has to be equal: an approval of another amount, another withdrawal or
    /// in another currency is no approval of this one (failure matrix, A5).
    /// </summary>
    public static bool IsAbout(LineMessage question, LineMessage answer) =>
        answer.Header == question.Header
        && (question, answer) switch
        {
            (AuthorizationRequest q, AuthorizationAnswer a) => IsAbout(q, a),
            (CompletionAdvice q, CompletionAnswer a) => a.Withdrawal == q.Withdrawal && a.Amount == q.Amount,
            (ReversalAdvice q, ReversalAnswer a) => a.Withdrawal == q.Withdrawal && a.Amount == q.Amount,
            (NetworkRequest q, NetworkAnswer a) => a.Function == q.Function,
            (TotalsAdvice q, TotalsAnswer a) => a.Day == q.Day && a.Amount.Currency == q.Amount.Currency,
            (Notice q, NoticeAnswer a) => a.Withdrawal == q.Withdrawal,
            _ => false,
        };

    private static bool IsAbout(AuthorizationRequest question, AuthorizationAnswer answer) =>
        answer.Purpose == question.Purpose
        && answer.Withdrawal == question.Withdrawal
        && answer.Amount == question.Amount
        && answer.Commission == question.Commission
        // An approval without its code could not be named in the completion later.
        && (!answer.Response.IsApproved || answer.ApprovalCode is not null || answer.Purpose == Purpose.Balance);
}
