using AtmTerminal.Domain.Amounts;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace AtmTerminal.BankHost;

/// <param name="Step">One of Blocked, Unblocked, ReportedLost, ReportedStolen, Found, PinTriesReset, Replaced, Closed.</param>
internal sealed record ApiStep(CardStep Step, string Reason);

internal sealed record ApiCaps(Money ADay, Money AMonth);

/// <param name="Holder">Who carries the supplementary card.</param>
internal sealed record ApiSupplementary(string Holder, Money ADay, Money AMonth);

/// <param name="Slip">The number on the machine's slip.</param>
/// <param name="Document">Number of the identity document that the holder shows.</param>
internal sealed record ApiReclaim(string Slip, string Document);

/// <summary>Whose card it is that a machine has kept.</summary>
internal sealed record ApiOwner(long Home, string Token);

/// <summary>Cards and their lives. A card is handed out at the counter only, where its holder types the PIN.</summary>
internal static class ApiCards
{
    private const string Card = "/customers/{home:long}/cards/{token}";

    public static void MapCards(this RouteGroupBuilder api)
    {
        api.Look<IEnumerable<CardView>>(
            "/customers/{home:long}/cards",
            Rights.Look,
            "CardsOfCustomer",
            "The cards of a customer.",
            OfCustomer
        );
        api.Look<IEnumerable<CardEventView>>(
            $"{Card}/life",
            Rights.Look,
            "CardLife",
            "Every step in a card's life, the oldest first.",
            Life
        );
        api.Look<IEnumerable<CardView>>("/cards", Rights.Look, "Cards", "Cards in a state, the last first.", InState);
        api.Look<IEnumerable<CardView>>(
            "/captured-cards",
            Rights.Look,
            "CapturedCards",
            "Cards of the bank's customers that machines have.",
            Captured
        );
        api.Look<IEnumerable<CapturedCard>>(
            "/captured-cards/unidentified",
            Rights.Look,
            "UnidentifiedCards",
            "Cards that machines have reported and nobody knows yet whose they are.",
            Unidentified
        );
        MapChanges(api);
    }

    private static void MapChanges(RouteGroupBuilder api)
    {
        api.Change<CardView>(
            "POST",
            "/customers/{home:long}/cards/primary",
            Rights.Cards,
            "OrderPrimary",
            "Orders a primary card.",
            OrderPrimary
        );
        api.Change<CardView>(
            "POST",
            "/customers/{home:long}/cards/supplementary",
            Rights.Cards,
            "OrderSupplementary",
            "Orders a supplementary card with its caps.",
            OrderSupplementary
        );
        api.Change<CardView>("POST", $"{Card}/steps", Rights.Cards, "TakeStep", "Takes a step in its life.", TakeStep);
        api.Change<CardView>("PUT", $"{Card}/caps", Rights.Cards, "SetCaps", "Sets the caps.", SetCaps);
        api.Change<CardView>(
            "POST",
            $"{Card}/reclaim",
            Rights.Cards,
            "Reclaim",
            "Gives a captured card back to its holder.",
            Reclaim
        );
        api.Change<CapturedCard>(
            "POST",
            "/captured-cards/{terminal}/{row:long}/owner",
            Rights.Cards,
            "Identify",
            "Says whose card it is that a machine has kept.",
            Identify
        );
    }

    private static IResult OfCustomer(HttpContext context, Desk desk, long home) =>
        desk.Read(sql => sql.Customer(context.Me(), home) is null ? NoCustomer(home) : Results.Ok(sql.CardsOf(home)));

    private static IResult Life(HttpContext context, Desk desk, long home, string token) =>
        desk.Read(sql =>
            sql.CardOf(home, token) is { } card && card.Bank == context.Me().Bank
                ? Results.Ok(sql.CardEvents(home).FindAll(step => step.Token == token))
                : NoCard()
        );

    private static List<CardView> InState(HttpContext context, Desk desk, CardState state) =>
        desk.Read(sql => sql.CardsIn(context.Me(), state));

    private static List<CardView> Captured(HttpContext context, Desk desk) =>
        desk.Read(sql => sql.CapturedCards(context.Me()));

    private static List<CapturedCard> Unidentified(Desk desk) => desk.Read(sql => sql.UnidentifiedCards());

    private static IResult OrderPrimary(HttpContext context, ApiChange change, Desk desk, long home, ApiReason body) =>
        change.Run(
            context,
            body,
            (sql, who, at) => desk.Office.CardOrders.OrderPrimary(sql, who, at, home, body.Reason),
            static card => card
        );

    private static IResult OrderSupplementary(
        HttpContext context,
        ApiChange change,
        Desk desk,
        long home,
        ApiSupplementary body
    ) =>
        change.Run(
            context,
            body,
            (sql, who, at) =>
                desk.Office.CardOrders.OrderSupplementary(sql, who, at, home, body.Holder, body.ADay, body.AMonth),
            static card => card
        );

    private static IResult TakeStep(
        HttpContext context,
        ApiChange change,
        Desk desk,
        long home,
        string token,
        ApiStep body
    ) =>
        change.Run<ApiStep, CardView, CardView>(
            context,
            body,
            (sql, who, at) =>
                sql.CardOf(home, token) is { } card
                    ? CardSteps.Take(desk.Office, sql, who, at, card, body.Step.ToString(), body.Reason)
                    : new OfficeProblem(Refusal.NotFound, "The customer has no such card."),
            static card => card
        );

    private static IResult SetCaps(HttpContext context, ApiChange change, long home, string token, ApiCaps body) =>
        change.Run(
            context,
            body,
            (sql, who, at) => SupplementaryCards.SetCaps(sql, who, at, home, token, body.ADay, body.AMonth),
            static card => card
        );

    private static IResult Reclaim(HttpContext context, ApiChange change, long home, string token, ApiReclaim body) =>
        change.Run(
            context,
            body,
            (sql, who, at) => CapturedCards.Reclaim(sql, who, at, home, token, body.Slip, body.Document),
            static card => card
        );

    private static IResult Identify(HttpContext context, ApiChange change, string terminal, long row, ApiOwner body) =>
        change.Run(
            context,
            body,
            (sql, who, at) => CapturedCards.Identify(sql, who, at, terminal, row, body.Home, body.Token),
            static captured => captured
        );

    private static IResult NoCustomer(long home) =>
        Problems.Of(StatusCodes.Status404NotFound, $"The bank has no customer {home}.");

    private static IResult NoCard() => Problems.Of(StatusCodes.Status404NotFound, "The customer has no such card.");
}
