using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using AtmTerminal.Web;
using Microsoft.Extensions.Logging.Abstractions;

namespace AtmTerminal.Lab.Web;

/// <summary>How a start of the board page's server ended.</summary>
public abstract record BoardServerStart
{
    private BoardServerStart() { }

    /// <summary>The port is open and the page is served until <paramref name="Server"/> is disposed.</summary>
    public sealed record Started(BoardServer Server) : BoardServerStart;

    /// <summary>The port could not be had; <paramref name="Reason"/> is one sentence that says what to do.</summary>
    public sealed record Refused(string Reason) : BoardServerStart;
}

/// <summary>
/// The board page: the front of the simulated machine with its slots and keys, and its inside with every note. <c>/</c> is the
/// page, <c>/events</c> streams <see cref="BoardView"/>, <c>POST /actions/…</c> is a hand. It outlives the terminal: when the
/// power is cut the page still shows where everything lies.
/// </summary>
public sealed class BoardServer : IAsyncDisposable
{
    private static readonly TimeSpan TenthOfASecond = TimeSpan.FromMilliseconds(100);

    // The terminal may start after the page and come back on another port, but the policy is sent once, with the page.
    private const string AnyScreen = "http://127.0.0.1:*";

    private static readonly PageFiles Files = PageFiles.Embedded(typeof(BoardServer).Assembly, "board/");

    private readonly PageServer _server;

    private BoardServer(PageServer server) => _server = server;

    /// <summary>The address to open in a browser, e.g. <c>http://127.0.0.1:8081/</c>.</summary>
    public Uri Address => _server.Address;

    /// <param name="port">1 to 65535, or 0 for any free port.</param>
    /// <param name="logs">Where the web server's own warnings go; <c>null</c>: nowhere.</param>
    public static async Task<BoardServerStart> StartAsync(
        IBoardPanel panel,
        int port,
        TimeProvider time,
        ILoggerFactory? logs = null,
        CancellationToken cancellationToken = default
    )
    {
        var site = new PageSite(
            Files,
            new EventFeed(new Bell(), () => ViewOf(panel), Look: TenthOfASecond, Pause: TenthOfASecond),
            context => DoAsync(panel, context),
            new PageSecurity(static () => null, AnyScreen)
        );
        var (server, refusal) = await PageServer.StartAsync(
            site,
            port,
            logs ?? NullLoggerFactory.Instance,
            time,
            cancellationToken
        );
        return server is null
            ? new BoardServerStart.Refused($"The board page cannot be served. {refusal}")
            : new BoardServerStart.Started(new BoardServer(server));
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private static byte[] ViewOf(IBoardPanel panel) =>
        JsonSerializer.SerializeToUtf8Bytes(panel.Look(), BoardJson.Default.BoardView);

    private static async Task<bool> DoAsync(IBoardPanel panel, HttpContext context)
    {
        if (TypeOf(context.Request.Path.Value) is not { } type)
            return false;
        var response = context.Response;
        if (await ReadAsync(context.Request, type) is not { } action)
        {
            response.StatusCode = StatusCodes.Status400BadRequest;
            return true;
        }
        var refusal = await panel.DoAsync(action, context.RequestAborted);
        response.StatusCode = refusal is null ? StatusCodes.Status204NoContent : StatusCodes.Status409Conflict;
        if (refusal is not null)
        {
            response.ContentType = "text/plain; charset=utf-8";
            await response.WriteAsync(refusal, context.RequestAborted);
        }
        return true;
    }

    private static JsonTypeInfo? TypeOf(string? path) =>
        path switch
        {
            "/actions/insert-card" => BoardJson.Default.InsertCard,
            "/actions/take-card" => BoardJson.Default.TakeCard,
            "/actions/press-key" => BoardJson.Default.PressKey,
            "/actions/release-key" => BoardJson.Default.ReleaseKey,
            "/actions/take-notes" => BoardJson.Default.TakeNotes,
            "/actions/arm-fault" => BoardJson.Default.ArmFault,
            "/actions/clear-fault" => BoardJson.Default.ClearFault,
            "/actions/set-power" => BoardJson.Default.SetPower,
            "/actions/set-switch" => BoardJson.Default.SetSwitch,
            "/actions/tidy" => BoardJson.Default.Tidy,
            _ => null,
        };

    private static async Task<BoardAction?> ReadAsync(HttpRequest request, JsonTypeInfo type)
    {
        if (!request.HasJsonContentType())
            return null;
        try
        {
            return (BoardAction?)await request.ReadFromJsonAsync(type, request.HttpContext.RequestAborted);
        }
        catch (JsonException)
        {
            // Not from our page: its answer says so, and nothing was done.
            return null;
        }
    }
}

[JsonSerializable(typeof(BoardView))]
[JsonSerializable(typeof(BoardAction.InsertCard))]
[JsonSerializable(typeof(BoardAction.TakeCard))]
[JsonSerializable(typeof(BoardAction.PressKey))]
[JsonSerializable(typeof(BoardAction.ReleaseKey))]
[JsonSerializable(typeof(BoardAction.TakeNotes))]
[JsonSerializable(typeof(BoardAction.ArmFault))]
[JsonSerializable(typeof(BoardAction.ClearFault))]
[JsonSerializable(typeof(BoardAction.SetPower))]
[JsonSerializable(typeof(BoardAction.SetSwitch))]
[JsonSerializable(typeof(BoardAction.Tidy))]
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true
)]
internal sealed partial class BoardJson : JsonSerializerContext;
