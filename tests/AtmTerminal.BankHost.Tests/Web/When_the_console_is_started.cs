using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace AtmTerminal.BankHost.Tests;

[NonParallelizable]
public partial class When_the_console_is_started
{
    private string _folder = null!;
    private TextWriter _output = null!;
    private TextWriter _error = null!;

    [SetUp]
    public void Start()
    {
        _folder = Directory.CreateTempSubdirectory("bankhost").FullName;
        (_output, _error) = (Console.Out, Console.Error);
    }

    [TearDown]
    public void Stop()
    {
        Console.SetOut(_output);
        Console.SetError(_error);
        Directory.Delete(_folder, recursive: true);
    }

    [Test]
    public async Task The_first_employee_comes_in_with_the_code_that_the_command_prints()
    {
        using var stop = new CancellationTokenSource();
        var said = new AddressWriter();
        Console.SetOut(said);
        var running = HostProgram.RunAsync(new HostConfig(_folder, 0, WebPort: 0), stop.Token);
        var address = await said.Address;

        var words = Capture(() => PeopleProgram.Add(new HostConfig(_folder), Chief, TimeProvider.System));
        var code = EnrolmentCode().Match(words).Value;
        using var browser = new Visitor(address);
        await browser.SendAsync(
            "/enrol",
            "enrol",
            ("Code", "1001"),
            ("Enrolment", code.ToLowerInvariant().Replace('-', ' ')),
            ("Password", TestConsole.Password),
            ("Again", TestConsole.Password)
        );
        var entered = await browser.SignInAsync("1001", TestConsole.Password);
        await stop.CancelAsync();

        Assert.That(entered.StatusCode, Is.EqualTo(HttpStatusCode.Found));
        Assert.That(await running, Is.Zero);
    }

    [Test]
    public void An_employee_of_a_branch_that_is_not_there_is_refused()
    {
        using (var host = TestHost.Start())
            File.Copy(host.DatabaseFile, Path.Combine(_folder, "bankhost.db"));

        var words = Capture(() =>
            PeopleProgram.Add(new HostConfig(_folder), Chief with { Branch = "none" }, TimeProvider.System)
        );

        Assert.That(words, Does.Contain("There is no branch none"));
    }

    [Test]
    public async Task A_port_in_use_is_one_sentence()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        var said = new StringWriter();
        Console.SetOut(TextWriter.Null);
        Console.SetError(said);

        var exitCode = await HostProgram.RunAsync(new HostConfig(_folder, 0, WebPort: port), CancellationToken.None);

        Assert.That(exitCode, Is.EqualTo(1));
        Assert.That(said.ToString(), Does.StartWith("The port of the console is in use."));
    }

    [Test]
    public void Passwords_cross_no_network_in_the_clear() =>
        Assert.That(
            new HostConfig(WebPort: 0, WebAddress: "192.0.2.1").Problems().Single(),
            Does.StartWith("webCertificate must name a PEM file")
        );

    private static Employee Chief { get; } =
        new("1001", "Olha Chief", "Head of the branch", SampleBank.OwnBankCode + "-01", "", RightsWords.All);

    private static string Capture(Func<int> act)
    {
        var said = new StringWriter();
        Console.SetOut(said);
        Console.SetError(said);
        act();
        return said.ToString();
    }

    [GeneratedRegex("[A-Z2-7]{8}(-[A-Z2-7]{8}){3}")]
    private static partial Regex EnrolmentCode();

    private sealed partial class AddressWriter : StringWriter
    {
        private readonly TaskCompletionSource<Uri> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<Uri> Address => _address.Task;

        public override void WriteLine(string? value)
        {
            if (ConsoleLine().Match(value ?? "") is { Success: true } line)
                _address.TrySetResult(new(line.Groups["address"].Value));
        }

        [GeneratedRegex("^The console is at (?<address>.+)$")]
        private static partial Regex ConsoleLine();
    }
}
