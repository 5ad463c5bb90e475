using System.Net;
using System.Net.Sockets;

namespace AtmTerminal.BankHost.Tests;

[NonParallelizable]
public class When_the_program_is_started
{
    private string _folder = null!;

    [SetUp]
    public void Start() => _folder = Directory.CreateTempSubdirectory("bankhost").FullName;

    [TearDown]
    public void Stop() => Directory.Delete(_folder, recursive: true);

    [Test]
    public async Task It_says_where_it_listens_stops_when_told_and_leaves_right_books()
    {
        var data = Path.Combine(_folder, "new", "data");
        using var stop = new CancellationTokenSource();
        var output = new SignallingWriter();

        var running = Run(output, new HostConfig(data, 0), stop.Token);
        var line = await output.FirstLine;
        await stop.CancelAsync();

        Assert.That(await running, Is.Zero);
        Assert.That(line, Does.Match(@"^The bank host listens on 127\.0\.0\.1:\d+\."));
        Assert.That(Capture(() => HostProgram.Check(new HostConfig(data))).ExitCode, Is.Zero);
    }

    [Test]
    public void A_port_in_use_an_unwritable_folder_and_a_broken_store_are_one_sentence_each()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        var notAFolder = Path.Combine(_folder, "file");
        File.WriteAllText(notAFolder, "");
        var broken = Directory.CreateDirectory(Path.Combine(_folder, "broken")).FullName;
        File.WriteAllText(Path.Combine(broken, "bankhost.db"), new string('x', 5000));

        ExpectRefusal(new HostConfig(_folder, port), $"Port {port} is in use");
        ExpectRefusal(new HostConfig(notAFolder, 0), "cannot be written");
        ExpectRefusal(new HostConfig(broken, 0), "cannot be used");
    }

    [Test]
    public void A_sample_year_is_written_into_an_empty_folder_once_and_its_books_are_right()
    {
        var config = new HostConfig(Path.Combine(_folder, "year"));
        var small = new YearSize(Scale: 0.0005, Seed: 1);

        Assert.That(
            Capture(() => SampleCommand.Run(config, small with { Scale = 7 })).Error,
            Does.Contain("0.0001 to 2")
        );
        Assert.That(Capture(() => SampleCommand.Run(config, small)).ExitCode, Is.Zero);
        Assert.That(Capture(() => HostProgram.Check(config)).ExitCode, Is.Zero);
        var (exitCode, error) = Capture(() => SampleCommand.Run(config, small));
        Assert.That(exitCode, Is.EqualTo(1));
        Assert.That(error, Does.StartWith("The store is not empty: name an empty folder"));
    }

    [Test]
    public void A_store_of_a_newer_program_is_left_alone()
    {
        using (var database = HostDatabase.Open(Path.Combine(_folder, "bankhost.db")))
            database.InTransaction(sql => sql.Execute("INSERT INTO migration (number) VALUES (99)"));

        ExpectRefusal(new HostConfig(_folder, 0), "schema is number 99");
    }

    [Test]
    public void Every_problem_of_the_configuration_is_said_at_once() =>
        Assert.That(
            new HostConfig(" ", 70_000, "ATM1").Problems(),
            Is.EqualTo(
                new[]
                {
                    "port must be 0 to 65535, is 70000.",
                    "terminal must have eight characters, is 'ATM1'.",
                    "data must name a folder, is empty.",
                }
            )
        );

    [TestCase("""{ "prot": 1 }""", "$.prot")]
    [TestCase("""{ "port": "a" }""", "$.port")]
    [TestCase("""{ "port": 1""", "line 1")]
    public void A_bad_file_is_refused_with_its_place(string text, string place)
    {
        var file = new FileInfo(Path.Combine(_folder, "host.json"));
        File.WriteAllText(file.FullName, text);

        Assert.That(HostConfig.TryRead(file, out var problem), Is.Null);
        Assert.That(problem, Does.Contain(place));
    }

    [Test]
    public void A_good_file_is_read_and_the_command_line_wins_over_it()
    {
        var file = new FileInfo(Path.Combine(_folder, "host.json"));
        File.WriteAllText(file.FullName, """{ "data": "there", "port": 4000 }""");

        var read = HostConfig.TryRead(file, out _)!;

        Assert.That(new HostConfig(Port: 5000).Or(read), Is.EqualTo(new HostConfig("there", 5000)));
    }

    private static void ExpectRefusal(HostConfig config, string words)
    {
        var (exitCode, error) = Capture(() =>
            HostProgram.RunAsync(config, CancellationToken.None).GetAwaiter().GetResult()
        );

        Assert.That(exitCode, Is.EqualTo(1));
        Assert.That(error, Does.Contain(words));
        Assert.That(error, Does.Not.Contain("   at "), "No stack trace for the person who started it.");
    }

    private static async Task<int> Run(TextWriter output, HostConfig config, CancellationToken stop)
    {
        var before = Console.Out;
        Console.SetOut(output);
        try
        {
            return await HostProgram.RunAsync(config, stop);
        }
        finally
        {
            Console.SetOut(before);
        }
    }

    private static (int ExitCode, string Error) Capture(Func<int> act)
    {
        var (output, error) = (Console.Out, Console.Error);
        var said = new StringWriter();
        Console.SetOut(TextWriter.Null);
        Console.SetError(said);
        try
        {
            return (act(), said.ToString());
        }
        finally
        {
            Console.SetOut(output);
            Console.SetError(error);
        }
    }

    private sealed class SignallingWriter : StringWriter
    {
        private readonly TaskCompletionSource<string> _first = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<string> FirstLine => _first.Task;

        public override void WriteLine(string? value) => _first.TrySetResult(value ?? "");
    }
}
