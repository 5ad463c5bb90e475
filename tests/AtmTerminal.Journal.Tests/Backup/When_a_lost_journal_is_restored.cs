using AtmTerminal.Domain.Events;
using AtmTerminal.Journal.Store;
using AtmTerminal.Journal.Tests.Support;
using static AtmTerminal.Journal.Tests.Support.Samples;

namespace AtmTerminal.Journal.Tests.Backup;

public class When_a_lost_journal_is_restored
{
    private TempFolder _data = null!;
    private TempFolder _backups = null!;
    private long _rowsInBackup;
    private long _rows;

    [SetUp]
    public void A_backup_taken_while_the_terminal_runs()
    {
        (_data, _backups) = (new(), new());
        using var journal = OpenNew(_data);
        journal.MustAppend([Loaded(), .. UpToPresented(1, Notes(("1", 1)))]);
        var result = ((IJournalBackup)journal).BackUpTo(Copy);
        Assert.That(result.Holds, result.ToString());
        _rowsInBackup = journal.State.HeadSeq;
        journal.MustAppend([new NotesTaken(new(1))]);
        _rows = journal.State.HeadSeq;
    }

    [TearDown]
    public void Leave_nothing()
    {
        _data.Dispose();
        _backups.Dispose();
    }

    [Test]
    public void It_goes_on_from_the_backup()
    {
        using var fresh = new TempFolder();
        Assert.That(JournalRestore.Restore(Copy, fresh.Path).Rows, Is.EqualTo(_rowsInBackup));
        using var journal = Reopen(fresh);
        Assert.That(journal.State.Open.Single().Number.Value, Is.EqualTo(1));
        journal.MustAppend([new NotesTaken(new(1))]);
    }

    [Test]
    public void D9_a_number_known_from_elsewhere_shows_what_is_missing()
    {
        using var fresh = new TempFolder();
        JournalRestore.Restore(Copy, fresh.Path);
        Assert.That(
            JournalFolder.Open(fresh.Path, false, Clock, knownHeadSeq: _rows),
            Is.TypeOf<OpeningOutcome.Damaged>()
        );
    }

    [Test]
    public void A_journal_is_never_written_over()
    {
        Assert.That(JournalRestore.Restore(Copy, _data.Path).Problem, Does.Contain("never written over"));
        using var journal = Reopen(_data);
        Assert.That(journal.State.HeadSeq, Is.EqualTo(_rows));
        Assert.That(((IJournalBackup)journal).BackUpTo(Copy).Problem, Does.Contain("already"));
    }

    [Test]
    public void A_backup_that_does_not_hold_is_not_restored()
    {
        Sql.Run(System.IO.Path.Combine(Copy, "journal.db"), "UPDATE event SET at = 0 WHERE seq = 2");
        using var fresh = new TempFolder();
        Assert.That(JournalRestore.Restore(Copy, fresh.Path).BadRow, Is.EqualTo(2));
        Assert.That(Directory.EnumerateFileSystemEntries(fresh.Path), Is.Empty);
    }

    [Test]
    public void A_folder_copied_by_hand_whose_rows_are_still_in_the_log_is_told_apart_from_a_backup()
    {
        using var fresh = new TempFolder();
        var result = JournalRestore.Restore(_data.Path, fresh.Path);
        Assert.That(result.Problem, Does.Contain("in the backup and not in the copy"));
        Assert.That(result.BadRow, Is.EqualTo(result.Rows + 1).And.LessThanOrEqualTo(_rows));
    }

    [Test]
    public void Another_key_that_outlived_its_journal_is_kept_and_named_as_the_reason()
    {
        using var fresh = new TempFolder();
        var other = Enumerable.Repeat((byte)7, 32).ToArray();
        File.WriteAllBytes(fresh.File("journal.key"), other);
        Assert.That(JournalRestore.Restore(Copy, fresh.Path).Problem, Does.Contain("hash"));
        Assert.That(File.ReadAllBytes(fresh.File("journal.key")), Is.EqualTo(other));
    }

    [Test]
    public void A_copy_that_cannot_be_made_is_one_sentence()
    {
        File.WriteAllText(_backups.File("file"), "");
        Directory.CreateDirectory(_backups.File("taken/journal.db"));
        using var journal = Reopen(_data);
        foreach (var place in (string[])["file/below", "taken"])
            Assert.That(
                ((IJournalBackup)journal).BackUpTo(_backups.File(place)).Problem,
                Does.StartWith("The copy could not be written: ")
            );
        Assert.That(JournalRestore.Restore(Copy, _backups.File("file/below")).Holds, Is.False);
        Assert.That(journal.Failure, Is.Null, "the journal itself goes on");
    }

    [Test]
    public void A_copy_that_somebody_else_holds_is_not_called_a_backup()
    {
        var file = _backups.File("held.db");
        using var store = SqliteStore.Open(new(_data.Path));
        using var target = SqliteDatabase.Open(file, create: true);
        using var other = SqliteDatabase.Open(file, create: false);
        other.Execute("CREATE TABLE held(x); BEGIN EXCLUSIVE;");
        Assert.That(() => store.Database.BackUpTo(target), Throws.TypeOf<SqliteFailure>());
    }

    private string Copy => _backups.File("copy");
}
