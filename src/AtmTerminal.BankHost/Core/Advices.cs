using AtmTerminal.Domain.Amounts;
using AtmTerminal.Iso8583;

namespace AtmTerminal.BankHost;

/// <summary>0220 and 0420: what a terminal reports is taken once, and every repeat gets the first answer.</summary>
internal sealed class Advices(HostSecrets secrets)
{
    public CompletionAnswer Complete(Sql sql, RuleBook rules, Atm atm, CompletionAdvice advice, Moment at)
    {
        var card = CardOf(advice);
        var key = KeyOf(sql, atm, advice.Withdrawal.Value, card);
        var booked = at with { BusinessDay = TotalsRule.BookedOn(advice.Details.Day(DetailKeys.Day), at.BusinessDay) };
        sql.LockHome(key.Home);
        var question = $"{advice.Amount.MinorUnits}+{advice.Commission.MinorUnits} {advice.Amount.Currency.Code}";
        var response =
            Repeated(sql, key, QuestionKind.Completion, question, at)
            ?? Post(sql, rules, atm, advice, card, key, question, booked);
        return new(advice.Header, advice.Withdrawal, advice.Amount, response, card ?? sql.Hold(key)?.Token);
    }

    public ReversalAnswer Reverse(Sql sql, RuleBook rules, Atm atm, ReversalAdvice advice, Moment at)
    {
        var card = advice.Pan is { } pan ? secrets.Vault.TokenOf(pan) : null;
        var key = KeyOf(sql, atm, advice.Withdrawal.Value, card);
        sql.LockHome(key.Home);
        var question = $"{advice.Amount.MinorUnits} {advice.Amount.Currency.Code}";
        var response =
            Repeated(sql, key, QuestionKind.Reversal, question, at) ?? Release(sql, rules, advice, key, question, at);
        return new(advice.Header, advice.Withdrawal, advice.Amount, response);
    }

    private static ResponseCode? Repeated(Sql sql, WithdrawalKey key, QuestionKind kind, string question, Moment at)
    {
        if (sql.Answer(key, kind) is not { } first)
            return null;
        if (first.Question != question)
            sql.FollowUp(key, FollowUps.OtherContents, at.Now);
        HostMeters.Repeated(kind);
        return first.Response;
    }

    private ResponseCode Post(
        Sql sql,
        RuleBook rules,
        Atm atm,
        CompletionAdvice advice,
        string? card,
        WithdrawalKey key,
        string question,
        Moment at
    )
    {
        var hold = sql.Hold(key);
        var payer = FindPayer(sql, key, hold, card);
        var cardBank = payer?.Facts.Bank ?? "";
        var tariff = hold?.Account is not null ? hold.Tariff : rules.CommissionFor(atm, cardBank);
        var plan = PostingRule.Plan(
            atm,
            payer,
            advice.Amount,
            tariff,
            hold is { State: HoldState.Held } ? hold.Promised : null,
            hold?.State,
            advice.Details[DetailKeys.Mode] == LineModes.DispenseFirst
        );
        if (!sql.TryPost(key, plan.Account, cardBank, atm.Bank, advice.Amount, plan.Commission, at))
            // Another host has posted it between our look and our insert; its answer is the first one.
            return sql.Answer(key, QuestionKind.Completion)?.Response ?? ResponseCode.SystemMalfunction;

        if (hold is not null)
            sql.CloseHold(hold, HoldState.Completed);
        else
            Claim(
                sql,
                new(
                    key,
                    HoldState.Completed,
                    payer is null ? null : card,
                    payer?.Account,
                    advice.Amount,
                    plan.Commission,
                    tariff
                ),
                at,
                rules
            );
        Money? balance = plan.Debited is { } debited ? sql.ChangeBalance(key.Home, plan.Account, -debited) : null;
        sql.WriteEntries(key, plan.Lines, at, balance);
        foreach (var reason in plan.FollowUps)
            sql.FollowUp(key, reason, at.Now);
        if (plan.Commission != advice.Commission)
            sql.FollowUp(key, FollowUps.CommissionDiffers, at.Now);
        sql.CloseCasesOf(atm.Terminal, key.Number, $"completed with {advice.Amount}", at);
        sql.StoreAnswer(key, QuestionKind.Completion, new(question, ResponseCode.Approved, null, null));
        HostMeters.Posted();
        return ResponseCode.Approved;
    }

    private ResponseCode Release(
        Sql sql,
        RuleBook rules,
        ReversalAdvice advice,
        WithdrawalKey key,
        string question,
        Moment at
    )
    {
        var hold = sql.Hold(key);
        var none = Money.Zero(advice.Amount.Currency);
        if (hold is null)
            Claim(sql, new(key, HoldState.Reversed, null, null, none, none, default), at, rules);
        else if (hold.State != HoldState.Completed)
            sql.CloseHold(hold, HoldState.Reversed);
        else if (sql.HasPosting(key))
            sql.FollowUp(key, FollowUps.ReversedAfterPosting, at.Now);
        sql.CloseCasesOf(key.Terminal, key.Number, "released", at);
        sql.StoreAnswer(key, QuestionKind.Reversal, new(question, ResponseCode.Approved, null, null));
        return ResponseCode.Approved;
    }

    /// <summary>
    /// Under which home an advice is kept. What was once laid to nobody stays there, even when a repeat brings the card
    /// number: else the repeat would be a second posting.
    /// </summary>
    private static WithdrawalKey KeyOf(Sql sql, Atm atm, long number, string? card)
    {
        var nobody = new WithdrawalKey(WithdrawalKey.Nobody, atm.Terminal, number);
        var home = card is null ? null : sql.HomeOf(card);
        if (home is null)
            return nobody with { Home = sql.HomeOfNumber(atm.Terminal, number) ?? WithdrawalKey.Nobody };
        return sql.Hold(nobody) is null ? nobody with { Home = home.Value } : nobody;
    }

    /// <summary>Takes the number for an advice that no request came before.</summary>
    private static void Claim(Sql sql, HoldRow hold, Moment at, RuleBook rules)
    {
        // There was no row, and now there is one: another host got the request while we were about to do without it.
        if (!sql.TryClaim(hold, at, rules.HoldTime))
            throw new ChangedMeanwhileException("A withdrawal");
    }

    /// <summary>The token of the card: by its number or, when the terminal no longer has that, as this host once named it.</summary>
    private string? CardOf(CompletionAdvice advice) =>
        advice.Pan is { } pan ? secrets.Vault.TokenOf(pan) : advice.Details[DetailKeys.Card];

    private static Payer? FindPayer(Sql sql, WithdrawalKey key, HoldRow? hold, string? card)
    {
        var account = hold?.Account;
        if (account is null && card is not null && key.Home != WithdrawalKey.Nobody)
            account = sql.Card(key.Home, card).Account;
        return account is null ? null : new(account, sql.Account(key.Home, account));
    }
}
