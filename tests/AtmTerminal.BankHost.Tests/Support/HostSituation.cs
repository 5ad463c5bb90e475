namespace AtmTerminal.BankHost.Tests;

/// <summary>A test with one host over a store of its own and one terminal, started anew for each.</summary>
/// <param name="store">The engine; a class that holds on both takes it from its fixtures.</param>
public abstract class HostSituation(StoreKind store = StoreKind.Sqlite)
{
    private TestHost _host = null!;

    private protected TestHost Host => _host;

    private protected TestTerminal Terminal => _host.Terminal;

    [SetUp]
    public void StartHost() => _host = TestHost.Start(store);

    [TearDown]
    public void StopHost() => _host.Dispose();
}
