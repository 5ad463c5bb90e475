using AtmTerminal.Iso8583;

namespace AtmTerminal.HostLink;

/// <summary>Whether an answer with a right MAC is about the question. Pure.</summary>
internal static class AnswerMatch
{
    /// <summary>The message type that answers a question.</summary>
    public static int AnswerTypeOf(LineMessage question) =>
        question switch
        {
            AuthorizationRequest => MessageTypes.AuthorizationAnswer,
            CompletionAdvice => MessageTypes.CompletionAnswer,
            ReversalAdvice => MessageTypes.ReversalAnswer,
            TotalsAdvice => MessageTypes.TotalsAnswer,
            Notice => MessageTypes.NoticeAnswer,
            _ => MessageTypes.NetworkAnswer,
        };

    /// <summary>
    /// Everything the answer repeats of the question has to be equal: an approval of another amount, another withdrawal or
    /// in another currency is no approval of this one (failure matrix, A5).
    /// </summary>
    /// <param name="answer">Of the type that answers the question.</param>
    public static bool IsAbout(LineMessage question, LineMessage answer) =>
        answer.Header == question.Header
        && question switch
        {
            AuthorizationRequest q => IsAbout(q, (AuthorizationAnswer)answer),
            CompletionAdvice q => IsAbout(q, (CompletionAnswer)answer),
            ReversalAdvice q => IsAbout(q, (ReversalAnswer)answer),
            TotalsAdvice q => IsAbout(q, (TotalsAnswer)answer),
            Notice q => ((NoticeAnswer)answer).Withdrawal == q.Withdrawal,
            _ => ((NetworkAnswer)answer).Function == ((NetworkRequest)question).Function,
        };

    private static bool IsAbout(CompletionAdvice question, CompletionAnswer answer) =>
        answer.Withdrawal == question.Withdrawal && answer.Amount == question.Amount;

    private static bool IsAbout(ReversalAdvice question, ReversalAnswer answer) =>
        answer.Withdrawal == question.Withdrawal && answer.Amount == question.Amount;

    private static bool IsAbout(TotalsAdvice question, TotalsAnswer answer) =>
        answer.Day == question.Day && answer.Amount.Currency == question.Amount.Currency;

    private static bool IsAbout(AuthorizationRequest question, AuthorizationAnswer answer) =>
        answer.Purpose == question.Purpose
        && answer.Withdrawal == question.Withdrawal
        && answer.Amount == question.Amount
        && answer.Commission == question.Commission
        // An approval without its code could not be named in the completion later.
        && (!answer.Response.IsApproved || answer.ApprovalCode is not null || answer.Purpose == Purpose.Balance);
}
