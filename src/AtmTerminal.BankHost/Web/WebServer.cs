using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Serilog;

namespace AtmTerminal.BankHost;

/// <summary>The console and the open interface, over the store that the lines of the terminals use too.</summary>
internal sealed class WebServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private WebServer(WebApplication app) => _app = app;

    /// <summary>What to open in a browser, such as <c>http://127.0.0.1:8090/</c>.</summary>
    public Uri Address =>
        new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    /// <summary>What is served, for tests that hold the documents against it.</summary>
    public IServiceProvider Services => _app.Services;

    /// <summary>Opens the port; complete when requests are answered.</summary>
    /// <param name="core">Stays the caller's to dispose, after the server.</param>
    /// <param name="time">The clock of sessions, locks and the audit. Read from many threads.</param>
    /// <exception cref="IOException">The port is in use, or the certificate cannot be read.</exception>
    public static async Task<WebServer> StartAsync(
        HostCore core,
        WebOptions options,
        TimeProvider time,
        Serilog.ILogger log,
        CancellationToken cancellationToken = default
    )
    {
        // The empty builder reads no environment and no files: what is not said here is not so.
        var builder = WebApplication.CreateEmptyBuilder(
            new() { ApplicationName = typeof(WebServer).Assembly.GetName().Name }
        );
        builder
            .WebHost.UseKestrelCore()
            .ConfigureKestrel(kestrel =>
            {
                kestrel.AddServerHeader = false;
                kestrel.Limits.MaxRequestBodySize = MostBodyBytes;
                kestrel.Listen(options.Address, options.Port, listen => Secure(listen, options.CertificateFile));
            });
        builder
            .Logging.SetMinimumLevel(LogLevel.Warning)
            // It warns that its keys are not encrypted. They guard the forms alone, and where they lie all else lies too.
            .AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error)
            .AddSerilog(log);
        builder.Services.AddConsole(core, time);
        var app = builder.Build();
        app.UseConsole();
        try
        {
            await app.StartAsync(cancellationToken);
            return new(app);
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    /// <summary>Lets what is being answered finish.</summary>
    public ValueTask DisposeAsync() => _app.DisposeAsync();

    // A customer's photo is the largest thing that is ever sent here.
    private const long MostBodyBytes = 4 << 20;

    private static void Secure(Microsoft.AspNetCore.Server.Kestrel.Core.ListenOptions listen, string? certificateFile)
    {
        if (certificateFile is not null)
            listen.UseHttps(X509Certificate2.CreateFromPemFile(certificateFile));
    }
}
