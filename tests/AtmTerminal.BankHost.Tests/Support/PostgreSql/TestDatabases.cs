using AtmTerminal.Domain.Time;
using AtmTerminal.Security;
using Npgsql;
using Serilog.Core;

namespace AtmTerminal.BankHost.Tests;

/// <summary>
/// The one PostgreSQL server of a test run, started by the first test that needs it. Each test gets a database of its own, a copy of
/// one with the sample bank in it.
/// </summary>
[SetUpFixture]
public class TestDatabases
{
    private const string Template = "sample";
    private static readonly Lazy<PostgreSqlServer> Running = new(Start);
    private static int _made;

    /// <summary>The vault's key that the copies' cards are sealed with.</summary>
    internal static byte[] VaultKey { get; } = new byte[CardVault.MasterKeyLength];

    internal static PostgreSqlServer Server => Running.Value;

    /// <summary>A new database with the sample bank.</summary>
    /// <returns>Its connection string.</returns>
    internal static string MakeSample() => Make($" TEMPLATE {Template}");

    /// <summary>A new database with nothing in it.</summary>
    internal static string MakeEmpty() => Make("");

    /// <summary>Removes it, whoever still has a connection to it.</summary>
    internal static void Drop(string connectionString) =>
        Tell($"DROP DATABASE IF EXISTS {new NpgsqlConnectionStringBuilder(connectionString).Database} WITH (FORCE)");

    /// <summary>Tells the server something, beside all databases of tests.</summary>
    internal static void Tell(string statement) => Tell(Server, statement);

    internal static void Tell(PostgreSqlServer server, string statement)
    {
        using var connection = new NpgsqlConnection(server.ConnectionString("postgres") + ";Pooling=false");
        connection.Open();
        using var command = new NpgsqlCommand(statement, connection);
        command.ExecuteNonQuery();
    }

    /// <summary>Asks a server until it says yes. The server's own processes decide when that is.</summary>
    internal static void WaitUntil(PostgreSqlServer server, string question)
    {
        using var connection = new NpgsqlConnection(server.ConnectionString("postgres") + ";Pooling=false");
        connection.Open();
        using var command = new NpgsqlCommand(question, connection);
        var until = DateTime.UtcNow + TimeSpan.FromSeconds(30);
        while (command.ExecuteScalar() is not true)
            if (DateTime.UtcNow > until)
                throw new TimeoutException($"The server never said yes to: {question}");
    }

    [OneTimeTearDown]
    public void StopServer()
    {
        if (Running.IsValueCreated)
            Running.Value.Dispose();
    }

    private static string Make(string how)
    {
        var name = $"test{Interlocked.Increment(ref _made)}";
        Tell($"CREATE DATABASE {name}{how}");
        return Server.ConnectionString(name);
    }

    private static PostgreSqlServer Start()
    {
        var server = PostgreSqlServer.Start(
            "fsync=off",
            "full_page_writes=off",
            "max_wal_senders=0",
            "wal_level=minimal"
        );
        Tell(server, $"CREATE DATABASE {Template}");
        using var secrets = SampleBank.Secrets(CardVault.TryCreate(VaultKey)!);
        var store = StoreAddress.OfPostgreSql(server.ConnectionString(Template));
        HostCore
            .OpenAt(store, secrets, new SampleBank(), new VirtualTime(DateTimeOffset.UnixEpoch), Logger.None)
            .Dispose();
        return server;
    }
}
