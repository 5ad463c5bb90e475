using System.Net;
using System.Net.Sockets;
using AtmTerminal.Web;

namespace AtmTerminal.Tests.Web;

public class When_the_screen_server_is_asked
{
    private static readonly Uri Board = new("http://127.0.0.1:8081/");

    private OneScreen _screen = null!;
    private ScreenServer _server = null!;
    private HttpClient _client = null!;

    [SetUp]
    public async Task Serve()
    {
        _screen = new OneScreen();
        _server = await ScreenVisitor.ServeAsync(_screen, framedBy: () => Board);
        _client = new HttpClient { BaseAddress = _server.Address };
    }

    [TearDown]
    public async Task Stop()
    {
        _client.Dispose();
        await _server.DisposeAsync();
    }

    [TestCase("", "text/html")]
    [TestCase("screen.js", "text/javascript")]
    [TestCase("screen.css", "text/css")]
    [TestCase("mark.svg", "image/svg+xml")]
    public async Task Its_own_files_are_there(string path, string type)
    {
        using var answer = await _client.GetAsync(path);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(answer.Content.Headers.ContentType?.MediaType, Is.EqualTo(type));
    }

    [TestCase("GET", "nothing", HttpStatusCode.NotFound)]
    [TestCase("GET", "keys/L1", HttpStatusCode.NotFound)]
    [TestCase("GET", "..%2f..%2fetc%2fpasswd", HttpStatusCode.NotFound)]
    [TestCase("POST", "keys/L5", HttpStatusCode.NotFound)]
    [TestCase("POST", "keys/", HttpStatusCode.NotFound)]
    [TestCase("POST", "keys", HttpStatusCode.NotFound)]
    [TestCase("POST", "keys/L1/L2", HttpStatusCode.NotFound)]
    [TestCase("POST", "events", HttpStatusCode.NotFound)]
    [TestCase("DELETE", "keys/L1", HttpStatusCode.MethodNotAllowed)]
    public async Task What_is_not_there_is_refused_and_presses_nothing(
        string method,
        string path,
        HttpStatusCode status
    )
    {
        using var answer = await _client.SendAsync(new HttpRequestMessage(new HttpMethod(method), path));
        Assert.That(answer.StatusCode, Is.EqualTo(status));
        Assert.That(_screen.Pressed, Is.Empty);
    }

    [Test]
    public async Task A_side_key_is_pressed_once_for_each_request()
    {
        foreach (var key in new[] { "L1", "R4" })
        {
            using var answer = await _client.PostAsync($"keys/{key}", null);
            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.NoContent));
        }
        Assert.That(_screen.Pressed, Is.EqualTo(new[] { "L1", "R4" }));
    }

    [Test]
    public async Task A_page_of_another_origin_can_neither_press_nor_look()
    {
        foreach (var origin in new[] { "https://example.com", "null", $"http://127.0.0.1:{_server.Address.Port + 1}" })
        {
            using var press = new HttpRequestMessage(HttpMethod.Post, "keys/L1") { Headers = { { "Origin", origin } } };
            using var answer = await _client.SendAsync(press);
            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Forbidden), origin);
        }
        // A host name of somebody else's that points at this computer.
        using var rebound = new HttpRequestMessage(HttpMethod.Get, "events") { Headers = { Host = "evil.example" } };
        using var refused = await _client.SendAsync(rebound);
        Assert.That(refused.StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That(_screen.Pressed, Is.Empty);
    }

    [Test]
    public async Task The_browser_is_told_to_trust_this_page_alone_and_to_keep_nothing()
    {
        using var answer = await _client.GetAsync("");
        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        Assert.That(policy, Does.Contain("default-src 'none'").And.Not.Contain("unsafe").And.Not.Contain("*"));
        Assert.That(policy, Does.EndWith("frame-ancestors http://127.0.0.1:8081 http://localhost:8081"));
        Assert.That(answer.Headers.CacheControl!.NoStore);
        Assert.That(answer.Headers.Contains("Server"), Is.False);
    }

    [Test]
    public async Task A_request_that_is_too_large_is_refused()
    {
        using var answer = await _client.GetAsync(new string('a', 4000));
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.RequestUriTooLong));
    }

    [Test]
    public async Task Only_this_machine_can_reach_it()
    {
        Assert.That(IPAddress.IsLoopback(IPAddress.Parse(_server.Address.Host)));
        var others = (await Dns.GetHostAddressesAsync(Dns.GetHostName())).Where(a =>
            a.AddressFamily == AddressFamily.InterNetwork && !IPAddress.IsLoopback(a)
        );
        foreach (var address in others)
        {
            using var client = new TcpClient();
            Assert.That(
                async () => await client.ConnectAsync(address, _server.Address.Port),
                Throws.InstanceOf<SocketException>()
            );
        }
    }

    [Test]
    public async Task A_port_in_use_is_said_in_one_sentence_that_says_what_to_do()
    {
        var start = await ScreenServer.StartAsync(
            _screen,
            new ScreenServerOptions(_server.Address.Port),
            TimeProvider.System
        );
        Assert.That(
            (start as ScreenServerStart.Refused)?.Reason,
            Is.EqualTo(
                "The cardholder's screen cannot be served. "
                    + $"Port {_server.Address.Port} is in use by another program: stop that program or choose another port."
            )
        );
    }

    [Test]
    public async Task Its_port_is_free_again_as_soon_as_it_has_stopped()
    {
        var port = _server.Address.Port;
        await _server.DisposeAsync();
        _server = await ScreenVisitor.ServeAsync(_screen, port);
        Assert.That(_server.Address.Port, Is.EqualTo(port));
    }
}
