using AtmTerminal.Domain.Withdrawals;
using AtmTerminal.Iso8583;

namespace AtmTerminal.BankHost;

/// <summary>Which part of the host answers which message.</summary>
internal sealed class Questions(HostSecrets secrets)
{
    private readonly Authorizations _authorizations = new(secrets, new PinCheck(secrets));
    private readonly Advices _advices = new(secrets);

    /// <summary>The answer, its changes made in the caller's transaction; <c>null</c> for a message only a host sends.</summary>
    public LineMessage? Answer(Sql sql, RuleBook rules, Atm atm, LineMessage question, Moment at) =>
        question switch
        {
            AuthorizationRequest request => _authorizations.Handle(sql, rules, atm, request, at),
            CompletionAdvice advice => _advices.Complete(sql, rules, atm, advice, at),
            ReversalAdvice advice => _advices.Reverse(sql, rules, atm, advice, at),
            Notice notice => Keep(sql, atm, notice, at),
            NetworkRequest request => Greet(sql, atm, request, at),
            _ => null,
        };

    private static NoticeAnswer Keep(Sql sql, Atm atm, Notice notice, Moment at)
    {
        sql.StoreNotice(atm.Terminal, notice.Withdrawal?.Value ?? 0, notice.Kind, notice.Text, at);
        return new(notice.Header, notice.Withdrawal, ResponseCode.Approved);
    }

    /// <summary>At sign-on the terminal learns what the host has of it: a restored host, or a replaced journal, shows here.</summary>
    private static NetworkAnswer Greet(Sql sql, Atm atm, NetworkRequest request, Moment at) =>
        request.Function == NetworkFunction.SignOn
            ? new(
                request.Header,
                request.Function,
                ResponseCode.Approved,
                new WithdrawalNumber(sql.LastNumberOf(atm.Terminal)),
                at.Now
            )
            : new(request.Header, request.Function, ResponseCode.Approved);
}
