using AtmTerminal.Domain.Events;
using AtmTerminal.Journal.Store;
using AtmTerminal.Journal.Tests.Support;
using static AtmTerminal.Journal.Tests.Support.Samples;

namespace AtmTerminal.Journal.Tests.Audit;

public class When_the_journal_is_verified
{
    // More rows than an opening checks, so that only the audit can see the first ones.
    private const int Withdrawals = 12;
    private TempFolder _folder = null!;
    private long _rows;

    [SetUp]
    public void A_journal_longer_than_an_opening_looks_at()
    {
        _folder = new();
        using var journal = OpenNew(_folder);
        journal.MustAppend([Loaded()]);
        for (var number = 1; number <= Withdrawals; number++)
            journal.MustAppend(Whole(number, Notes(("1", 1))));
        journal.MustAppend([new UploadAcknowledged(new(1), journal.State.Outbox[0].Seq, "00")]);
        journal.MustAppend([new CounterReserved("trace", 100)]);
        _rows = journal.State.HeadSeq;
        Assert.That(_rows, Is.GreaterThan(JournalFolder.RowsCheckedAtOpening));
    }

    [TearDown]
    public void Leave_nothing() => _folder.Dispose();

    [Test]
    public void A_good_journal_holds_and_can_be_opened_afterwards()
    {
        var result = JournalAudit.Verify(_folder.Path);
        Assert.That((result.Holds, result.Rows, result.BadRow), Is.EqualTo((true, _rows, 0L)), result.ToString());
        Reopen(_folder).Dispose();
    }

    [TestCase("UPDATE event SET body = replace(body, '1', '2') WHERE seq = 3", 3, "hash")]
    [TestCase("UPDATE event SET at = 0 WHERE seq = 2", 2, "hash")]
    [TestCase("DELETE FROM event WHERE seq = 7", 7, "missing")]
    [TestCase("DELETE FROM event WHERE seq <= 3", 1, "missing")]
    public void I7_a_changed_row_that_no_opening_sees_is_named(string change, long row, string word)
    {
        Sql.Run(_folder.File("journal.db"), change);
        Reopen(_folder).Dispose();
        var result = JournalAudit.Verify(_folder.Path);
        Assert.That((result.BadRow, result.Rows), Is.EqualTo((row, row - 1)), result.ToString());
        Assert.That(result.Problem, Does.Contain(word));
    }

    [TestCase(
        "UPDATE projection SET body = replace(body, '\"presented\":12', '\"presented\":11') WHERE name = 'cash'",
        "cash"
    )]
    [TestCase(
        "DELETE FROM projection WHERE name = (SELECT max(name) FROM projection WHERE name LIKE 'outbox/%')",
        "outbox/"
    )]
    [TestCase("UPDATE projection SET body = '{\"trace\":99}' WHERE name = 'counters'", "counters")]
    public void A_stored_state_that_does_not_follow_from_the_rows_is_named(string change, string name)
    {
        Sql.Run(_folder.File("journal.db"), change);
        var result = JournalAudit.Verify(_folder.Path);
        Assert.That(result.Problem, Does.Contain(name));
    }

    [TestCase("NotesTaken", 1, "closed", TestName = "A_row_that_cannot_follow_is_named_whoever_made_its_hash")]
    [TestCase("NotesTaken", 2, "withdrawal number", TestName = "A_row_filed_under_another_withdrawal_is_named")]
    [TestCase("Unheard", 1, "no event", TestName = "A_row_of_an_unknown_kind_is_named")]
    public void A_hash_made_with_the_right_key_does_not_help(string type, long filedUnder, string word)
    {
        var chain = new HashChain(File.ReadAllBytes(_folder.File("journal.key")));
        using (var store = SqliteStore.Open(new(_folder.Path)))
        {
            var last = store.Rows(_rows).Single();
            var body = EventCodec.Encode(new NotesTaken(new(1)));
            var hash = chain.Hash(last.Hash, _rows + 1, 0, type, filedUnder, body);
            store.PrepareToWrite(chain);
            var row = new StoredRow(_rows + 1, 0, type, filedUnder, body, hash);
            Assert.That(store.Commit(new([row], TerminalState.Empty, TerminalState.Empty, null, [])), Is.Null);
        }
        var result = JournalAudit.Verify(_folder.Path);
        Assert.That(result.BadRow, Is.EqualTo(_rows + 1));
        Assert.That(result.Problem, Does.Contain(word));
    }

    [TestCase("UPDATE projection SET body = replace(body, '\"seq\":', '\"seq\":9') WHERE name = 'anchor'", "missing")]
    [TestCase("UPDATE projection SET body = '{' WHERE name = 'cash'", "cannot be read")]
    [TestCase("UPDATE projection SET body = 'null' WHERE name = 'cash'", "empty")]
    [TestCase("INSERT INTO projection VALUES ('later', '{}')", "no projection")]
    public void A_stored_state_that_cannot_be_used_is_named(string change, string word)
    {
        Sql.Run(_folder.File("journal.db"), change);
        var result = JournalAudit.Verify(_folder.Path);
        Assert.That((result.Holds, result.BadRow), Is.EqualTo((false, 0L)));
        Assert.That(result.ToString(), Does.StartWith("The journal does not hold: ").And.Contains(word));
    }

    [TestCase(0)]
    [TestCase(31)]
    public void Without_its_whole_key_nothing_can_be_said(int bytes)
    {
        File.WriteAllBytes(_folder.File("journal.key"), new byte[bytes]);
        Assert.That(JournalAudit.Verify(_folder.Path).Problem, Does.Contain("is missing or is not 32 bytes"));
    }

    [Test]
    public void Whoever_reads_the_rows_stops_at_one_that_cannot_be_read()
    {
        Sql.Run(_folder.File("journal.db"), "UPDATE event SET type = 'Unheard' WHERE seq = 3");
        using var journal = Reopen(_folder);
        Assert.That(
            () => journal.Read().Count(),
            Throws.TypeOf<InvalidDataException>().With.Message.StartsWith("Row 3: ")
        );
        Assert.That(journal.Read(4).Count(), Is.EqualTo(_rows - 3));
    }

    [Test]
    public void An_empty_file_is_not_taken_for_a_new_journal()
    {
        File.WriteAllBytes(_folder.File("journal.db"), []);
        Assert.That(JournalAudit.Verify(_folder.Path).Problem, Does.Contain("is empty"));
        Assert.That(new FileInfo(_folder.File("journal.db")).Length, Is.Zero);
    }

    [Test]
    public void I7_a_hash_of_another_length_in_front_of_the_rows_that_an_opening_checks_is_named()
    {
        var first = _rows - JournalFolder.RowsCheckedAtOpening;
        Sql.Run(
            _folder.File("journal.db"),
            $"PRAGMA ignore_check_constraints = ON; UPDATE event SET hash = zeroblob(400) WHERE seq = {first}"
        );
        var outcome = JournalFolder.Open(_folder.Path, false, Clock);
        Assert.That((outcome as OpeningOutcome.Damaged)?.Row, Is.EqualTo(first + 1), outcome.Sentence);
        Assert.That(JournalAudit.Verify(_folder.Path).Holds, Is.False);
    }

    [Test]
    public void A_folder_without_a_journal_is_told_so()
    {
        using var empty = new TempFolder();
        Assert.That(JournalAudit.Verify(empty.Path).Problem, Does.StartWith("There is no journal"));
        Assert.That(Directory.EnumerateFileSystemEntries(empty.Path), Is.Empty);
    }
}
