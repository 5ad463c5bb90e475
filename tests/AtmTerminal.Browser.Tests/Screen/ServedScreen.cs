using AtmTerminal.Session.Screens;
using AtmTerminal.Web;

namespace AtmTerminal.Browser.Tests.Screen;

/// <summary>A scripted session behind the real screen server, and real pages that show it.</summary>
internal sealed class ServedScreen : IAsyncDisposable
{
    private ScreenServer _server;

    private readonly Func<Uri?>? _framedBy;

    private ServedScreen(ScriptedScreen session, ScreenServer server, Func<Uri?>? framedBy) =>
        (Session, _server, _framedBy) = (session, server, framedBy);

    public ScriptedScreen Session { get; }

    public Uri Address => _server.Address;

    public static async Task<ServedScreen> StartAsync(ScreenView first, Func<Uri?>? framedBy = null)
    {
        var session = new ScriptedScreen(first);
        return new ServedScreen(session, await StartServerAsync(session, port: 0, framedBy), framedBy);
    }

    public Task<OpenPage> OpenAsync(Glass glass) => Chromium.OpenAsync(Address, glass);

    /// <summary>The terminal's process is gone.</summary>
    public ValueTask StopAsync() => _server.DisposeAsync();

    /// <summary>The terminal's process has been started again, on the same port.</summary>
    public async Task RestartAsync() => _server = await StartServerAsync(Session, Address.Port, _framedBy);

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private static async Task<ScreenServer> StartServerAsync(IScreen session, int port, Func<Uri?>? framedBy)
    {
        var start = await ScreenServer.StartAsync(
            session,
            new ScreenServerOptions(port, framedBy),
            TimeProvider.System
        );
        Assert.That(start, Is.InstanceOf<ScreenServerStart.Started>());
        return ((ScreenServerStart.Started)start).Server;
    }
}
