using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace AtmTerminal.BankHost;

/// <summary>A report that can be asked for.</summary>
/// <param name="Parameters">Names of the query parameters that it takes.</param>
internal sealed record ApiReportKind(string Name, string Title, string Answers, IReadOnlyList<string> Parameters);

/// <summary>Reports as data, as a table and as a picture.</summary>
internal static class ApiReports
{
    public static void MapReports(this RouteGroupBuilder api)
    {
        api.Look<IEnumerable<ApiReportKind>>("/reports", Rights.Look, "Reports", "All reports there are.", All);
        api.Look<object>(
            "/reports/{name}",
            Rights.Look,
            "Report",
            "A report: columns, rows and the figures of its chart. Parameters as /reports names them.",
            static (HttpContext context, Desk desk, string name) =>
                Make(context, desk, name, report => Results.Bytes(ReportJson.Bytes(report), "application/json"))
        );
        api.Look<string>(
            "/reports/{name}/table",
            Rights.Look,
            "ReportTable",
            "The rows of a report as CSV.",
            static (HttpContext context, Desk desk, string name) =>
                Make(context, desk, name, report => Results.Bytes(ReportCsv.Bytes(report), "text/csv; charset=utf-8"))
        );
        api.Look<string>(
            "/reports/{name}/chart",
            Rights.Look,
            "ReportChart",
            "The chart of a report as SVG.",
            static (HttpContext context, Desk desk, string name) =>
                Make(context, desk, name, report => Results.Text(SvgChart.Draw(report), SvgChart.MediaType))
        );
    }

    private static IEnumerable<ApiReportKind> All() =>
        ReportCatalogue.All.Select(kind => new ApiReportKind(
            kind.Name,
            kind.Title,
            kind.Answers,
            [.. kind.Parameters.Select(ReportCatalogue.NameOf)]
        ));

    private static IResult Make(HttpContext context, Desk desk, string name, Func<Report, IResult> show) =>
        ReportFiles.Answer(ReportFiles.Make(desk, context, name), show);
}
