using static AtmTerminal.BankHost.Tests.Amounts;

namespace AtmTerminal.BankHost.Tests;

/// <summary>The commands <c>backup</c> and <c>restore</c>, on both engines.</summary>
[TestFixture(StoreKind.Sqlite)]
[TestFixture(StoreKind.PostgreSql)]
[NonParallelizable]
public class When_a_store_is_copied_and_restored(StoreKind store) : HostSituation(store)
{
    private string Copy => Path.Combine(Host.Folder, "copy");

    [SetUp]
    public void Prepare()
    {
        Host.Ask(Terminal.Withdrawal(1, Host.Rich, Uah(500)));
        Host.Ask(Terminal.Completion(1, Uah(300), card: Host.Rich));
        Host.Ask(Terminal.Withdrawal(2, Host.Foreign, Uah(500), Uah(6)));
        Host.Ask(Terminal.Notice("SUSPECT", "words", 2, row: 4));
    }

    [Test]
    public void Every_row_of_every_table_comes_back()
    {
        var before = StoreDigest.Of(Host.Core.Database);

        using var restored = Host.RestoreInto("restored");

        Assert.That(StoreDigest.Of(restored.Core.Database), Is.EqualTo(before));
        Assert.That(restored.Core.Queries.CheckLedger(), Is.Empty);
        Host.Ask(Terminal.Withdrawal(3, Host.Rich, Uah(100)));
        Assert.That(StoreDigest.Of(Host.Core.Database), Is.Not.EqualTo(before), "The digest sees a change.");
    }

    [Test]
    public void A_store_that_is_there_is_overwritten_only_when_that_is_asked_for()
    {
        Assert.That(Backup().ExitCode, Is.Zero);
        var before = StoreDigest.Of(Host.Core.Database);
        Host.Ask(Terminal.Withdrawal(3, Host.Rich, Uah(100)));
        var later = StoreDigest.Of(Host.Core.Database);
        Host.Core.Dispose();

        Assert.That(
            Restore(replace: false),
            Is.EqualTo((1, "There is a store already. Add --replace to overwrite it.\n"))
        );
        Assert.That(DigestNow(), Is.EqualTo(later));
        Assert.That(Restore(replace: true), Is.EqualTo((0, "")));
        Assert.That(DigestNow(), Is.EqualTo(before));
    }

    [Test]
    public void A_file_that_is_no_copy_is_refused_in_one_sentence_and_the_store_stays()
    {
        var before = StoreDigest.Of(Host.Core.Database);
        Host.Core.Dispose();
        File.WriteAllText(Copy, new string('x', 5_000));

        var (exitCode, error) = Restore(replace: true);

        Assert.That((exitCode, error.Count('\n')), Is.EqualTo((1, 1)), error);
        Assert.That(DigestNow(), Is.EqualTo(before));
    }

    private (int ExitCode, string Error) Backup() => Captured.Run(() => StoreProgram.Backup(Config, new(Copy)));

    private (int ExitCode, string Error) Restore(bool replace) =>
        Captured.Run(() => StoreProgram.Restore(Config, new(Copy), replace));

    // The program's own name of the file is another one than the tests'.
    private HostConfig Config
    {
        get
        {
            var link = Path.Combine(Host.Folder, "bankhost.db");
            if (Host.Server is null && !File.Exists(link))
                File.CreateSymbolicLink(link, Host.DatabaseFile);
            return new(Host.Folder, Database: Host.Server);
        }
    }

    private IReadOnlyList<string> DigestNow()
    {
        using var database = HostDatabase.OpenAt(Host.Store);
        return StoreDigest.Of(database);
    }
}
