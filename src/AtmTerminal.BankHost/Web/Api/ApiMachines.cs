using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace AtmTerminal.BankHost;

/// <summary>A machine as other systems see one.</summary>
/// <param name="OutReason">What it last said when it stopped serving; of interest while it is out of service.</param>
internal sealed record ApiMachine(
    string Terminal,
    string Branch,
    string Address,
    string District,
    string City,
    MachineCondition Condition,
    string? OutReason,
    DateTimeOffset? LastHeardAt,
    DateTimeOffset? LastCustomerAt,
    long OpenCases,
    IReadOnlyList<MachineDay> GivenToday
)
{
    public static ApiMachine Of(MachineGlance glance) =>
        new(
            glance.Machine.Terminal,
            glance.Machine.Branch,
            glance.Machine.Address,
            glance.Machine.District,
            glance.Machine.City,
            glance.Condition,
            glance.State.OutReason,
            glance.State.Signs.LastContact,
            glance.State.Signs.LastCustomer,
            glance.State.OpenCases,
            glance.Today
        );
}

/// <summary>What the catalogue says of a machine.</summary>
/// <param name="KeyId">What the serial numbers of its messages begin with; never changes.</param>
internal sealed record ApiPlace(string KeyId, string Branch, string Address, string District, string City);

/// <summary>The catalogue of machines, and what they say.</summary>
internal static class ApiMachines
{
    private const int MostNotices = 500;

    public static void MapMachines(this RouteGroupBuilder api)
    {
        api.Look<IEnumerable<ApiMachine>>(
            "/machines",
            Rights.Look,
            "Machines",
            "All machines that the bank services, by city and district.",
            All
        );
        api.Look<ApiMachine>("/machines/{terminal}", Rights.Look, "Machine", "One machine.", One);
        api.Look<IEnumerable<ReportedTotal>>(
            "/machines/{terminal}/totals",
            Rights.Look,
            "Totals",
            "Totals of days as machine and host had them, the oldest first.",
            Totals
        );
        api.Look<IEnumerable<NoticeLine>>(
            "/machines/{terminal}/notices",
            Rights.Look,
            "Notices",
            "What the machine said, the newest first.",
            Notices
        );
        api.Change<MachineView>(
            "PUT",
            "/machines/{terminal}",
            Rights.Rules,
            "SaveMachine",
            "Enters a machine, or changes where it stands.",
            Save
        );
    }

    private static IEnumerable<ApiMachine> All(HttpContext context, Desk desk) =>
        desk.Read((sql, at) => Fleet.Of(sql, context.Me(), at)).Select(ApiMachine.Of);

    private static IResult One(HttpContext context, Desk desk, string terminal) =>
        desk.Read((sql, at) => Fleet.Machine(sql, context.Me(), at, terminal)) is { } glance
            ? Results.Ok(ApiMachine.Of(glance))
            : NoMachine(terminal);

    private static IResult Totals(HttpContext context, Desk desk, string terminal) =>
        OfOwn(context, desk, terminal, sql => sql.ReportedTotals(terminal));

    private static IResult Notices(HttpContext context, Desk desk, string terminal) =>
        OfOwn(context, desk, terminal, sql => sql.LastNotices(terminal, MostNotices));

    private static IResult Save(HttpContext context, ApiChange change, string terminal, ApiPlace body) =>
        change.Run(
            context,
            body,
            (sql, who, at) =>
                Machines.Save(
                    sql,
                    who,
                    at,
                    new(terminal, who.Bank, body.Branch, body.Address, body.District, body.City, body.KeyId)
                ),
            static machine => machine
        );

    private static IResult OfOwn<T>(HttpContext context, Desk desk, string terminal, Func<Sql, T> read) =>
        desk.Read(sql =>
            sql.Machine(terminal)?.Bank == context.Me().Bank ? Results.Ok(read(sql)) : NoMachine(terminal)
        );

    private static IResult NoMachine(string terminal) =>
        Problems.Of(StatusCodes.Status404NotFound, $"The bank services no machine {terminal}.");
}
