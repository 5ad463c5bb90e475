using System.Data.Common;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace AtmTerminal.BankHost;

/// <summary>
/// What those who watch the host ask. Live: the process answers. Ready: the store answers too, and its schema is the one this
/// program knows. Neither says anything that a stranger may not know.
/// </summary>
internal static class Health
{
    public static void MapHealth(this WebApplication app)
    {
        app.MapGet("/health/live", static () => Results.Text("live")).AllowAnonymous().ExcludeFromDescription();
        app.MapGet("/health/ready", static (Desk desk) => Ready(desk)).AllowAnonymous().ExcludeFromDescription();
    }

    private static IResult Ready(Desk desk)
    {
        try
        {
            return desk.Read(Migrations.AreDone)
                ? Results.Text("ready")
                : Results.Text("the schema is not up to date", statusCode: StatusCodes.Status503ServiceUnavailable);
        }
        catch (DbException)
        {
            return Results.Text("the store does not answer", statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }
}
