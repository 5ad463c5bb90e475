using AtmTerminal.Iso8583;

namespace AtmTerminal.BankHost;

/// <summary>Cards that machines have kept: reported by the machine, reclaimed by their holders, or destroyed in the end.</summary>
internal static class CapturedCards
{
    /// <summary>
    /// Keeps a machine's report. It names the card by its last digits only, so the card is looked for among those that were at the
    /// machine, and a person finds out the rest.
    /// </summary>
    public static void Keep(Sql sql, Atm atm, Notice notice, Moment at)
    {
        var (masked, reason) = notice.Text.Split(": ", 2) is [var first, var rest] ? (first, rest) : (notice.Text, "");
        var candidates = sql.CardsThatMayBeIn(atm.Terminal, masked, at.BusinessDay.AddDays(-1));
        var card = candidates is [var only] ? only : null;
        sql.StoreCapture(atm.Terminal, notice.Row, masked, reason, card, at);
        if (card is not null)
            MarkCaptured(sql, card, CardTables.Host, $"kept by {atm.Terminal}: {reason}", at);
    }

    /// <summary>A person has the card in hand and has found out whose it is.</summary>
    public static OfficeResult<CapturedCard> Identify(
        Sql sql,
        Employee who,
        Moment at,
        string terminal,
        long row,
        long home,
        string token
    )
    {
        var card = sql.LockedCard(home, token);
        if (who.Lacks(Rights.Cards, card?.Bank, "card of this customer") is { } lacking)
            return lacking;
        if (sql.Capture(terminal, row) is not { } capture)
            return new OfficeProblem(Refusal.NotFound, $"Machine {terminal} has reported no card under {row}.");
        if (capture.Number != card!.Number)
            return new OfficeProblem(
                Refusal.WrongInput,
                $"The machine kept {capture.Number}, and this is {card.Number}."
            );
        if (!sql.TryIdentify(capture, card))
            return new OfficeProblem(Refusal.NotNow, "Somebody has found out already whose card it is, or it is gone.");
        MarkCaptured(sql, card, who.Code, $"found in {terminal}", at);
        sql.WriteAudit(who, at.Now, "captured card identified", card.Subject, null, capture.Slip);
        return capture with { Home = home, Token = token };
    }

    /// <summary>Gives a card back to its holder, who can use it again with all tries for the PIN.</summary>
    /// <param name="slip">The number on the slip of the machine.</param>
    /// <param name="document">Number of the identity document that the holder shows.</param>
    public static OfficeResult<CardView> Reclaim(
        Sql sql,
        Employee who,
        Moment at,
        long home,
        string token,
        string slip,
        string document
    )
    {
        var card = sql.LockedCard(home, token);
        if (Cards.Problem(who, card, CardStep.Reclaimed, slip) is { } problem)
            return problem;
        if (card!.CapturedOn is null)
            return new OfficeProblem(
                Refusal.NotNow,
                $"No machine has kept card {card.Number}: there is nothing to reclaim."
            );
        if (ProofProblem(sql, card, slip.Trim(), document) is { } wrong)
            return wrong;
        sql.SetCaptured(home, token, on: null);
        sql.GiveTriesBack(home, token);
        sql.EndCapturesOf(card, $"reclaimed, {who.Code}", at.BusinessDay);
        var after = Cards.Take(sql, who, at, card, CardStep.Reclaimed, $"slip {slip.Trim()}");
        sql.TakeFee(sql.AccountOf(home)!, ChargeKind.CardReclaimed, sql.LastCardEvent(home), card.Subject, at);
        return after;
    }

    private static OfficeProblem? ProofProblem(Sql sql, CardView card, string slip, string document)
    {
        if (sql.OpenCaptureOf(card) is { } capture && capture.Slip != slip)
            return new(Refusal.WrongInput, "The slip is not the one of this card: enter the number printed on it.");
        var known = sql.CustomerOf(card.Home)?.Data.Document ?? "";
        return known.Length > 0 && known == CustomerRule.TidyDocument(document)
            ? null
            : new(Refusal.WrongInput, "The identity document is not the customer's: enter the number printed on it.");
    }

    private static void MarkCaptured(Sql sql, CardView card, string by, string reason, Moment at)
    {
        sql.LockHome(card.Home);
        if (CardLife.After(card.State, CardStep.Captured) is not { } state || !sql.TryMove(card, state, at.BusinessDay))
            return;
        sql.SetCaptured(card.Home, card.Token, card.CapturedOn ?? at.BusinessDay);
        sql.WriteCardEvent(card.Home, card.Token, CardStep.Captured, by, reason, at);
    }
}
