using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace AtmTerminal.BankHost;

/// <summary>Employees and the audit. Enrolment codes and tokens are for people: no system gets one here.</summary>
internal static class ApiPeople
{
    public static void MapPeople(this RouteGroupBuilder api)
    {
        api.Look<IEnumerable<ApiEmployee>>(
            "/employees",
            Rights.People,
            "Employees",
            "Everybody of the bank.",
            Employees
        );
        api.Look<IEnumerable<ApiAuditLine>>(
            "/audit",
            Rights.People,
            "Audit",
            "Who changed what, the newest first, a hundred lines at a time.",
            Audit
        );
        api.Change<ApiEmployee>("POST", "/employees", Rights.People, "TakeOn", "Takes on an employee.", TakeOn);
        api.Change<ApiEmployee>(
            "PUT",
            "/employees/{code}/rights",
            Rights.People,
            "SetRights",
            "Sets what an employee may do.",
            SetRights
        );
    }

    private static IEnumerable<ApiEmployee> Employees(HttpContext context, Desk desk) =>
        desk.Read(sql => sql.EmployeesOf(context.Me().Bank, desk.Now)).Select(row => ApiEmployee.Of(row.Employee));

    private static IEnumerable<ApiAuditLine> Audit(
        HttpContext context,
        Desk desk,
        string employee = "",
        string subject = "",
        string? before = null
    ) => desk.Read(sql => sql.AuditOf(context.Me().Bank, new(employee, subject, before))).Select(ApiAuditLine.Of);

    private static IResult TakeOn(HttpContext context, ApiChange change, ApiEmployee body) =>
        RightsWords.TryParse(body.Rights) is not { } rights
            ? UnknownRight()
            : change.Run(
                context,
                body,
                (sql, who, at) =>
                    People.TakeOn(sql, who, at, new(body.Code, body.Name, body.Position, body.Branch, "", rights)),
                ApiEmployee.Of
            );

    private static IResult SetRights(HttpContext context, ApiChange change, string code, ApiRights body) =>
        RightsWords.TryParse(body.Rights) is not { } rights
            ? UnknownRight()
            : change.Run(context, body, (sql, who, at) => People.SetRights(sql, who, at, code, rights), ApiEmployee.Of);

    private static IResult UnknownRight() =>
        Problems.Of(StatusCodes.Status422UnprocessableEntity, $"Rights are words out of: {RightsWords.All.ToWords()}.");
}
