using System.Net.Sockets;
using AtmTerminal.Domain.Amounts;
using AtmTerminal.Iso8583;
using AtmTerminal.Security;
using Serilog.Core;
using static AtmTerminal.BankHost.Tests.Amounts;

namespace AtmTerminal.BankHost.Tests;

public class When_terminals_connect
{
    private readonly SampleBank _bank = new();
    private string _folder = null!;
    private HostSecrets _secrets = null!;
    private BankHostServer _server = null!;
    private TestTerminal _terminal = null!;

    [SetUp]
    public async Task Start()
    {
        _folder = Directory.CreateTempSubdirectory("bankhost").FullName;
        _secrets = SampleBank.Secrets(CardVault.OpenWithKeyFile(Path.Combine(_folder, "vault.key"))!);
        _terminal = new TestTerminal(_bank);
        _server = await StartServer();
    }

    [TearDown]
    public async Task Stop()
    {
        await _server.DisposeAsync();
        _secrets.Dispose();
        _terminal.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Test]
    public async Task Questions_sent_together_are_answered_in_their_order()
    {
        using var line = await ConnectAsync();
        var questions = Enumerable
            .Range(1, 20)
            .Select(number => _terminal.Withdrawal(number, _bank.Cards[0], Uah(100)))
            .ToList();

        await line.WriteAsync(questions.SelectMany(question => question.Frame).ToArray());

        foreach (var question in questions)
            Assert.That(((AuthorizationAnswer)(await ReadAnswer(line, question))!).Response.Value, Is.EqualTo("00"));
    }

    [Test]
    public async Task Bytes_that_come_one_by_one_make_a_message_too()
    {
        using var line = await ConnectAsync();
        var question = _terminal.Echo();

        foreach (var octet in question.Frame)
            await line.WriteAsync(new[] { octet });

        Assert.That(await ReadAnswer(line, question), Is.InstanceOf<NetworkAnswer>());
    }

    [Test]
    public async Task Garbage_closes_its_own_line_and_no_other()
    {
        using var good = await ConnectAsync();
        using var bad = await ConnectAsync();

        await bad.WriteAsync(new byte[] { 0xFF, 0xFF, 1, 2, 3 });
        Assert.That(await bad.ReadAsync(new byte[16]), Is.Zero, "The line with garbage is closed.");

        var question = _terminal.Echo();
        await good.WriteAsync(question.Frame);
        Assert.That(await ReadAnswer(good, question), Is.InstanceOf<NetworkAnswer>());
        Assert.That(_server.Core.Queries.SecurityRecords(), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_wrong_mac_gets_no_answer_but_the_questions_behind_it_do()
    {
        using var line = await ConnectAsync();
        var altered = _terminal.Echo().Frame;
        altered[^1] ^= 0x01;
        var question = _terminal.Echo();

        await line.WriteAsync(altered.Concat(question.Frame).ToArray());

        Assert.That(await ReadAnswer(line, question), Is.InstanceOf<NetworkAnswer>());
    }

    [Test]
    public async Task Row_E10_the_same_record_on_two_connections_is_posted_once_and_both_are_answered()
    {
        using var one = await ConnectAsync();
        using var two = await ConnectAsync();
        for (var number = 1; number <= 20; number++)
        {
            var first = _terminal.Completion(number, Uah(100), card: _bank.Cards[0]);
            var second = _terminal.Completion(number, Uah(100), card: _bank.Cards[0], isRepeat: true);
            await Task.WhenAll(one.WriteAsync(first.Frame).AsTask(), two.WriteAsync(second.Frame).AsTask());

            Assert.That(((CompletionAnswer)(await ReadAnswer(one, first))!).Response.Value, Is.EqualTo("00"));
            Assert.That(((CompletionAnswer)(await ReadAnswer(two, second))!).Response.Value, Is.EqualTo("00"));
        }

        Assert.That(_server.Core.Queries.PostedSum(_terminal.Id, Currency.Uah), Is.EqualTo(Uah(2_000)));
        Assert.That(_server.Core.Queries.CheckLedger(), Is.Empty);
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task A_frame_that_is_not_finished_and_a_line_that_says_nothing_are_closed_each_in_its_time(bool begun)
    {
        var (soon, never) = (TimeSpan.FromMilliseconds(20), TimeSpan.FromHours(1));
        await _server.DisposeAsync();
        _server = await StartServer(idle: begun ? never : soon, frame: begun ? soon : never);
        using var line = await ConnectAsync();
        if (begun)
            await line.WriteAsync(new byte[] { 0 });

        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        Assert.That(await line.ReadAsync(new byte[1], patience.Token), Is.Zero);
    }

    [Test]
    public async Task More_connections_than_agreed_are_closed_at_once()
    {
        await _server.DisposeAsync();
        _server = await StartServer(mostConnections: 1);
        using var first = await ConnectAsync();
        var question = _terminal.Echo();
        await first.WriteAsync(question.Frame);
        Assert.That(await ReadAnswer(first, question), Is.Not.Null);

        using var second = await ConnectAsync();

        Assert.That(await second.ReadAsync(new byte[1]), Is.Zero);
    }

    [Test]
    public async Task A_stop_with_open_lines_is_clean_and_the_next_start_has_everything()
    {
        using (var line = await ConnectAsync())
        {
            var question = _terminal.Withdrawal(1, _bank.Cards[0], Uah(500));
            await line.WriteAsync(question.Frame);
            await ReadAnswer(line, question);
            await _server.DisposeAsync();
        }

        _server = await StartServer();

        Assert.That(_server.Core.Queries.OpenHolds().Single().Amount, Is.EqualTo(Uah(500)));
    }

    [Test]
    public void A_port_in_use_is_said_before_the_store_is_touched()
    {
        var other = Path.Combine(_folder, "other.db");
        var options = new BankHostOptions
        {
            Secrets = _secrets,
            DatabaseFile = other,
            Port = _server.EndPoint.Port,
        };

        Assert.ThrowsAsync<SocketException>(() => BankHostServer.StartAsync(options, TimeProvider.System, Logger.None));
        Assert.That(File.Exists(other), Is.False);
    }

    private Task<BankHostServer> StartServer(
        TimeSpan? idle = null,
        TimeSpan? frame = null,
        int mostConnections = 256
    ) =>
        BankHostServer.StartAsync(
            new BankHostOptions
            {
                DatabaseFile = Path.Combine(_folder, "host.db"),
                Secrets = _secrets,
                Sample = _bank,
                MostConnections = mostConnections,
                IdleLimit = idle ?? TimeSpan.FromMinutes(1),
                FrameLimit = frame ?? TimeSpan.FromMinutes(1),
            },
            TimeProvider.System,
            Logger.None
        );

    private async Task<NetworkStream> ConnectAsync()
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(_server.EndPoint);
        return new NetworkStream(socket, ownsSocket: true);
    }

    private static async Task<LineMessage?> ReadAnswer(NetworkStream line, Question question)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var header = new byte[Frame.HeaderBytes];
        await line.ReadExactlyAsync(header, patience.Token);
        var body = new byte[header[0] * 256 + header[1]];
        await line.ReadExactlyAsync(body, patience.Token);
        return question.Read(header.Concat(body).ToArray());
    }
}
