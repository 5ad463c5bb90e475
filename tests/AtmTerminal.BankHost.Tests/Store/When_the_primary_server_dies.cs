using System.Collections.Concurrent;
using AtmTerminal.Domain.Amounts;
using AtmTerminal.Domain.Time;
using AtmTerminal.Iso8583;
using AtmTerminal.Security;
using Npgsql;
using Serilog.Core;
using static AtmTerminal.BankHost.Tests.Amounts;

namespace AtmTerminal.BankHost.Tests;

/// <summary>
/// High availability: a primary with one synchronous replica is killed under load, the replica takes over, and the host, which has
/// both in its connection string, goes on.
/// </summary>
public class When_the_primary_server_dies
{
    private const int Numbers = 150;
    private static readonly string[] Machines = ["ATM00001", "ATM00002", "ATM00003", "ATM00004"];

    [Test]
    public void No_acknowledged_posting_is_lost_and_each_is_posted_once()
    {
        using var primary = PostgreSqlServer.Start();
        TestDatabases.Tell(primary, "CREATE DATABASE bank");
        using var replica = primary.StartReplica();
        MakeSynchronous(primary);
        var bank = new SampleBank(Machines);
        using var secrets = SampleBank.Secrets(CardVault.TryCreate(TestDatabases.VaultKey)!);
        using var core = HostCore.OpenAt(
            StoreAddress.OfPostgreSql(BothServers(primary, replica)),
            secrets,
            bank,
            new VirtualTime(new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero)),
            Logger.None
        );
        var acknowledged = new ConcurrentBag<(string Machine, long Number)>();
        using var underLoad = new CountdownEvent(Numbers);

        Parallel.Invoke([
            .. Machines.Select<string, Action>(id => () => Upload(core, bank.At(id), acknowledged, underLoad)),
            () => FailOver(primary, replica, underLoad),
        ]);

        Assert.That(acknowledged, Has.Count.EqualTo(Machines.Length * Numbers));
        foreach (var id in Machines)
            Assert.That(
                core.Queries.Postings(id).Select(posting => posting.Number),
                Is.EqualTo(Enumerable.Range(1, Numbers)),
                "Each number once, and none is lacking."
            );
        Assert.That(core.Queries.PostedSum(Machines[0], Currency.Uah), Is.EqualTo(Uah(Numbers)));
        Assert.That(core.Queries.CheckLedger(), Is.Empty);
    }

    /// <summary>A machine uploads one number after the other; what was not acknowledged is sent again until it is.</summary>
    private static void Upload(
        HostCore core,
        SampleBank bank,
        ConcurrentBag<(string, long)> acknowledged,
        CountdownEvent underLoad
    )
    {
        using var terminal = new TestTerminal(bank);
        var answer = new byte[Frame.MostBytes];
        for (var number = 1; number <= Numbers; number++)
        {
            var question = terminal.Completion(number, Uah(1), card: bank.Cards[number % 3]);
            string response;
            do
            {
                var length = core.Handle(question.Frame, answer);
                response = Refusals.ResponseOf(question.Read(answer.AsSpan(0, length))!).Value;
                Assert.That(response, Is.EqualTo("00").Or.EqualTo("96"));
            } while (response != "00");
            acknowledged.Add((terminal.Id, number));
            if (!underLoad.IsSet)
                underLoad.Signal();
        }
    }

    private static void FailOver(PostgreSqlServer primary, PostgreSqlServer replica, CountdownEvent underLoad)
    {
        underLoad.Wait();
        primary.Kill();
        replica.Promote();
    }

    private static void MakeSynchronous(PostgreSqlServer primary)
    {
        TestDatabases.Tell(primary, "ALTER SYSTEM SET synchronous_standby_names = '*'");
        TestDatabases.Tell(primary, "SELECT pg_reload_conf()");
        TestDatabases.WaitUntil(primary, "SELECT COUNT(*) = 1 FROM pg_stat_replication WHERE sync_state = 'sync'");
    }

    private static string BothServers(PostgreSqlServer primary, PostgreSqlServer replica)
    {
        var settings = new NpgsqlConnectionStringBuilder(primary.ConnectionString("bank"));
        settings.Host = $"127.0.0.1:{primary.Port},127.0.0.1:{replica.Port}";
        return settings.ConnectionString + ";Target Session Attributes=primary";
    }
}
