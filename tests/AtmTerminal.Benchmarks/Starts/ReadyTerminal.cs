using AtmTerminal.BankHost;
using AtmTerminal.Board;
using AtmTerminal.Config;
using AtmTerminal.HostLink;
using AtmTerminal.Lab;
using AtmTerminal.Session.Table;

namespace AtmTerminal.Benchmarks.Starts;

/// <summary>
/// The process whose start is measured: opens the journal, clears the devices, reconciles, prints one line and waits until its
/// input ends. It has no screen server, and no line: signing on takes as long as the network takes.
/// </summary>
internal static class ReadyTerminal
{
    public const string Command = "ready-terminal";

    public static int Run(string folder)
    {
        var config = TerminalConfigFile
            .Load(Path.Combine(LabOptions.ShippedConfig, TerminalConfigFile.FileName))
            .Config!;
        var pins = PinTableFile.Load(Path.Combine(LabOptions.ShippedConfig, PinTableFile.FileName)).Table!;
        using var lab = new VirtualLab(
            folder,
            config,
            pins,
            new SampleBank(config.TerminalId),
            (_, _) => new NoLine(),
            TimeProvider.System.GetUtcNow()
        );
        lab.PowerOn();
        lab.Run(() => Reconciled(lab));
        Console.WriteLine("ready");
        Console.ReadLine();
        return 0;
    }

    private static async Task Reconciled(VirtualLab lab)
    {
        while (lab.Terminal.Status.State is SessionState.Reconciling or SessionState.BetweenSessions)
            await Task.Delay(TimeSpan.FromMilliseconds(10), lab.Time);
        if (lab.Terminal.Status.State != SessionState.WaitingForLink)
            throw new InvalidOperationException($"The terminal does not serve: {lab.Terminal.Status.Reason}.");
    }

    private sealed class NoLine : ILineTransport
    {
        public Task<ILineConnection?> ConnectAsync(CancellationToken cancellationToken) =>
            Task.FromResult<ILineConnection?>(null);
    }
}
