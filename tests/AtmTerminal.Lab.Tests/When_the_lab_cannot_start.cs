using System.Net;
using System.Net.Sockets;

namespace AtmTerminal.Lab.Tests;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class When_the_lab_cannot_start : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("atm-lab-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Test]
    public async Task A_screen_port_in_use_is_named_with_what_to_do()
    {
        using var taken = new TakenPort();

        Assert.That(
            await RefusalOf(Options() with { ScreenPort = taken.Number }),
            Does.Contain($"Port {taken.Number} is in use").And.Contain("choose another port")
        );
    }

    [Test]
    public async Task A_board_port_in_use_is_named_with_what_to_do()
    {
        using var taken = new TakenPort();

        Assert.That(
            await RefusalOf(Options() with { BoardPort = taken.Number }),
            Does.Contain($"Port {taken.Number} is in use").And.Contain("choose another port")
        );
    }

    [Test]
    public async Task A_folder_that_cannot_be_written_is_named_with_what_to_do()
    {
        var file = Path.Combine(_folder, "file");
        await File.WriteAllTextAsync(file, "");

        Assert.That(
            await RefusalOf(Options() with { DataFolder = file }),
            Is.EqualTo($"The folder {file} cannot be written; choose another with --data DIR.")
        );
    }

    [Test]
    public async Task Every_mistake_of_the_configuration_is_a_line()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "terminal.json"), "{}");
        await File.WriteAllTextAsync(Path.Combine(_folder, "pins.json"), "{}");

        var lines = (await RefusalOf(Options() with { ConfigFolder = _folder })).Split(Environment.NewLine);

        Assert.That(lines, Has.Some.EqualTo("terminal.json: terminalId: is missing"));
        Assert.That(lines, Has.Some.EqualTo("pins.json: pins: must be a list of pins"));
    }

    [Test]
    public async Task A_second_lab_on_the_same_folder_is_refused_and_the_first_goes_on()
    {
        await using var first = ((LabStart.Started)await LabSystem.StartAsync(Options())).Lab;

        Assert.That(await RefusalOf(Options()), Does.Contain("another Lab runs on this folder"));
        Assert.That(first.Status, Is.Not.Null);
    }

    private LabOptions Options() =>
        new(Path.Combine(_folder, "data"), LabOptions.ShippedConfig, ScreenPort: 0, BoardPort: 0);

    private static async Task<string> RefusalOf(LabOptions options)
    {
        var start = await LabSystem.StartAsync(options);
        Assert.That(start, Is.TypeOf<LabStart.Refused>());
        return ((LabStart.Refused)start).Reason;
    }

    private sealed class TakenPort : IDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

        public TakenPort() => _listener.Start();

        public int Number => ((IPEndPoint)_listener.LocalEndpoint).Port;

        public void Dispose() => _listener.Dispose();
    }
}
