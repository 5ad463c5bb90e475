using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace AtmTerminal.BankHost;

/// <summary>A report's chart and table as files of its page.</summary>
internal static class ReportFiles
{
    public static void MapReportFiles(this WebApplication app)
    {
        app.MapGet("/reports/{name}/chart.svg", Chart)
            .WithMetadata(new NeedsAttribute(Rights.Look))
            .ExcludeFromDescription();
        app.MapGet("/reports/{name}/table.csv", Table)
            .WithMetadata(new NeedsAttribute(Rights.Look))
            .ExcludeFromDescription();
    }

    /// <summary>Makes the report that the address asks for.</summary>
    public static OfficeResult<Report> Make(Desk desk, HttpContext context, string name) =>
        ReportCatalogue.Run(
            desk.Database,
            name,
            context.Request.Query.ToDictionary(field => field.Key, field => field.Value.ToString()),
            context.Me(),
            desk.Now
        );

    private static IResult Chart(HttpContext context, Desk desk, string name) =>
        Answer(
            Make(desk, context, name),
            report =>
            {
                var picture = SvgChart.Draw(report);
                // The picture brings its own style, which is named here letter by letter: nothing else in it is believed.
                context.Response.Headers.ContentSecurityPolicy =
                    $"default-src 'none'; style-src '{DigestOfStyle(picture)}'; frame-ancestors 'none'";
                return Results.Text(picture, SvgChart.MediaType, Encoding.UTF8);
            }
        );

    private static IResult Table(HttpContext context, Desk desk, string name) =>
        Answer(
            Make(desk, context, name),
            report => Results.File(ReportCsv.Bytes(report), "text/csv; charset=utf-8", $"{name}.csv")
        );

    /// <summary>Shows a report, or says as a problem why there is none.</summary>
    public static IResult Answer(OfficeResult<Report> result, Func<Report, IResult> show) =>
        result switch
        {
            OfficeResult<Report>.Done done => show(done.Value),
            OfficeResult<Report>.Refused refused => Problems.Of(Problems.StatusOf(refused.Why), refused.Sentence),
            var other => throw new InvalidOperationException($"No answer for {other}."),
        };

    private static string DigestOfStyle(string picture)
    {
        const string begin = "<style>";
        var start = picture.IndexOf(begin, StringComparison.Ordinal) + begin.Length;
        var end = picture.IndexOf("</style>", start, StringComparison.Ordinal);
        return $"sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(picture[start..end])))}";
    }
}
