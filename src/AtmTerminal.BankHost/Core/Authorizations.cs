using System.Globalization;
using AtmTerminal.Domain.Amounts;
using AtmTerminal.Iso8583;

namespace AtmTerminal.BankHost;

/// <summary>0100: balances and holds.</summary>
internal sealed class Authorizations(HostSecrets secrets, PinCheck pinCheck)
{
    public AuthorizationAnswer Handle(Sql sql, RuleBook rules, Atm atm, AuthorizationRequest request, Moment at) =>
        request.Purpose == Purpose.Balance
            ? AnswerWith(request, Balance(sql, rules, atm, request, at))
            : AnswerWith(request, Withdrawal(sql, rules, atm, request, at));

    private AnswerRow Balance(Sql sql, RuleBook rules, Atm atm, AuthorizationRequest request, Moment at)
    {
        if (FindCard(sql, request) is not { } card)
            return Declined(ResponseCode.NoSuchCard);
        var response = JudgeCard(sql, atm, request, card, at);
        if (!response.IsApproved)
            return Declined(response);
        if (!CardRule.MayKnowBalance(card.Kind))
            return Declined(ResponseCode.NotPermittedToCardholder);
        return sql.Account(card.Home, card.Account).State == AccountState.Active
            ? Approved(sql, rules, card, at, "", null)
            : Declined(ResponseCode.NotPermittedToCardholder);
    }

    private AnswerRow Withdrawal(Sql sql, RuleBook rules, Atm atm, AuthorizationRequest request, Moment at)
    {
        var card = FindCard(sql, request);
        var key = new WithdrawalKey(card?.Home ?? WithdrawalKey.Nobody, atm.Terminal, request.Withdrawal.Value);
        var question = QuestionOf(request);
        // The claim comes before everything else: of two copies of one request only one gets past it.
        var tariff = card is null ? default : rules.CommissionFor(atm, sql.Account(card.Home, card.Account).Bank);
        var claim = new HoldRow(
            key,
            HoldState.Declined,
            card?.Token,
            card?.Account,
            request.Amount,
            tariff.On(request.Amount),
            tariff
        );
        var isFirst = sql.TryClaim(claim, at, rules.HoldTime);
        if (!isFirst && sql.Answer(key, QuestionKind.Authorization) is { } stored)
        {
            HostMeters.Repeated(QuestionKind.Authorization);
            return stored.Question == question ? stored : Declined(ResponseCode.Duplicate);
        }

        var response =
            !isFirst || CameTooLate(sql, key) ? HostResponses.InvalidTransaction
            : card is null ? ResponseCode.NoSuchCard
            : Judge(sql, rules, atm, request, card, claim, at);
        var answer = response.IsApproved
            ? Approved(sql, rules, card!, at, question, ApprovalCodeOf(key))
            : new AnswerRow(question, response, null, null);
        DateOnly? declinedOn = response.IsApproved ? null : at.BusinessDay;
        sql.StoreAnswer(key, QuestionKind.Authorization, answer, declinedOn);
        return answer;
    }

    private ResponseCode Judge(
        Sql sql,
        RuleBook rules,
        Atm atm,
        AuthorizationRequest request,
        CardRow card,
        HoldRow claim,
        Moment at
    )
    {
        var byCard = JudgeCard(sql, atm, request, card, at);
        if (!byCard.IsApproved)
            return byCard;
        var account = sql.Account(card.Home, card.Account);
        var facts = new WithdrawalFacts(
            account,
            request.Amount,
            request.Commission,
            claim.Tariff,
            rules.Limits.GetValueOrDefault(request.Amount.Currency),
            sql.UsedOn(card.Home, card.Account, at.BusinessDay, account.Balance.Currency),
            LeftOfCaps(sql, card, account.Balance.Currency, at)
        );
        var response = WithdrawalRule.Judge(facts);
        if (!response.IsApproved)
            return response;
        if (!sql.TryHold(card.Home, card.Account, claim.Promised + claim.Commission))
            return ResponseCode.NotEnoughFunds;
        sql.SetHold(claim.Key, HoldState.Held);
        return ResponseCode.Approved;
    }

    private ResponseCode JudgeCard(Sql sql, Atm atm, AuthorizationRequest request, CardRow card, Moment at)
    {
        var pin = pinCheck.Judge(atm, request.Pin, request.Track.Pan, card);
        var verdict = CardRule.Judge(card.Facts, pin, at.BusinessDay);
        if (verdict.TriesLeft != card.Facts.TriesLeft)
            sql.SetTries(card, verdict.TriesLeft);
        if (verdict.State != card.Facts.State)
            sql.Retain(card, atm, at);
        return verdict.Response;
    }

    private CardRow? FindCard(Sql sql, AuthorizationRequest request)
    {
        var token = secrets.Vault.TokenOf(request.Track.Pan);
        if (sql.HomeOf(token) is not { } home)
            return null;
        // Before the first look at the card: tries, the day's limit and the balance are decided from what is read now.
        sql.LockHome(home);
        return sql.Card(home, token);
    }

    private static Money? LeftOfCaps(Sql sql, CardRow card, Currency currency, Moment at)
    {
        if (card.Caps is not { } caps)
            return null;
        var (today, thisMonth) = sql.UsedByCard(card, at.BusinessDay, currency);
        return Money.FromMinorUnits(caps.LeftAfter(today, thisMonth), currency);
    }

    /// <summary>A reversal or completion without a card number came first, so it lies where nobody's rows lie.</summary>
    private static bool CameTooLate(Sql sql, WithdrawalKey key) =>
        key.Home != WithdrawalKey.Nobody && sql.Hold(key with { Home = WithdrawalKey.Nobody }) is not null;

    /// <summary>The card is in it as its token, which says nothing without the vault's key.</summary>
    private string QuestionOf(AuthorizationRequest request) =>
        $"{secrets.Vault.TokenOf(request.Track.Pan)} {request.Amount.MinorUnits}+{request.Commission.MinorUnits} {request.Amount.Currency.Code}";

    /// <summary>
    /// A yes, with what the account can spend and what is left of its day: a machine that loses its line must not give more than
    /// it would have given with it. The holder of a supplementary card learns neither, so its machine gives nothing without a line.
    /// </summary>
    private static AnswerRow Approved(Sql sql, RuleBook rules, CardRow card, Moment at, string question, string? code)
    {
        if (!CardRule.MayKnowBalance(card.Kind))
            return new(question, ResponseCode.Approved, code, Available: null);
        var available = sql.Account(card.Home, card.Account).Available;
        Money? leftToday = rules.Limits.GetValueOrDefault(available.Currency) is { } limits
            ? limits.MostADay - sql.UsedOn(card.Home, card.Account, at.BusinessDay, available.Currency)
            : null;
        return new(question, ResponseCode.Approved, code, available, leftToday);
    }

    private static AnswerRow Declined(ResponseCode response) => new("", response, null, null);

    /// <summary>The same number always has the same code, so a repeat needs no memory to give it again.</summary>
    private static string ApprovalCodeOf(WithdrawalKey key) =>
        (key.Number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);

    private static AuthorizationAnswer AnswerWith(AuthorizationRequest request, AnswerRow answer) =>
        new(
            request.Header,
            request.Purpose,
            request.Withdrawal,
            request.Amount,
            request.Commission,
            answer.Response,
            answer.ApprovalCode,
            answer.Available
        )
        {
            LeftToday = answer.LeftToday,
        };
}
