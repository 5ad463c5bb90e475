using System.Globalization;
using AtmTerminal.BankHost;
using AtmTerminal.Board;
using AtmTerminal.Config;
using AtmTerminal.HostLink;
using AtmTerminal.Lab;
using AtmTerminal.Process.Worker;

// A terminal that serves one customer after another as fast as the disk allows, until it is killed.
// Arguments: data folder, port of the host, seed of the customers, withdrawals at most (0: only reconcile, upload and stop).
var folder = args[0];
var port = int.Parse(args[1], CultureInfo.InvariantCulture);
var customers = new Random(int.Parse(args[2], CultureInfo.InvariantCulture));
var withdrawals = int.Parse(args[3], CultureInfo.InvariantCulture);

var config = TerminalConfigFile.Load(Path.Combine(LabOptions.ShippedConfig, TerminalConfigFile.FileName)).Config!;
var pins = PinTableFile.Load(Path.Combine(LabOptions.ShippedConfig, PinTableFile.FileName)).Table!;
using var lab = new VirtualLab(
    folder,
    config,
    pins,
    new SampleBank(config.TerminalId),
    (_, loop) =>
        new OutsideLine(
            new TcpLine("127.0.0.1", port, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(10), TimeProvider.System),
            loop
        ),
    DateTimeOffset.UtcNow
);
lab.PowerOn();
Console.WriteLine("ready");
lab.Run(async () =>
{
    var customer = new RandomCustomer(lab, customers);
    for (var served = 0; served < withdrawals && await customer.ComesAndGoes(); served++)
        Console.WriteLine("served");
    while (lab.Terminal.Status.Queued > 0)
        await Task.Delay(TimeSpan.FromSeconds(1), lab.Time);
});
Console.WriteLine("done");
