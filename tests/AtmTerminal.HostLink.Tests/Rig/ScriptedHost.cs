using AtmTerminal.Domain.Amounts;
using AtmTerminal.Domain.Withdrawals;
using AtmTerminal.Iso8583;

namespace AtmTerminal.HostLink.Tests;

/// <summary>
/// As much of a bank host as the line needs: holds, postings by withdrawal number, the first answer for every repeat. It
/// counts how often it would have posted, so that a test can tell one posting from two.
/// </summary>
internal sealed class ScriptedHost(TimeProvider time)
{
    private readonly Dictionary<WithdrawalNumber, ResponseCode> _firstAnswers = [];
    private readonly HashSet<WithdrawalNumber> _reversed = [];

    public List<LineMessage> Heard { get; } = [];

    /// <summary>Withdrawals in the order in which their advice first came.</summary>
    public List<WithdrawalNumber> FirstAdvices { get; } = [];

    public Dictionary<WithdrawalNumber, Money> Holds { get; } = [];

    public Dictionary<WithdrawalNumber, List<Money>> Postings { get; } = [];

    /// <summary>Answers to advices; an acknowledgement unless a test says otherwise.</summary>
    public Func<WithdrawalNumber, ResponseCode> AdviceAnswer { get; set; } = _ => ResponseCode.Approved;

    public ResponseCode AuthorizationAnswer { get; set; } = ResponseCode.Approved;

    public Money? Balance { get; set; }

    /// <summary>What an approval says is available after it.</summary>
    public Money? BalanceInApprovals { get; set; }

    public Money? LeftToday { get; set; }

    public WithdrawalNumber? LastWithdrawal { get; set; }

    public TimeSpan ClockAhead { get; set; }

    public bool TellsTime { get; set; } = true;

    /// <summary>The business day; <c>null</c> from a host that names none.</summary>
    public HostDay? Day { get; set; }

    /// <summary>The highest row it says it has taken; <c>null</c> from a host that does not say.</summary>
    public long? LastRow { get; set; }

    /// <summary>The answer to totals and to a page of them; in balance unless a test says otherwise.</summary>
    public Func<TotalsAdvice, TotalsAnswer> TotalsAnswer { get; set; } = InBalance;

    public ResponseCode NoticeAnswer { get; set; } = ResponseCode.Approved;

    public IEnumerable<T> HeardOf<T>()
        where T : LineMessage => Heard.OfType<T>();

    public LineMessage Answer(LineMessage question)
    {
        Heard.Add(question);
        return question switch
        {
            NetworkRequest q => new NetworkAnswer(
                q.Header,
                q.Function,
                ResponseCode.Approved,
                q.Function == NetworkFunction.SignOn ? LastWithdrawal : null,
                q.Function == NetworkFunction.SignOn && TellsTime ? time.GetUtcNow() + ClockAhead : null,
                Day,
                LastRow
            ),
            AuthorizationRequest q => Authorize(q),
            CompletionAdvice q => new CompletionAnswer(
                q.Header,
                q.Withdrawal,
                q.Amount,
                Take(q.Withdrawal, () => Post(q))
            ),
            ReversalAdvice q => new ReversalAnswer(
                q.Header,
                q.Withdrawal,
                q.Amount,
                Take(q.Withdrawal, () => Release(q))
            ),
            TotalsAdvice q => TotalsAnswer(q),
            Notice q => new NoticeAnswer(q.Header, q.Withdrawal, NoticeAnswer),
            _ => throw new InvalidOperationException(
                $"The host was not told what to do with {question.GetType().Name}."
            ),
        };
    }

    public static TotalsAnswer InBalance(TotalsAdvice question) =>
        new(question.Header, question.Day, question.Count, question.Amount, ResponseCode.Approved, true, []);

    private AuthorizationAnswer Authorize(AuthorizationRequest question)
    {
        var approved = AuthorizationAnswer.IsApproved && !_reversed.Contains(question.Withdrawal);
        if (approved && question.Purpose == Purpose.Withdrawal)
            Holds[question.Withdrawal] = question.Amount;
        return new AuthorizationAnswer(
            question.Header,
            question.Purpose,
            question.Withdrawal,
            question.Amount,
            question.Commission,
            approved ? ResponseCode.Approved
                : AuthorizationAnswer.IsApproved ? ResponseCode.Duplicate
                : AuthorizationAnswer,
            approved ? "A1B2C3" : null,
            question.Purpose == Purpose.Balance ? Balance
                : approved ? BalanceInApprovals
                : null
        )
        {
            LeftToday = LeftToday,
        };
    }

    private ResponseCode Take(WithdrawalNumber withdrawal, Action commit)
    {
        if (_firstAnswers.TryGetValue(withdrawal, out var first))
            return first;
        var answer = AdviceAnswer(withdrawal);
        if (!answer.IsAcknowledgement)
            return answer;
        commit();
        FirstAdvices.Add(withdrawal);
        _firstAnswers[withdrawal] = answer;
        return answer;
    }

    private void Post(CompletionAdvice advice)
    {
        Holds.Remove(advice.Withdrawal);
        if (!Postings.TryGetValue(advice.Withdrawal, out var postings))
            Postings[advice.Withdrawal] = postings = [];
        postings.Add(advice.Amount);
    }

    private void Release(ReversalAdvice advice)
    {
        Holds.Remove(advice.Withdrawal);
        _reversed.Add(advice.Withdrawal);
    }
}
