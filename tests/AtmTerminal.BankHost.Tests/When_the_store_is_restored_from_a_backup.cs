using AtmTerminal.Domain.Amounts;
using static AtmTerminal.BankHost.Tests.Amounts;

namespace AtmTerminal.BankHost.Tests;

/// <summary>What a backup holds, and that taking and restoring one loses and adds nothing.</summary>
public class When_the_store_is_restored_from_a_backup : HostSituation
{
    [Test]
    public void It_stands_where_it_stood_then_in_memory_and_in_a_file([Values] bool inMemory)
    {
        Host.Ask(Terminal.Withdrawal(1, Host.Rich, Uah(500)));
        Host.Ask(Terminal.Completion(1, Uah(500), card: Host.Rich));
        var backup = Host.Core.Backup();
        Host.Ask(Terminal.Withdrawal(2, Host.Rich, Uah(300)));
        Host.Ask(Terminal.Completion(2, Uah(300), card: Host.Rich));

        var file = inMemory ? null : Path.Combine(Host.Folder, "restored.db");
        using var older = HostCore.Restore(backup, file, Host.Secrets, Host.Clock, Serilog.Core.Logger.None);
        backup.Dispose();

        Assert.That(older.Queries.PostedSum(Terminal.Id, Currency.Uah), Is.EqualTo(Uah(500)));
        Assert.That(Host.Core.Queries.PostedSum(Terminal.Id, Currency.Uah), Is.EqualTo(Uah(800)));
        Assert.That(older.Queries.CheckLedger(), Is.Empty);
    }

    [Test]
    public void One_backup_restores_any_number_of_times()
    {
        using var backup = Host.Core.Backup();
        for (var time = 0; time < 3; time++)
        {
            using var host = HostCore.Restore(backup, null, Host.Secrets, Host.Clock, Serilog.Core.Logger.None);
            Assert.That(host.Queries.CheckLedger(), Is.Empty);
            host.Database.InTransaction(sql => sql.Execute("UPDATE account SET balance = 0"));
        }
    }

    [Test]
    public void A_restored_file_is_durable_as_every_other_store()
    {
        using var backup = Host.Core.Backup();
        var file = Path.Combine(Host.Folder, "restored.db");
        using var host = HostCore.Restore(backup, file, Host.Secrets, Host.Clock, Serilog.Core.Logger.None);

        Assert.That(
            host.Database.Read(sql => sql.First("PRAGMA journal_mode", row => row.GetString(0))),
            Is.EqualTo("wal")
        );
    }
}
