using System.Text.Json;
using System.Text.Json.Serialization;
using AtmTerminal.Session.Screens;
using Microsoft.Extensions.Logging.Abstractions;

namespace AtmTerminal.Web;

/// <summary>Where the cardholder's screen is served and who may frame it.</summary>
/// <param name="Port">1 to 65535, or 0 for any free port.</param>
/// <param name="FramedBy">
/// The page that may show the screen in a frame (the Lab's board page), asked for with each request because it may be served
/// later than the screen; <c>null</c>: none.
/// </param>
public sealed record ScreenServerOptions(int Port, Func<Uri?>? FramedBy = null);

/// <summary>How a start of the screen server ended.</summary>
public abstract record ScreenServerStart
{
    private ScreenServerStart() { }

    /// <summary>The port is open and the page is served until <paramref name="Server"/> is disposed.</summary>
    public sealed record Started(ScreenServer Server) : ScreenServerStart;

    /// <summary>The port could not be had; <paramref name="Reason"/> is one sentence that says what to do.</summary>
    public sealed record Refused(string Reason) : ScreenServerStart;
}

/// <summary>
/// The cardholder's screen as a page on the loopback interface: <c>/</c> is the page, <c>/events</c> streams each
/// <see cref="ScreenView"/> as JSON, <c>POST /keys/L1</c> to <c>/keys/R4</c> press a side key. Holds no decision and no state:
/// every view is complete, so a page that comes late or comes back needs nothing from before.
/// </summary>
public sealed class ScreenServer : IAsyncDisposable
{
    private static readonly string[] Keys = ["L1", "L2", "L3", "L4", "R1", "R2", "R3", "R4"];

    private static readonly PageFiles Files = PageFiles.Embedded(typeof(ScreenServer).Assembly, "screen/");

    private readonly IScreen _screen;
    private readonly Bell _bell = new();
    private PageServer? _server;

    private ScreenServer(IScreen screen)
    {
        _screen = screen;
        // On the terminal loop. Ringing waits for no browser.
        _screen.ViewChanged += OnViewChanged;
    }

    /// <summary>The address to open in the kiosk browser, e.g. <c>http://127.0.0.1:8080/</c>.</summary>
    public Uri Address => _server!.Address;

    /// <summary>Opens the port and serves the screen. Any thread.</summary>
    /// <param name="logs">Where the web server's own warnings go; <c>null</c>: nowhere.</param>
    public static async Task<ScreenServerStart> StartAsync(
        IScreen screen,
        ScreenServerOptions options,
        TimeProvider time,
        ILoggerFactory? logs = null,
        CancellationToken cancellationToken = default
    )
    {
        var own = new ScreenServer(screen);
        var site = new PageSite(
            Files,
            new EventFeed(own._bell, own.CurrentView, Look: EventFeed.Beat, Pause: TimeSpan.Zero),
            context => Task.FromResult(own.Press(context)),
            new PageSecurity(options.FramedBy ?? (static () => null), Frames: null)
        );
        var (server, refusal) = await PageServer.StartAsync(
            site,
            options.Port,
            logs ?? NullLoggerFactory.Instance,
            time,
            cancellationToken
        );
        if (server is null)
        {
            await own.DisposeAsync();
            return new ScreenServerStart.Refused($"The cardholder's screen cannot be served. {refusal}");
        }
        own._server = server;
        return new ScreenServerStart.Started(own);
    }

    /// <summary>Closes the port and ends every page's stream; the pages then say that the machine is out of service.</summary>
    public async ValueTask DisposeAsync()
    {
        _screen.ViewChanged -= OnViewChanged;
        if (_server is not null)
            await _server.DisposeAsync();
    }

    private void OnViewChanged(ScreenView view) => _bell.Ring();

    private byte[] CurrentView() => JsonSerializer.SerializeToUtf8Bytes(_screen.Current, ScreenJson.Default.ScreenView);

    private bool Press(HttpContext context)
    {
        if (!context.Request.Path.StartsWithSegments("/keys", out var rest))
            return false;
        var key = rest.Value?.TrimStart('/');
        if (!Keys.Contains(key))
            return false;
        _screen.PressSideKey(key!);
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return true;
    }
}

[JsonSerializable(typeof(ScreenView))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
internal sealed partial class ScreenJson : JsonSerializerContext;
