using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace AtmTerminal.BankHost;

/// <summary>The open interface of the bank host: what the console does, for other systems.</summary>
internal static class ApiEndpoints
{
    public const string Prefix = "/api/v1";

    public static void AddApi(this IServiceCollection services)
    {
        services.AddSingleton<ApiChange>();
        services.AddProblemDetails();
        // What cannot be read is said by WebFaults, with a sentence, instead of an empty 400.
        services.Configure<RouteHandlerOptions>(static options => options.ThrowOnBadRequest = true);
        services.Configure<JsonOptions>(options => ApiJson.Set(options.SerializerOptions));
        services.AddOpenApi("v1", ApiDocument.Describe);
    }

    public static void MapApi(this WebApplication app)
    {
        app.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous();
        var api = app.MapGroup(Prefix);
        api.MapMachines();
        api.MapCustomers();
        api.MapCards();
        api.MapCases();
        api.MapRules();
        api.MapReports();
        api.MapPeople();
        // What nobody answers is a problem like any other here, not a page.
        api.MapFallback(static () =>
                Problems.Of(StatusCodes.Status404NotFound, "There is no such address: see /openapi/v1.json.")
            )
            .ExcludeFromDescription();
    }

    /// <summary>An endpoint that only looks.</summary>
    /// <typeparam name="TShown">What it answers with when it finds something.</typeparam>
    public static RouteHandlerBuilder Look<TShown>(
        this RouteGroupBuilder api,
        string address,
        Rights needs,
        string name,
        string summary,
        Delegate handler
    ) =>
        api.MapGet(address, handler)
            .Describe(needs, name, summary)
            .Produces<TShown>()
            .ProducesProblem(StatusCodes.Status404NotFound);

    /// <summary>An endpoint that changes something, through <see cref="ApiChange"/>.</summary>
    /// <param name="method">POST for what is done, PUT for what is set.</param>
    public static RouteHandlerBuilder Change<TShown>(
        this RouteGroupBuilder api,
        string method,
        string address,
        Rights needs,
        string name,
        string summary,
        Delegate handler
    ) =>
        api.MapMethods(address, [method], handler)
            .Describe(needs, name, summary)
            .WithMetadata(new IsChange())
            .Produces<TShown>()
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);

    private static RouteHandlerBuilder Describe(
        this RouteHandlerBuilder endpoint,
        Rights needs,
        string name,
        string summary
    ) =>
        endpoint
            .RequireAuthorization(new NeedsAttribute(needs))
            .WithName(name)
            .WithSummary(summary)
            .WithDescription($"Needs the right {needs.ToWords()}.")
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status403Forbidden);
}

/// <summary>Marks an endpoint whose callers name each change with a key.</summary>
internal sealed class IsChange;
