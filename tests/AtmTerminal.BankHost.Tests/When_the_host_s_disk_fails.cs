using System.Data.Common;
using static AtmTerminal.BankHost.Tests.Amounts;

namespace AtmTerminal.BankHost.Tests;

/// <summary>Row E8 of the failure matrix, over the real file.</summary>
public class When_the_host_s_disk_fails : HostSituation
{
    [SetUp]
    public void Prepare()
    {
        Host.Ask(Terminal.Withdrawal(1, Host.Rich, Uah(500)));
    }

    [Test]
    public void Row_E8_a_full_disk_answers_malfunction_and_changes_nothing_until_there_is_room()
    {
        var pages = Host.Core.Database.Read(sql => sql.Number("PRAGMA page_count"));
        SetMostPages(pages);
        var refusals = 0;
        while (
            Host.Ask(Terminal.Notice("FILLER", new string('x', 900 - refusals % 7), number: 1_000 + refusals)) == "00"
        )
            refusals++;

        var whileFull = FirstRefusedCompletion();
        Assert.That(Host.Core.Queries.CheckLedger(), Is.Empty);
        SetMostPages(pages * 100);

        Assert.That(
            Host.Ask(Terminal.Completion(whileFull, Uah(500), card: Host.Rich, isRepeat: true)),
            Is.EqualTo("00")
        );
        Assert.That(
            Host.Core.Queries.Postings(Terminal.Id).Count(posting => posting.Number == whileFull),
            Is.EqualTo(1)
        );
        Assert.That(Host.Core.Queries.CheckLedger(), Is.Empty);
    }

    [Test]
    public void After_a_commit_that_failed_it_says_yes_to_nothing_until_it_is_started_again()
    {
        Host.Core.Database.AtCommit = Fail;
        Assert.That(Host.Ask(Terminal.Completion(1, Uah(500), card: Host.Rich)), Is.EqualTo("96"));
        Host.Core.Database.AtCommit = null;
        Assert.That(Host.Ask(Terminal.Completion(1, Uah(500), card: Host.Rich)), Is.EqualTo("96"));

        using var restarted = Host.StartAgain();
        Assert.That(restarted.Ask(Terminal.Completion(1, Uah(500), card: Host.Rich, isRepeat: true)), Is.EqualTo("00"));
        Assert.That(restarted.Core.Queries.Postings(Terminal.Id), Has.Count.EqualTo(1));
        Assert.That(restarted.Core.Queries.CheckLedger(), Is.Empty);
    }

    private long FirstRefusedCompletion()
    {
        for (var number = 2; number < 200; number++)
            if (Host.Ask(Terminal.Completion(number, Uah(500), card: Host.Rich)) == "96")
                return number;
        throw new InvalidOperationException("The store never filled up.");
    }

    private void SetMostPages(long pages) =>
        Host.Core.Database.Read(sql => sql.Number($"PRAGMA max_page_count = {pages}"));

    private static void Fail(CommitPoint point)
    {
        if (point == CommitPoint.Within)
            throw new DiskFailed();
    }

    private sealed class DiskFailed() : DbException("The disk did not sync.");
}
