using System.Security.Cryptography;
using AtmTerminal.Journal.Store;
using AtmTerminal.Journal.Tests.Support;
using SQLitePCL;
using static AtmTerminal.Journal.Tests.Support.Samples;

namespace AtmTerminal.Journal.Tests.Opening;

/// <summary>D8 and D9: no session, no new journal, the file as it was, and one clear sentence.</summary>
public class When_the_journal_cannot_be_used
{
    private TempFolder _folder = null!;

    [SetUp]
    public void A_journal_with_some_rows()
    {
        _folder = new();
        using var journal = OpenNew(_folder);
        journal.MustAppend([Loaded()]);
        journal.MustAppend(Whole(1, Notes(("1", 1))));
        journal.Checkpoint();
    }

    [TearDown]
    public void Leave_nothing() => _folder.Dispose();

    [Test]
    public void D8_a_missing_file_is_a_lost_journal_and_no_new_one_is_made([Values] bool callerSaysFirstStart)
    {
        File.Delete(_folder.File("journal.db"));
        var outcome = JournalFolder.Open(_folder.Path, callerSaysFirstStart, Clock);
        Assert.That(outcome, Is.TypeOf<OpeningOutcome.CannotOpen>());
        Assert.That(outcome.Sentence, Does.Contain("Put it back"));
        Assert.That(File.Exists(_folder.File("journal.db")), Is.False);
    }

    [Test]
    public void D8_an_empty_folder_is_no_first_start_unless_the_caller_knows()
    {
        using var empty = new TempFolder();
        Assert.That(JournalFolder.Open(empty.Path, false, Clock), Is.TypeOf<OpeningOutcome.CannotOpen>());
        Assert.That(Directory.EnumerateFileSystemEntries(empty.Path), Is.Empty);
    }

    [Test]
    public void D9_an_empty_folder_is_no_first_start_when_a_row_is_known_to_have_existed()
    {
        using var empty = new TempFolder();
        var refused = JournalFolder.Open(empty.Path, firstStart: true, Clock, knownHeadSeq: 17);
        Assert.That(refused, Is.TypeOf<OpeningOutcome.CannotOpen>());
        Assert.That(refused.Sentence, Does.Contain("row 17").And.Contain("Put it back"));
        Assert.That(Directory.EnumerateFileSystemEntries(empty.Path), Is.Empty);
    }

    [Test]
    public void D8_a_missing_key_cannot_be_made_up()
    {
        File.Delete(_folder.File("journal.key"));
        var outcome = JournalFolder.Open(_folder.Path, true, Clock);
        Assert.That(outcome, Is.TypeOf<OpeningOutcome.CannotOpen>());
        Assert.That(outcome.Sentence, Does.Contain("journal.key"));
        Assert.That(File.Exists(_folder.File("journal.key")), Is.False);
    }

    [Test]
    public void D8_another_key_breaks_the_chain()
    {
        File.WriteAllBytes(_folder.File("journal.key"), new byte[32]);
        Assert.That(Damaged().Row, Is.EqualTo(1));
    }

    [TestCase("UPDATE event SET body = replace(body, '100', '900') WHERE seq = 3", 3, "hash")]
    [TestCase("UPDATE event SET at = at + 1 WHERE seq = 5", 5, "hash")]
    [TestCase("UPDATE event SET type = 'NotePicked' WHERE seq = 4", 4, "hash")]
    [TestCase("UPDATE event SET withdrawal = 2 WHERE seq = 4", 4, "hash")]
    [TestCase("DELETE FROM event WHERE seq = 4", 4, "missing")]
    [TestCase("DELETE FROM event WHERE seq = (SELECT max(seq) FROM event)", 10, "missing")]
    [TestCase("UPDATE projection SET body = replace(body, '10', '11') WHERE name = 'anchor'", 11, "missing")]
    [TestCase("UPDATE projection SET body = replace(body, '10', '9') WHERE name = 'anchor'", 9, "counts last")]
    [TestCase("DELETE FROM projection WHERE name = 'anchor'", 0, "anchor")]
    public void D8_a_row_that_is_not_what_was_written_is_found(string change, long row, string word)
    {
        Change(change);
        var damaged = Damaged();
        Assert.That(damaged.Row, Is.EqualTo(row));
        Assert.That(damaged.Reason, Does.Contain(word));
    }

    [TestCase(0, 64)]
    [TestCase(0, 16)]
    [TestCase(100, 200)]
    [TestCase(4096, 2000)]
    [TestCase(20_000, 3000)]
    public void D8_a_damaged_file_and_its_log_are_kept_byte_for_byte(int offset, int length)
    {
        // Rows that live in the log alone: closing is where they would be moved into the file.
        using (var journal = Reopen(_folder))
            journal.MustAppend(Whole(2, Notes(("1", 1))));
        // The journal's file as it was damaged, and a log that is too.
        foreach (var name in (string[])["journal.db", "journal.db-wal"])
        {
            var bytes = File.ReadAllBytes(_folder.File(name));
            bytes.AsSpan(offset, length).Fill(0x55);
            File.WriteAllBytes(_folder.File(name), bytes);
            LookEveryWay();
        }
    }

    [Test]
    public void D8_a_changed_row_is_kept_byte_for_byte()
    {
        Change("UPDATE event SET at = at + 1 WHERE seq = 5");
        Damaged();
        LookEveryWay();
    }

    [TestCase(0)]
    [TestCase(100)]
    [TestCase(20_000)]
    public void D8_bytes_that_are_no_database_are_kept(int length)
    {
        var bytes = Enumerable.Range(0, length).Select(i => (byte)(i % 251)).ToArray();
        File.WriteAllBytes(_folder.File("journal.db"), bytes);
        File.Delete(_folder.File("journal.db-wal"));
        Assert.That(JournalFolder.Open(_folder.Path, true, Clock), Is.TypeOf<OpeningOutcome.Damaged>());
        Assert.That(File.ReadAllBytes(_folder.File("journal.db")), Is.EqualTo(bytes));
    }

    [Test]
    public void D8_a_state_that_cannot_be_read_is_damage()
    {
        Change("UPDATE projection SET body = '{' WHERE name = 'cash'");
        Assert.That(Damaged().Reason, Does.Contain("state"));
    }

    [TestCase("PRAGMA application_id = 1", typeof(OpeningOutcome.Damaged), "no journal of this program")]
    [TestCase("PRAGMA user_version = 2", typeof(OpeningOutcome.CannotOpen), "another version")]
    public void A_file_of_another_program_or_version_is_left_alone(string change, Type outcome, string words)
    {
        Change(change);
        var refused = JournalFolder.Open(_folder.Path, false, Clock);
        Assert.That(refused, Is.TypeOf(outcome));
        Assert.That(refused.Sentence, Does.Contain(words));
        LookEveryWay();
    }

    [TestCase(raw.SQLITE_BUSY, typeof(OpeningOutcome.InUse))]
    [TestCase(raw.SQLITE_LOCKED, typeof(OpeningOutcome.InUse))]
    [TestCase(raw.SQLITE_CORRUPT, typeof(OpeningOutcome.Damaged))]
    [TestCase(raw.SQLITE_NOTADB, typeof(OpeningOutcome.Damaged))]
    [TestCase(raw.SQLITE_IOERR, typeof(OpeningOutcome.CannotOpen))]
    [TestCase(raw.SQLITE_IOERR | (1 << 8), typeof(OpeningOutcome.CannotOpen))]
    public void What_SQLite_says_is_damage_only_when_it_is(int code, Type outcome) =>
        Assert.That(JournalFolder.Outcome(new(code, "said"), new(_folder.Path)), Is.TypeOf(outcome));

    [Test]
    public void A_machine_without_SQLite_is_told_which_package_it_lacks() =>
        Assert.That(
            () => NativeSqlite.Bind("libnothing.so.0"),
            Throws.TypeOf<SqliteFailure>().With.Message.Contains("libnothing.so.0 is not installed (Debian package")
        );

    [Test]
    public void D9_a_journal_that_ends_before_a_row_known_to_exist_is_an_older_copy()
    {
        var outcome = JournalFolder.Open(_folder.Path, false, Clock, knownHeadSeq: 11);
        Assert.That(outcome, Is.TypeOf<OpeningOutcome.Damaged>());
        Assert.That(outcome.Sentence, Does.Contain("older copy"));
        Opened(JournalFolder.Open(_folder.Path, false, Clock, knownHeadSeq: 10)).Dispose();
    }

    [Test]
    public void A_second_opening_is_told_that_the_terminal_is_running()
    {
        using var journal = Reopen(_folder);
        Assert.That(JournalFolder.Open(_folder.Path, false, Clock), Is.TypeOf<OpeningOutcome.InUse>());
        Assert.That(JournalAudit.Verify(_folder.Path).Problem, Does.Contain("running"));
        journal.MustAppend([Loaded()]);
    }

    [Test]
    public void A_refused_opening_does_not_hold_the_lock()
    {
        JournalFolder.Open(_folder.Path, false, Clock, knownHeadSeq: 1000);
        Reopen(_folder).Dispose();
    }

    [Test]
    public void A_folder_that_cannot_be_written_is_one_sentence()
    {
        using var blocked = new TempFolder();
        File.WriteAllText(blocked.File("file"), "");
        var outcome = JournalFolder.Open(System.IO.Path.Combine(blocked.File("file"), "data"), true, Clock);
        Assert.That(outcome, Is.TypeOf<OpeningOutcome.CannotOpen>());
    }

    [Test]
    public void A_first_start_that_was_cut_off_is_done_again()
    {
        using var fresh = new TempFolder();
        File.Copy(_folder.File("journal.key"), fresh.File("journal.key"));
        File.WriteAllText(fresh.File("journal.new"), "half");
        var outcome = JournalFolder.Open(fresh.Path, true, Clock);
        Opened(outcome).Dispose();
        Assert.That(File.Exists(fresh.File("journal.new")), Is.False);
    }

    // A start that finds the damage healed by the log is no refused one and may write.
    private void LookEveryWay()
    {
        var before = Bytes();
        JournalAudit.Verify(_folder.Path);
        JournalShow.Write(_folder.Path, null, TextWriter.Null);
        Assert.That(Bytes(), Is.EqualTo(before), "reading");
        if (JournalFolder.Open(_folder.Path, false, Clock) is OpeningOutcome.Opened opened)
            opened.Journal.Dispose();
        else
            Assert.That(Bytes(), Is.EqualTo(before), "a refused start");
    }

    // Names and hashes: the log is megabytes long.
    private string[] Bytes() =>
        [
            .. Directory
                .EnumerateFiles(_folder.Path)
                .Order(StringComparer.Ordinal)
                .Select(f => $"{Path.GetFileName(f)} {Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(f)))}"),
        ];

    private OpeningOutcome.Damaged Damaged()
    {
        var outcome = JournalFolder.Open(_folder.Path, true, Clock);
        Assert.That(outcome, Is.TypeOf<OpeningOutcome.Damaged>(), outcome.Sentence);
        return (OpeningOutcome.Damaged)outcome;
    }

    private void Change(string sql) => Sql.Run(_folder.File("journal.db"), sql);
}
