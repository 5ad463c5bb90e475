using AtmTerminal.Domain.Time;
using AtmTerminal.Security;
using Npgsql;
using Serilog.Core;

namespace AtmTerminal.BankHost.Tests;

/// <summary>How a host comes up on PostgreSQL, and what it says when it does not.</summary>
[NonParallelizable]
public class When_a_store_on_a_server_is_opened
{
    private string _server = null!;

    [SetUp]
    public void MakeDatabase() => _server = TestDatabases.MakeEmpty();

    [TearDown]
    public void DropDatabase() => TestDatabases.Drop(_server);

    [Test]
    public void Hosts_that_start_at_once_on_an_empty_database_all_come_up_over_one_bank()
    {
        const int hosts = 4;
        var secrets = Enumerable
            .Range(0, hosts)
            .Select(_ => SampleBank.Secrets(CardVault.TryCreate(TestDatabases.VaultKey)!))
            .ToList();
        var cores = new HostCore[hosts];

        Parallel.For(
            0,
            hosts,
            new ParallelOptions { MaxDegreeOfParallelism = hosts },
            host =>
                cores[host] = HostCore.OpenAt(
                    StoreAddress.OfPostgreSql(_server),
                    secrets[host],
                    new SampleBank(),
                    new VirtualTime(DateTimeOffset.UnixEpoch),
                    Logger.None
                )
        );

        foreach (var core in cores)
            Assert.That(core.Queries.CheckLedger(), Is.Empty);
        Assert.That(
            cores[0].Database.Read(sql => sql.Number("SELECT COUNT(*) FROM account")),
            Is.EqualTo(new SampleBank().Cards.Count)
        );
        foreach (var core in cores)
            core.Dispose();
        secrets.ForEach(own => own.Dispose());
    }

    [Test]
    public void Two_hosts_in_the_string_of_which_one_is_away_are_as_good_as_one()
    {
        using var away = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        away.Start();
        var closed = ((System.Net.IPEndPoint)away.LocalEndpoint).Port;
        away.Stop();
        var settings = new NpgsqlConnectionStringBuilder(_server);
        settings.Host = $"127.0.0.1:{closed},127.0.0.1:{settings.Port}";
        var both = settings.ConnectionString + ";Target Session Attributes=primary";

        using var database = HostDatabase.OpenAt(StoreAddress.OfPostgreSql(both));

        Assert.That(database.Read(Migrations.AreDone), Is.True);
    }

    [TestCase("Password", "geheim-word", "refused user or password")]
    [TestCase("Username", "nobody-of-ours", "refused user or password")]
    [TestCase("Database", "not-there", "has no such database")]
    [TestCase("Port", "1", "does not answer")]
    [TestCase("Host", "", "is no connection string")]
    public void What_is_wrong_with_the_string_is_one_sentence_without_the_password(
        string what,
        string value,
        string words
    )
    {
        var settings = new NpgsqlConnectionStringBuilder(_server) { [what] = value };

        var (exitCode, error) = Captured.Run(() => HostProgram.Check(new(Database: settings.ConnectionString)));

        Assert.That(exitCode, Is.EqualTo(1));
        Assert.That((error.Count('\n'), error), Is.EqualTo((1, error)));
        Assert.That(error, Does.Contain(words));
        Assert.That(
            error,
            Does.Not.Contain("geheim").And.Not.Contain(PostgreSqlServer.Password).And.Not.Contain("   at ")
        );
    }

    [TestCase("geheim")]
    [TestCase("Host=x;Password=a;geheim=1")]
    [TestCase("Host=x;Port=geheim")]
    [TestCase("Password=geheim")]
    public void A_text_that_is_no_connection_string_is_not_repeated(string text) =>
        Assert.That(
            new HostConfig(Database: text).Problems(),
            Has.Count.EqualTo(1).And.All.Contains("no connection string").And.None.Contains("geheim")
        );

    [Test]
    public void What_the_string_says_itself_is_kept()
    {
        var own = PostgreSqlAddress.Parse("Host=x;Maximum Pool Size=7;Timeout=3");

        Assert.That((own.MostConnections, own.Patience), Is.EqualTo((7, TimeSpan.FromSeconds(3))));
        Assert.That(PostgreSqlAddress.Parse("Host=x").MostConnections, Is.EqualTo(20));
    }

    [Test]
    public void An_address_prints_no_password() =>
        Assert.That($"{StoreAddress.OfPostgreSql("Host=x;Password=geheim")}", Does.Not.Contain("geheim"));

    [Test]
    public void A_host_with_another_vault_s_key_is_told_to_copy_the_right_one()
    {
        var store = StoreAddress.OfPostgreSql(TestDatabases.MakeSample());
        using var secrets = SampleBank.Secrets(CardVault.TryCreate([.. Enumerable.Repeat((byte)7, 32)])!);

        Assert.That(
            () => HostCore.OpenAt(store, secrets, new SampleBank(), TimeProvider.System, Logger.None),
            Throws.InstanceOf<OtherVaultException>().With.Message.Contains("copy that key's file")
        );
    }

    [Test]
    public async Task The_program_serves_from_it_and_its_books_are_right()
    {
        var data = Directory.CreateTempSubdirectory("bankhost").FullName;
        using var stop = new CancellationTokenSource();

        var running = HostProgram.RunAsync(new(data, 0, Database: _server), stop.Token);
        await stop.CancelAsync();

        Assert.That(await running, Is.Zero);
        Assert.That(Directory.GetFiles(data, "*.db"), Is.Empty, "There is no second store beside the server's.");
        Assert.That(Captured.Run(() => HostProgram.Check(new(Database: _server))), Is.EqualTo((0, "")));
        Directory.Delete(data, recursive: true);
    }
}
