namespace AtmTerminal.BankHost.Tests;

/// <summary>A test with one host over a file of its own and one terminal, started anew for each.</summary>
public abstract class HostSituation
{
    private TestHost _host = null!;

    private protected TestHost Host => _host;

    private protected TestTerminal Terminal => _host.Terminal;

    [SetUp]
    public void StartHost() => _host = TestHost.Start();

    [TearDown]
    public void StopHost() => _host.Dispose();
}
