using AtmTerminal.BankHost;
using AtmTerminal.HostLink;
using AtmTerminal.Process.Worker;

namespace AtmTerminal.Benchmarks.Withdrawals;

/// <summary>A terminal with everything real but the board: its journal on the disk, TCP, and the bank host on the disk.</summary>
internal sealed class TcpHostSite : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly HostSecrets _secrets;
    private readonly BankHostServer _host;

    public TcpHostSite(string folder)
    {
        _secrets = BenchmarkSite.HostSecretsIn(folder);
        _host = BankHostServer
            .StartAsync(
                new BankHostOptions
                {
                    DatabaseFile = Path.Combine(folder, "host.db"),
                    Secrets = _secrets,
                    Sample = new SampleBank(),
                },
                TimeProvider.System,
                Serilog.Core.Logger.None
            )
            .GetAwaiter()
            .GetResult();
        var port = _host.EndPoint.Port;
        Terminal = new(
            Path.Combine(folder, "terminal"),
            (_, loop) => new OutsideLine(new TcpLine("127.0.0.1", port, Patience, Patience, TimeProvider.System), loop)
        );
    }

    public BenchmarkSite Terminal { get; }

    public void Dispose()
    {
        Terminal.Dispose();
        _host.DisposeAsync().AsTask().GetAwaiter().GetResult();
        _secrets.Dispose();
    }
}
