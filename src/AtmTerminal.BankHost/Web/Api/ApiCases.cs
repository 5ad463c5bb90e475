using AtmTerminal.Domain.Amounts;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace AtmTerminal.BankHost;

/// <summary>What a customer complains about.</summary>
/// <param name="Number">The receipt number, which is the withdrawal number.</param>
/// <param name="Claimed">What was charged and not received.</param>
/// <param name="Told">In the customer's words, at most 2,000 characters.</param>
internal sealed record ApiComplaint(string Terminal, long Number, Money Claimed, string Told);

/// <param name="Amount">Positive goes to the customer, or is booked as gone from the machine; negative is the other way.</param>
internal sealed record ApiProposal(Money Amount, string Reason);

/// <summary>Nothing has to be said beside the address.</summary>
internal sealed record ApiNothing;

/// <summary>Complaints and cases. Files are attached in the console.</summary>
internal static class ApiCases
{
    private const string Case = "/cases/{terminal}/{kind}/{row:long}/{number:long}";

    public static void MapCases(this RouteGroupBuilder api)
    {
        api.Look<IEnumerable<CaseLine>>(
            "/cases",
            Rights.Look,
            "Cases",
            "Open cases, the oldest first; with closed=true the last closed ones.",
            All
        );
        api.Look<CaseFile>(Case, Rights.Look, "Case", "A case with all its evidence.", One);
        api.Change<CaseKey>(
            "POST",
            "/complaints",
            Rights.Cases,
            "AcceptComplaint",
            "Accepts a complaint about one withdrawal and opens its case.",
            Complain
        );
        Settle(api, "notes", "AddNote", "Writes something down.", CaseWork.AddNote);
        Settle(api, "close", "CloseCase", "Closes a case that moves no money.", CaseWork.Close);
        Settle(api, "turn-down", "TurnDown", "Takes a proposal back.", CaseWork.TurnDown);
        api.Change<CaseKey>(
            "POST",
            $"{Case}/proposal",
            Rights.Cases,
            "ProposeClosing",
            "Proposes to close a case by moving money; a second person has to agree.",
            Propose
        );
        api.Change<CaseKey>(
            "POST",
            $"{Case}/agreement",
            Rights.Cases | Rights.Money,
            "AgreeToClosing",
            "Moves the money as somebody else has proposed, and closes the case.",
            Agree
        );
    }

    private static void Settle(
        RouteGroupBuilder api,
        string step,
        string name,
        string summary,
        Func<Sql, Employee, Moment, CaseKey, string, OfficeResult<CaseKey>> settle
    ) =>
        api.Change<CaseKey>(
            "POST",
            $"{Case}/{step}",
            Rights.Cases,
            name,
            summary,
            (
                HttpContext context,
                ApiChange change,
                string terminal,
                string kind,
                long row,
                long number,
                ApiReason body
            ) =>
                change.Run(
                    context,
                    body,
                    (sql, who, at) => settle(sql, who, at, new(terminal, row, kind, number), body.Reason),
                    static key => key
                )
        );

    private static List<CaseLine> All(HttpContext context, Desk desk, bool closed = false) =>
        desk.Read(sql => closed ? sql.ClosedCases(context.Me()) : sql.OpenCases(context.Me()));

    private static IResult One(HttpContext context, Desk desk, string terminal, string kind, long row, long number) =>
        desk.Read(sql => sql.CaseFile(context.Me(), new(terminal, row, kind, number))) is { } file
            ? Results.Ok(file)
            : Problems.Of(StatusCodes.Status404NotFound, "The bank has no such case.");

    private static IResult Complain(HttpContext context, ApiChange change, ApiComplaint body) =>
        change.Run(
            context,
            body,
            (sql, who, at) => Complaints.Accept(sql, who, at, body.Terminal, body.Number, body.Claimed, body.Told),
            static key => key
        );

    private static IResult Propose(
        HttpContext context,
        ApiChange change,
        string terminal,
        string kind,
        long row,
        long number,
        ApiProposal body
    ) =>
        change.Run(
            context,
            body,
            (sql, who, at) =>
                CaseWork.Propose(sql, who, at, new(terminal, row, kind, number), body.Amount, body.Reason),
            static key => key
        );

    private static IResult Agree(
        HttpContext context,
        ApiChange change,
        string terminal,
        string kind,
        long row,
        long number,
        ApiNothing body
    ) =>
        change.Run(
            context,
            body,
            (sql, who, at) => CaseWork.Agree(sql, who, at, new(terminal, row, kind, number)),
            static key => key
        );
}
