using AtmTerminal.Domain.Amounts;
using AtmTerminal.Domain.Events;
using AtmTerminal.HostLink;
using AtmTerminal.Journal;

namespace AtmTerminal.Session.Tests.Fakes;

/// <summary>A link that writes what the real one writes and answers what the test tells, now or when the test says so.</summary>
public sealed class FakeHost(IJournal journal) : IHostLink
{
    private TaskCompletionSource? _hold;

    public Queue<AuthorizationOutcome> Answers { get; } = [];

    public BalanceOutcome Balance { get; set; } = new BalanceOutcome.Told(Money.FromMinorUnits(123_456, Currency.Uah));

    public List<WithdrawalQuestion> Questions { get; } = [];

    public LinkState State { get; private set; } = LinkState.Online;

    public TimeSpan? HostClockOffset { get; set; } = TimeSpan.Zero;

    public event Action<LinkState>? StateChanged;

    public void Become(LinkState state)
    {
        State = state;
        StateChanged?.Invoke(state);
    }

    /// <summary>The next answers wait until <see cref="LetAnswer"/>.</summary>
    public void HoldAnswers() => _hold = new();

    public void LetAnswer() => _hold!.TrySetResult();

    public async Task<AuthorizationOutcome> AuthorizeAsync(WithdrawalQuestion question)
    {
        Questions.Add(question);
        if (State != LinkState.Online)
            return new AuthorizationOutcome.NotSent(NotSentReason.Offline);
        var sent = new AuthorizationSent(
            question.Withdrawal,
            question.Amount,
            question.Commission,
            question.Track.Pan.ToString(),
            Questions.Count,
            "1120133000",
            "authorize-first",
            question.CommissionBasisPoints
        );
        if (journal.Append(sent) != AppendOutcome.Durable)
            return new AuthorizationOutcome.NotSent(NotSentReason.JournalFailed);
        if (_hold is { } hold)
            await hold.Task;
        var answer = Answers.TryDequeue(out var told) ? told : new AuthorizationOutcome.Approved("A00001");
        if (answer is AuthorizationOutcome.Declined declined)
            journal.Append(new AuthorizationDeclined(question.Withdrawal, declined.ResponseCode));
        if (answer is AuthorizationOutcome.NoAnswer)
            journal.Append(new ReversalQueued(question.Withdrawal, "68", "no answer in time"));
        return answer;
    }

    public Task<BalanceOutcome> BalanceAsync(BalanceQuestion question) => Task.FromResult(Balance);
}
