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
        store.PrepareToWrite();
        Assert.That(store.Database.Number(setting), Is.EqualTo(value));
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
