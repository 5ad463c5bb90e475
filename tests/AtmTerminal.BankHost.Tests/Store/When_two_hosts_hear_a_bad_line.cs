using AtmTerminal.Domain.Amounts;
using AtmTerminal.Domain.Time;
using AtmTerminal.Security;
using Serilog.Core;
using static AtmTerminal.BankHost.Tests.Amounts;

namespace AtmTerminal.BankHost.Tests;

/// <summary>Part E of the failure matrix with two hosts on one PostgreSQL: 10,000 messages lost, doubled and out of order.</summary>
public class When_two_hosts_hear_a_bad_line
{
    private const int Messages = 10_000;
    private const int MostADay = 40_000;
    private static readonly string[] Machines = [.. Enumerable.Range(1, 8).Select(number => $"ATM{number:D5}")];

    [Test]
    public void Each_number_is_posted_once_each_repeat_gets_the_first_answer_and_no_limit_is_exceeded()
    {
        var server = TestDatabases.MakeEmpty();
        var bank = new SampleBank(Machines);
        using var one = Open(server, bank);
        one.Core.Database.InTransaction(sql =>
        {
            sql.Execute($"UPDATE withdrawal_limit SET most_a_day = {MostADay}00 WHERE currency = 'UAH'");
            sql.CountRuleChange();
            return true;
        });
        using var two = Open(server, bank);
        SampleCard[] cards = [bank.Cards[0], bank.Cards[1]];
        GiveMoney(one.Core, cards);
        var machines = Machines
            .Select((id, seed) => new HastyMachine(new TestTerminal(bank.At(id)), [one.Core, two.Core], cards, seed))
            .ToList();

        Parallel.ForEach(machines, machine => machine.Serve(Messages / Machines.Length));

        Assert.That(machines.Sum(machine => machine.Messages), Is.AtLeast(Messages));
        foreach (var machine in machines)
            Assert.That(
                one.Core.Queries.Postings(machine.Id).Select(posting => (posting.Number, posting.Amount)),
                Is.EqualTo(machine.Given.OrderBy(given => given.Key).Select(given => (given.Key, given.Value)))
            );
        foreach (var card in cards)
            Assert.That(UsedToday(one.Core, card), Is.AtMost(Uah(MostADay)).And.GreaterThan(Uah(MostADay - 500)));
        Assert.That(two.Core.Queries.CheckLedger(), Is.Empty);
        one.Dispose();
        two.Dispose();
        TestDatabases.Drop(server);
    }

    private static OpenHost Open(string server, SampleBank bank)
    {
        var secrets = SampleBank.Secrets(CardVault.TryCreate(TestDatabases.VaultKey)!);
        var time = new VirtualTime(new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero));
        return new(HostCore.OpenAt(StoreAddress.OfPostgreSql(server), secrets, bank, time, Logger.None), secrets);
    }

    /// <summary>More than the limit allows to take.</summary>
    private static void GiveMoney(HostCore core, SampleCard[] cards) =>
        core.Database.InTransaction(sql =>
        {
            for (var home = 1; home <= cards.Length; home++)
            {
                var (account, amount) = (sql.AccountOf(home)!.Account, Uah(1_000_000));
                var after = sql.ChangeBalance(home, account, amount);
                LedgerLine[] lines = [new(account, amount), new(LedgerAccounts.Opening, -amount)];
                sql.WriteEntries(new(home, LedgerAccounts.Opening, 2), lines, new(default, new(2026, 11, 20)), after);
            }
            return true;
        });

    private static Money UsedToday(HostCore core, SampleCard card) =>
        core.Database.Read(sql =>
            sql.UsedOn(
                Array.IndexOf([.. new SampleBank().Cards.Select(known => known.Track.Pan)], card.Track.Pan) + 1,
                core.Queries.BalanceOf(card.Track.Pan)!.Account,
                new(2026, 11, 20),
                Currency.Uah
            )
        );

    private sealed record OpenHost(HostCore Core, HostSecrets Secrets) : IDisposable
    {
        public void Dispose()
        {
            Core.Dispose();
            Secrets.Dispose();
        }
    }
}
