using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using AtmTerminal.Web;

namespace AtmTerminal.Tests.Web;

public class When_a_page_listens_to_the_screen
{
    private OneScreen _screen = null!;
    private ScreenServer _server = null!;
    private HttpClient _client = null!;

    [SetUp]
    public async Task Serve()
    {
        _screen = new OneScreen();
        _server = await ScreenVisitor.ServeAsync(_screen);
        _client = new HttpClient();
    }

    [TearDown]
    public async Task Stop()
    {
        _client.Dispose();
        await _server.DisposeAsync();
    }

    [Test]
    public async Task It_gets_the_present_view_at_once_and_each_change_after_it()
    {
        _screen.Show(OneScreen.View(7));
        using var events = await _client.ListenAsync(_server.Address);
        Assert.That(await events.NextVersionAsync(), Is.EqualTo(7));
        _screen.Show(OneScreen.View(8));
        Assert.That(await events.NextVersionAsync(), Is.EqualTo(8));
    }

    [Test]
    public async Task Many_pages_get_the_same()
    {
        var pages = new List<StreamReader>();
        for (var i = 0; i < 30; i++)
        {
            pages.Add(await _client.ListenAsync(_server.Address));
            await pages[^1].NextVersionAsync();
        }
        _screen.Show(OneScreen.View(2));
        foreach (var page in pages)
            Assert.That(await page.NextVersionAsync(), Is.EqualTo(2));
        pages.ForEach(p => p.Dispose());
    }

    [Test]
    public async Task A_quiet_machine_is_heard_to_be_alive()
    {
        using var events = await _client.ListenAsync(_server.Address);
        using var limit = new CancellationTokenSource(ScreenVisitor.Patience);
        string? line;
        do line = await events.ReadLineAsync(limit.Token);
        while (line is not (null or "event: beat"));
        Assert.That(line, Is.EqualTo("event: beat"));
    }

    [Test]
    public async Task One_that_does_not_read_holds_up_neither_the_loop_nor_the_others()
    {
        using var deaf = new TcpClient { ReceiveBufferSize = 1024 };
        await deaf.ConnectAsync(_server.Address.Host, _server.Address.Port);
        await deaf.GetStream().WriteAsync("GET /events HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"u8.ToArray());
        using var events = await _client.ListenAsync(_server.Address);
        await events.NextVersionAsync();

        // Far more than all buffers between server and page hold.
        var large = new string('x', 100_000);
        var clock = Stopwatch.StartNew();
        for (var version = 2L; version <= 1000; version++)
            _screen.Show(OneScreen.View(version, large));
        Assert.That(clock.Elapsed, Is.LessThan(TimeSpan.FromSeconds(1)), "the loop only rings a bell");

        long seen;
        do seen = await events.NextVersionAsync();
        while (seen < 1000);
        Assert.That(seen, Is.EqualTo(1000), "who reads gets the last view, whatever it missed");
    }

    [Test]
    public async Task The_end_of_the_server_ends_its_stream_in_order()
    {
        using var events = await _client.ListenAsync(_server.Address);
        await events.NextVersionAsync();
        await _server.DisposeAsync();
        // A stream that was only torn off when the time to stop was over would throw here.
        Assert.That(async () => await events.ReadToEndAsync(), Throws.Nothing);
    }

    [Test]
    public async Task Nothing_of_a_view_can_end_the_event_early()
    {
        _screen.Show(OneScreen.View(2, "a\n\ndata: {}\r\n\u2028b"));
        using var events = await _client.ListenAsync(_server.Address);
        Assert.That(await events.NextVersionAsync(), Is.EqualTo(2));
        _screen.Show(OneScreen.View(3));
        Assert.That(await events.NextVersionAsync(), Is.EqualTo(3));
    }
}
