using AtmTerminal.Domain.Amounts;

namespace AtmTerminal.BankHost;

/// <summary>Orders cards and hands them out: what needs a card's number, which nobody sees.</summary>
internal sealed class CardOrders(CardMaker maker)
{
    private const int PinDigits = 4;

    /// <summary>Orders a primary card for a customer who has none that could still be used.</summary>
    public OfficeResult<CardView> OrderPrimary(Sql sql, Employee who, Moment at, long home, string reason)
    {
        var account = sql.LockedAccount(home);
        if (Problem(sql, who, account, home, CardKind.Primary) is { } problem)
            return problem;
        if (Gate.LacksReason(reason) is { } unsaid)
            return unsaid;
        return Order(sql, who, at, account!, CardKind.Primary, account!.Holder, caps: null, reason);
    }

    /// <summary>Orders the one supplementary card that the holder of the primary card may ask for.</summary>
    /// <param name="holder">Whose name is on it.</param>
    /// <param name="aDay">What it may withdraw in one business day, in the account's currency.</param>
    /// <param name="aMonth">The same in one month.</param>
    public OfficeResult<CardView> OrderSupplementary(
        Sql sql,
        Employee who,
        Moment at,
        long home,
        string holder,
        Money aDay,
        Money aMonth
    )
    {
        var account = sql.LockedAccount(home);
        if (Problem(sql, who, account, home, CardKind.Supplementary) is { } problem)
            return problem;
        if (string.IsNullOrWhiteSpace(holder) || holder.Length > 200)
            return new OfficeProblem(Refusal.WrongInput, "Enter the name of the holder of the supplementary card.");
        if (SupplementaryCards.CapsProblem(account!, aDay, aMonth) is { } wrong)
            return wrong;
        if (!sql.CardsOf(home).Exists(card => card is { Kind: CardKind.Primary, State: CardState.Active }))
            return new OfficeProblem(
                Refusal.NotNow,
                "A supplementary card is asked for by the holder of a primary card in use: hand that one out first."
            );
        var caps = new CardCaps(aDay.MinorUnits, aMonth.MinorUnits);
        return Order(
            sql,
            who,
            at,
            account!,
            CardKind.Supplementary,
            holder.Trim(),
            caps,
            "asked by the primary holder"
        );
    }

    /// <summary>Ends a damaged card and orders another in its place, for a fee.</summary>
    public OfficeResult<CardView> Replace(Sql sql, Employee who, Moment at, long home, string token, string reason)
    {
        var old = sql.LockedCard(home, token);
        if (Cards.Problem(who, old, CardStep.Replaced, reason) is { } problem)
            return problem;
        var account = sql.AccountOf(home)!;
        if (account.State != AccountState.Active)
            return NotActive(account);
        Cards.Take(sql, who, at, old!, CardStep.Replaced, reason);
        CardCaps? caps = old!.CapADay is { } day ? new(day.MinorUnits, old.CapAMonth!.Value.MinorUnits) : null;
        return Order(
            sql,
            who,
            at,
            account,
            old.Kind,
            old.Holder,
            caps,
            $"replaces {old.Subject}",
            ChargeKind.CardReplaced
        );
    }

    /// <summary>Hands a card to its holder, who has just chosen its PIN: from now on it can be used.</summary>
    /// <param name="pinDigits">Four digits, 0 to 9 each; the caller clears them.</param>
    public OfficeResult<CardView> Collect(
        Sql sql,
        Employee who,
        Moment at,
        long home,
        string token,
        ReadOnlySpan<byte> pinDigits
    )
    {
        var card = sql.LockedCard(home, token);
        if (Cards.Problem(who, card, CardStep.Collected, "collected") is { } problem)
            return problem;
        if (pinDigits.Length != PinDigits || pinDigits.ContainsAnyExceptInRange((byte)0, (byte)9))
            return new OfficeProblem(Refusal.WrongInput, "A PIN has four digits: let the holder enter it again.");
        maker.SetPin(sql, card!, pinDigits);
        sql.SetOpened(card!, at.BusinessDay);
        return Cards.Take(sql, who, at, card!, CardStep.Collected, "collected by its holder");
    }

    /// <summary>Writes an order that was found to be in order, and takes the fee for it.</summary>
    public CardView Order(
        Sql sql,
        Employee who,
        Moment at,
        AccountView account,
        CardKind kind,
        string holder,
        CardCaps? caps,
        string reason,
        ChargeKind? fee = null
    )
    {
        var card =
            maker.Make(sql, account, kind, holder, caps, at)
            ?? throw new InvalidOperationException($"Bank {account.Bank} has no card numbers; that is asked before.");
        var line = sql.WriteCardEvent(card.Home, card.Token, CardStep.Ordered, who.Code, reason, at);
        var usual = kind == CardKind.Primary ? ChargeKind.CardOrdered : ChargeKind.SupplementaryOrdered;
        var taken = sql.TakeFee(account, fee ?? usual, line, card.Subject, at);
        sql.WriteAudit(who, at.Now, "card ordered", card.Subject, null, $"{kind}, {reason}, fee {taken}");
        return card;
    }

    private static OfficeProblem? Problem(Sql sql, Employee who, AccountView? account, long home, CardKind kind)
    {
        if (who.Lacks(Rights.Cards, account?.Bank, $"customer {home}") is { } lacking)
            return lacking;
        if (account!.State != AccountState.Active)
            return NotActive(account);
        if (sql.PrefixOf(account.Bank) is null)
            return new(Refusal.NotNow, "The bank has no range of card numbers yet: have it entered first.");
        return sql.CardsOf(home).Find(card => card.Kind == kind && CardLife.StandsInTheWay(card.State)) is { } other
            ? new(
                Refusal.NotNow,
                $"There is a {kind} card already, {other.Number}, {other.State}: close or replace that one."
            )
            : null;
    }

    private static OfficeProblem NotActive(AccountView account) =>
        new(Refusal.NotNow, $"Account {account.Account} is {account.State}: only an active account gets a card.");
}
