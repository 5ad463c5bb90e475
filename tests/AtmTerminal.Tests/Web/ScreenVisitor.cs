using System.Text.Json;
using AtmTerminal.Web;

namespace AtmTerminal.Tests.Web;

/// <summary>A browser as the server sees it: what it sends and what it gets, byte by byte.</summary>
internal static class ScreenVisitor
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public static async Task<ScreenServer> ServeAsync(OneScreen screen, int port = 0, Func<Uri?>? framedBy = null)
    {
        var start = await ScreenServer.StartAsync(screen, new ScreenServerOptions(port, framedBy), TimeProvider.System);
        Assert.That(start, Is.InstanceOf<ScreenServerStart.Started>());
        return ((ScreenServerStart.Started)start).Server;
    }

    /// <summary>Opens <c>/events</c> and reads no further than the head.</summary>
    public static async Task<StreamReader> ListenAsync(this HttpClient client, Uri address)
    {
        var answer = await client.GetAsync(new Uri(address, "events"), HttpCompletionOption.ResponseHeadersRead);
        Assert.That(answer.Content.Headers.ContentType?.MediaType, Is.EqualTo("text/event-stream"));
        return new StreamReader(await answer.Content.ReadAsStreamAsync());
    }

    /// <summary>The version in the next view; beats are skipped.</summary>
    public static async Task<long> NextVersionAsync(this StreamReader events)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (await events.ReadLineAsync(limit.Token) is { } line)
        {
            if (line.StartsWith("data: {", StringComparison.Ordinal))
                return JsonDocument.Parse(line["data: ".Length..]).RootElement.GetProperty("version").GetInt64();
        }
        throw new EndOfStreamException("The server ended the stream.");
    }
}
