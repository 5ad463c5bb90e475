using System.Net;
using System.Net.Sockets;
using AtmTerminal.Domain.Time;

namespace AtmTerminal.HostLink.Tests.Tcp;

public class When_frames_come_over_TCP
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(20);
    private readonly VirtualTime _time = new(DateTimeOffset.UnixEpoch);
    private TcpListener _listener = null!;
    private ILineConnection _terminal = null!;
    private Socket _host = null!;

    [SetUp]
    public async Task Connect()
    {
        _listener = new TcpListener(IPAddress.Loopback, 0);
        _listener.Start();
        var accepting = _listener.AcceptSocketAsync();
        _terminal = (await Line(_listener).ConnectAsync(CancellationToken.None))!;
        _host = await accepting;
    }

    [TearDown]
    public void Close()
    {
        _terminal.Dispose();
        _host.Dispose();
        _listener.Dispose();
    }

    [Test]
    public async Task A_message_that_comes_byte_by_byte_is_whole()
    {
        var receiving = _terminal.ReceiveAsync();
        foreach (var octet in new byte[] { 0, 3, (byte)'a', (byte)'b', (byte)'c' })
            await _host.SendAsync(new[] { octet });
        Assert.That((await Patiently(receiving))!.Value.ToArray(), Is.EqualTo("abc"u8.ToArray()));
    }

    [Test]
    public async Task Two_messages_in_one_packet_are_two()
    {
        await _host.SendAsync(new byte[] { 0, 1, (byte)'a', 0, 2, (byte)'b', (byte)'c' });
        Assert.That((await Patiently(_terminal.ReceiveAsync()))!.Value.ToArray(), Is.EqualTo("a"u8.ToArray()));
        Assert.That((await Patiently(_terminal.ReceiveAsync()))!.Value.ToArray(), Is.EqualTo("bc"u8.ToArray()));
    }

    [TestCase(new byte[] { 0, 0 }, Description = "a frame without a message")]
    [TestCase(new byte[] { 0xFF, 0xFF, 1, 2, 3 }, Description = "a frame longer than any message")]
    public async Task A_line_out_of_step_is_given_up(byte[] bytes)
    {
        await _host.SendAsync(bytes);
        Assert.That(await Patiently(_terminal.ReceiveAsync()), Is.Null);
    }

    [Test]
    public async Task A_frame_that_is_never_finished_is_given_up_at_the_limit()
    {
        await _host.SendAsync(new byte[] { 0, 9, (byte)'a' });
        var receiving = _terminal.ReceiveAsync();
        while (_time.NextDue is null)
            await Task.Yield();
        Assert.That(receiving.IsCompleted, Is.False);
        _time.MoveTo(_time.Elapsed + TimeSpan.FromSeconds(6));
        Assert.That(await Patiently(receiving), Is.Null);
    }

    [Test]
    public async Task The_end_of_the_connection_ends_the_waiting([Values] bool byHost)
    {
        var receiving = _terminal.ReceiveAsync();
        if (byHost)
            _host.Dispose();
        else
            _terminal.Dispose();
        Assert.That(await Patiently(receiving), Is.Null);
    }

    [Test]
    public async Task A_frame_is_one_write_and_the_ones_after_it_follow_whole()
    {
        var frames = Enumerable.Range(1, 50).Select(i => Enumerable.Repeat((byte)i, 3_000).ToArray()).ToArray();
        var sending = Task.WhenAll(frames.Select(frame => _terminal.SendAsync(frame)));
        var received = new byte[frames.Length * 3_000];
        for (var count = 0; count < received.Length; )
            count += await _host.ReceiveAsync(received.AsMemory(count));
        Assert.That(await Patiently(sending), Is.All.True);
        Assert.That(received, Is.EqualTo(frames.SelectMany(frame => frame)));
    }

    [Test]
    public async Task A_host_that_does_not_read_is_given_up_at_the_limit()
    {
        var sending = _terminal.SendAsync(new byte[64 << 20]);
        Assert.That(sending.IsCompleted, Is.False);
        _time.MoveTo(_time.Elapsed + TimeSpan.FromSeconds(6));
        Assert.That(await Patiently(sending), Is.False);
    }

    [Test]
    public async Task Sending_on_an_ended_connection_says_so()
    {
        _terminal.Dispose();
        Assert.That(await Patiently(_terminal.SendAsync(new byte[] { 0, 1, 65 })), Is.False);
    }

    [Test]
    public async Task Where_nobody_listens_there_is_no_connection()
    {
        _listener.Stop();
        Assert.That(await Patiently(Line(_listener).ConnectAsync(CancellationToken.None)), Is.Null);
    }

    private TcpLine Line(TcpListener listener)
    {
        _port = listener.Server.IsBound ? ((IPEndPoint)listener.LocalEndpoint).Port : _port;
        return new TcpLine("127.0.0.1", _port, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(5), _time);
    }

    private int _port;

    private static Task<T> Patiently<T>(Task<T> task) => task.WaitAsync(_patience);
}
