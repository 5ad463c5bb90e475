using AtmTerminal.BankHost;
using AtmTerminal.BankHost.Tests;
using Npgsql;
using Serilog.Core;

namespace AtmTerminal.Benchmarks.Host;

/// <summary>A bank with many customers and machines, in a store on a PostgreSQL of its own that brings every commit to the disk.</summary>
internal sealed class HostBank
{
    public const int Customers = 2_000;
    public const string Database = "bank";

    private const string Pin = "1234";
    private const long OpeningHryvnias = 1_000_000;

    private readonly HostSecrets _secrets;

    private HostBank(PostgreSqlServer server, string folder, HostSecrets secrets, SampleBank bank) =>
        (Server, Folder, _secrets, Bank) = (server, folder, secrets, bank);

    public PostgreSqlServer Server { get; }

    /// <summary>Of the vault's key, of logs and scripts.</summary>
    public string Folder { get; }

    public SampleBank Bank { get; }

    public string ConnectionString => Server.ConnectionString(Database);

    /// <summary>Starts the server. Everything that was started ends with <paramref name="cleanup"/>.</summary>
    /// <param name="machines">How many terminals the bank has.</param>
    /// <exception cref="InvalidOperationException">PostgreSQL is not installed, or does not start.</exception>
    public static HostBank Start(Cleanup cleanup, int machines)
    {
        var folder = cleanup.Add(new TemporaryFolder("host-benchmark-")).FullName;
        var server = cleanup.Add(PostgreSqlServer.Start("fsync=on", "shared_buffers=256MB", "max_wal_size=4GB"));
        using (var connection = new NpgsqlConnection(server.ConnectionString("postgres") + ";Pooling=false"))
        {
            connection.Open();
            using var command = new NpgsqlCommand($"CREATE DATABASE {Database}", connection);
            command.ExecuteNonQuery();
        }
        var secrets = HostProgram.OpenSecrets(folder) ?? throw new InvalidOperationException("A new vault has a key.");
        return new(server, folder, cleanup.Add(secrets), BankWith(machines));
    }

    /// <summary>A host over the store; the first one fills it.</summary>
    public HostCore OpenCore() =>
        HostCore.OpenAt(StoreAddress.OfPostgreSql(ConnectionString), _secrets, Bank, TimeProvider.System, Logger.None);

    /// <summary>The same on a port of its own.</summary>
    public BankHostServer OpenServer(Cleanup cleanup)
    {
        var server = BankHostServer
            .StartAsync(
                new BankHostOptions { Database = ConnectionString, Secrets = _secrets },
                TimeProvider.System,
                Logger.None
            )
            .GetAwaiter()
            .GetResult();
        cleanup.Add(new Stopping(server));
        return server;
    }

    /// <summary>All terminals, with keys of their own.</summary>
    public List<SigningTerminal> MakeTerminals(Cleanup cleanup) =>
        [.. Bank.TerminalIds.Select(id => cleanup.Add(new SigningTerminal(Bank.At(id))))];

    private static SampleBank BankWith(int machines) =>
        new([.. Enumerable.Range(1, machines).Select(number => $"ATM{number:D5}")])
        {
            Cards =
            [
                .. Enumerable
                    .Range(1, Customers)
                    .Select(number => SampleBank.CardOf(ownBank: true, number, Pin, OpeningHryvnias)),
            ],
        };

    private sealed class Stopping(BankHostServer server) : IDisposable
    {
        public void Dispose() => server.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }
}
