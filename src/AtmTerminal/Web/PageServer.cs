using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace AtmTerminal.Web;

/// <summary>What one page server serves.</summary>
/// <param name="Files">The page itself.</param>
/// <param name="Feed">What <c>/events</c> streams.</param>
/// <param name="Post">Answers a POST; <c>false</c>: there is nothing at this path and nothing was answered.</param>
/// <param name="Security">What the browser may do with the page.</param>
internal sealed record PageSite(
    PageFiles Files,
    EventFeed Feed,
    Func<HttpContext, Task<bool>> Post,
    PageSecurity Security
);

/// <summary>
/// One page over HTTP on the loopback interface: its files, one stream of events, and POSTs. Nobody outside this machine can
/// reach it, and no page of another origin can press its keys (see <see cref="PageSecurity"/>).
/// </summary>
/// <remarks>
/// The host is built empty on purpose: no environment variable and no settings file in the current folder can move the port or
/// open another interface, and Ctrl-C stays with the program.
/// </remarks>
internal sealed class PageServer : IAsyncDisposable
{
    private const int MostConnections = 64;
    private const int LongestBody = 4096;
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(2);

    private readonly WebApplication _app;
    private readonly CancellationTokenSource _stopping = new();
    private int _disposed;

    private PageServer(WebApplication app) => _app = app;

    /// <summary>Where the page is, e.g. <c>http://127.0.0.1:8080/</c>.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>Opens the port and serves.</summary>
    /// <param name="port">0 takes any free port.</param>
    /// <returns>The running server, or one sentence for the person who chose the port.</returns>
    public static async Task<(PageServer? Server, string? Refusal)> StartAsync(
        PageSite site,
        int port,
        ILoggerFactory logs,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var app = Build(port, logs, time);
        var server = new PageServer(app);
        app.Run(context => server.AnswerAsync(site, context, time));
        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch (Exception failure) when (RefusalOf(failure, port) is { } refusal)
        {
            await server.DisposeAsync();
            return (null, refusal);
        }
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>();
        server.Address = new Uri(addresses!.Addresses.Single());
        return (server, null);
    }

    /// <summary>Ends all streams and closes the port; returns when both are done, after two seconds at the latest.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
            return;
        // An event stream never ends by itself, and a stop that waits for it would use up its whole time limit.
        await _stopping.CancelAsync();
        await _app.DisposeAsync();
        _stopping.Dispose();
    }

    private static WebApplication Build(int port, ILoggerFactory logs, TimeProvider time)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();
        builder.Services.Replace(ServiceDescriptor.Singleton<IHostLifetime, OwnersLifetime>());
        builder.Services.Replace(ServiceDescriptor.Singleton(logs));
        builder.Services.AddSingleton(time);
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = StopLimit);
        builder.Services.Configure<KestrelServerOptions>(options =>
        {
            options.AddServerHeader = false;
            options.Limits.MaxConcurrentConnections = MostConnections;
            options.Limits.MaxRequestBodySize = LongestBody;
            options.Limits.MaxRequestLineSize = 2048;
            options.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(5);
            options.Listen(IPAddress.Loopback, port, listen => listen.Protocols = HttpProtocols.Http1);
        });
        return builder.Build();
    }

    private async Task AnswerAsync(PageSite site, HttpContext context, TimeProvider time)
    {
        var (request, response) = (context.Request, context.Response);
        site.Security.Apply(response.Headers);
        if (!PageSecurity.ComesFromThisPage(request))
        {
            response.StatusCode = StatusCodes.Status403Forbidden;
            return;
        }
        if (HttpMethods.IsPost(request.Method))
        {
            if (!await site.Post(context))
                response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }
        if (!HttpMethods.IsGet(request.Method))
        {
            response.StatusCode = StatusCodes.Status405MethodNotAllowed;
            return;
        }
        if (request.Path == "/events")
        {
            using var ends = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, _stopping.Token);
            await site.Feed.StreamAsync(context, time, ends.Token);
            return;
        }
        if (site.Files.Find(request.Path.Value) is not { } file)
        {
            response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }
        response.ContentType = file.ContentType;
        response.ContentLength = file.Bytes.Length;
        await response.Body.WriteAsync(file.Bytes, context.RequestAborted);
    }

    private static string? RefusalOf(Exception failure, int port)
    {
        for (var cause = failure; cause is not null; cause = cause.InnerException)
        {
            switch (cause)
            {
                case SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse }:
                    return $"Port {port} is in use by another program: stop that program or choose another port.";
                case SocketException { SocketErrorCode: SocketError.AccessDenied }:
                    return $"Port {port} may not be opened by this user: choose a port above 1023.";
                case SocketException socket:
                    return $"Port {port} cannot be opened ({socket.SocketErrorCode}): choose another port.";
            }
        }
        return null;
    }

    /// <summary>The program that owns the server says when it starts and stops; the console's Ctrl-C is not ours.</summary>
    private sealed class OwnersLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
