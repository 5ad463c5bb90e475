using AtmTerminal.Domain.Withdrawals;
using AtmTerminal.Iso8583;

namespace AtmTerminal.BankHost;

/// <summary>Which part of the host answers which message.</summary>
internal sealed class Questions(HostSecrets secrets)
{
    private readonly Authorizations _authorizations = new(secrets, new PinCheck(secrets));
    private readonly Advices _advices = new(secrets);

    /// <summary>The answer, its changes made in the caller's transaction; <c>null</c> for a message only a host sends.</summary>
    /// <remarks>Changes nothing outside the store, since the transaction may be run again.</remarks>
    public LineMessage? Answer(Sql sql, RuleBook rules, Atm atm, LineMessage question, Moment at)
    {
        // A record and its repeat may be at two hosts at once. An authorisation has its number for that, and touches one home only.
        if (question is not (AuthorizationRequest or NetworkRequest))
            sql.LockTerminal(atm.Terminal);
        return question switch
        {
            AuthorizationRequest request => _authorizations.Handle(sql, rules, atm, request, at),
            CompletionAdvice advice => Take(
                sql,
                atm,
                advice.Details.Number(DetailKeys.Row),
                _advices.Complete(sql, rules, atm, advice, at)
            ),
            ReversalAdvice advice => Take(
                sql,
                atm,
                advice.Details.Number(DetailKeys.Row),
                _advices.Reverse(sql, rules, atm, advice, at)
            ),
            Notice notice => Take(sql, atm, notice.Row, Reports.Keep(sql, atm, notice, at)),
            TotalsAdvice totals => Take(sql, atm, totals.Row, Reports.Compare(sql, atm, totals, at)),
            NetworkRequest request => Greet(sql, rules, atm, request, at),
            _ => null,
        };
    }

    /// <summary>How far the terminal has been heard moves in the transaction that hears it, or a restored host could not tell.</summary>
    private static LineMessage Take(Sql sql, Atm atm, long? row, LineMessage answer)
    {
        if (row is { } heard && Refusals.ResponseOf(answer).IsAcknowledgement)
            sql.Take(atm.Terminal, heard);
        return answer;
    }

    /// <summary>The terminal learns what the host has of it: a restored host, a replaced journal and a new day show here.</summary>
    private static NetworkAnswer Greet(Sql sql, RuleBook rules, Atm atm, NetworkRequest request, Moment at)
    {
        sql.NoteContact(atm.Terminal, at.Now);
        return new(
            request.Header,
            request.Function,
            ResponseCode.Approved,
            new WithdrawalNumber(sql.LastNumberOf(atm.Terminal)),
            at.Now,
            new HostDay(at.BusinessDay, rules.EndOf(at.BusinessDay)),
            sql.LastRowOf(atm.Terminal)
        );
    }
}
