using AtmTerminal.Journal.Store;
using AtmTerminal.Journal.Tests.Support;
using static AtmTerminal.Journal.Tests.Support.Samples;

namespace AtmTerminal.Journal.Tests.Store;

public class When_a_commit_returns
{
    [TestCase("PRAGMA synchronous", 2, TestName = "It_was_synced")]
    [TestCase("PRAGMA wal_autocheckpoint", 0, TestName = "It_did_not_wait_for_a_checkpoint")]
    [TestCase("PRAGMA secure_delete", 1, TestName = "Deleted_card_data_was_overwritten")]
    public void The_connection_is_set_up_for_it(string setting, long value)
    {
        using var folder = new TempFolder();
        OpenNew(folder).Dispose();
        using var store = SqliteStore.Open(new(folder.Path));
        store.PrepareToWrite(new(File.ReadAllBytes(folder.File("journal.key"))));
        Assert.That(store.Database.Number(setting), Is.EqualTo(value));
    }

    [Test]
    public void Whoever_follows_has_been_told_of_each_row_in_order()
    {
        using var journal = MemoryJournal.Create(Clock);
        var told = new List<(long Seq, string Event)>();
        journal.Appended += row => told.Add((row.Seq, row.Event.GetType().Name));
        journal.MustAppend([Loaded(), Sent(1, Uah(100))]);
        Assert.That(told, Is.EqualTo(new[] { (1L, "CashUnitsSet"), (2L, "AuthorizationSent") }));
    }

    [Test]
    public void It_did_not_make_the_log_longer()
    {
        using var folder = new TempFolder();
        using var journal = OpenNew(folder);
        var log = new FileInfo(folder.File("journal.db-wal"));
        var before = log.Length;
        journal.MustAppend([Loaded(), .. Whole(1, Notes(("1", 2)))]);
        log.Refresh();
        Assert.That((before, log.Length), Is.EqualTo((before, before)));
        Assert.That(before, Is.GreaterThan(4 * 1024 * 1024));
    }

    [Test]
    public void A_log_that_was_cut_short_has_been_made_long_again()
    {
        using var folder = new TempFolder();
        using (var journal = OpenNew(folder))
            journal.Checkpoint();
        var log = folder.File("journal.db-wal");
        using (var file = File.OpenWrite(log))
            file.SetLength(0);
        using var again = Reopen(folder);
        Assert.That(new FileInfo(log).Length, Is.GreaterThan(4 * 1024 * 1024));
    }

    [TestCase("/nothing/there", "cannot be opened")]
    [TestCase("/proc", "cannot be synced", Description = "a file system that syncs no folder")]
    public void A_name_that_may_not_be_durable_was_not_passed_over(string folder, string words) =>
        Assert.That(() => Disk.SyncFolder(folder), Throws.TypeOf<IOException>().With.Message.Contains(words));

    [Test]
    public void A_store_that_was_opened_to_read_has_written_nothing()
    {
        using var folder = new TempFolder();
        OpenNew(folder).Dispose();
        using var store = SqliteStore.Open(new(folder.Path));
        Assert.That(
            () => store.Commit(new([], TerminalState.Empty, TerminalState.Empty, null, [])),
            Throws.InvalidOperationException
        );
    }

    [Test]
    [System.Runtime.Versioning.SupportedOSPlatform("linux")]
    public void Only_the_owner_can_read_the_key()
    {
        using var folder = new TempFolder();
        OpenNew(folder).Dispose();
        Assert.That(
            File.GetUnixFileMode(folder.File("journal.key")),
            Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite)
        );
    }
}
