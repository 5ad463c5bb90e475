using AtmTerminal.Domain.Events;
using AtmTerminal.Journal.Store;
using AtmTerminal.Journal.Tests.Support;
using AtmTerminal.Tests.Shared;
using static AtmTerminal.Journal.Tests.Support.Samples;

namespace AtmTerminal.Journal.Tests.Failures;

/// <summary>Rule 1, A7, A8 and D2: an error of a write or of its sync is final for the process.</summary>
public class When_the_disk_fails
{
    private TempFolder _folder = null!;

    [SetUp]
    public void A_journal_before_its_first_failure()
    {
        _folder = new();
        using var journal = OpenNew(_folder);
        journal.MustAppend([Loaded(), Sent(1, Uah(100))]);
    }

    [TearDown]
    public void Leave_nothing() => _folder.Dispose();

    [TestCase("PRAGMA query_only = ON", TestName = "A7_a_disk_that_became_read_only_is_final")]
    [TestCase("PRAGMA max_page_count = 1", TestName = "A7_a_full_disk_is_final")]
    public void A7(string fault)
    {
        var store = Open(out var journal);
        using (journal)
        {
            store.Database.Execute(fault);
            // Large enough to need new pages on the full disk whatever room the file has inside.
            var big = new DeviceFaulted("disk", "disk.full", new string('x', 8 * 1024 * 1024));
            Assert.That(journal.Append(Requested(1, Notes(("1", 1))), big), Is.EqualTo(AppendOutcome.Failed));
            Assert.That(journal.Failure, Is.Not.Null);
            Assert.That(journal.State.Open, Is.Empty, "the request was never durable");
            store.Database.Execute("PRAGMA query_only = OFF; PRAGMA max_page_count = 1000000;");
            Assert.That(journal.Append(new SecurityNoted("again")), Is.EqualTo(AppendOutcome.Failed), "no second try");
        }
        using var again = Reopen(_folder);
        Assert.That(again.State.Authorizing.Single().Number.Value, Is.EqualTo(1), "the next start reverses it (A6)");
        Assert.That(again.State.Open, Is.Empty);
    }

    [Test]
    public void A8_a_failed_sync_is_final_even_when_the_second_would_succeed()
    {
        var failing = new FailingStore(SqliteStore.Open(new(_folder.Path)), failAt: 1);
        using (var journal = Journal(failing))
        {
            Assert.That(journal.Append(Requested(1, Notes(("1", 1)))), Is.EqualTo(AppendOutcome.Failed));
            Assert.That(journal.Append(new SecurityNoted("again")), Is.EqualTo(AppendOutcome.Failed));
            Assert.That(failing.Commits, Is.EqualTo(1), "nothing is sent to a store that failed");
            Assert.That(journal.State.Open, Is.Empty);
        }
        // The rows did reach the disk here, as they may after a failed sync; the next start looks and does not assume.
        using var again = Reopen(_folder);
        Assert.That(again.State.Open.Single().Number.Value, Is.EqualTo(1));
    }

    [Test]
    public void D2_a_completed_event_that_could_not_be_written_is_decided_by_the_next_start()
    {
        using (var journal = Reopen(_folder))
        {
            journal.MustAppend(UpToPresented(1, Notes(("1", 1))).Skip(1));
        }
        using (var journal = Journal(new FailingStore(SqliteStore.Open(new(_folder.Path)), failAt: 1, losesRows: true)))
        {
            var completed = new WithdrawalCompleted(new(1), Uah(100), Uah(0), Notes(("1", 1)), "taken");
            Assert.That(journal.Append(completed), Is.EqualTo(AppendOutcome.Failed));
        }
        using var again = Reopen(_folder);
        var decision = Reconciliation.Decide(again.State, Start.Quiet);
        Assert.That(decision.Findings.Single().Verdict, Is.EqualTo(Verdict.CompletedInFull));
        again.MustAppend(decision.Events);
        Assert.That(again.State.Outbox.Single().Amount, Is.EqualTo(Uah(100)));
    }

    [Test]
    public void A9_a_transaction_torn_by_a_power_cut_is_dropped_whole()
    {
        long head;
        using (var journal = Reopen(_folder))
        {
            journal.MustAppend([Requested(1, Notes(("1", 1)))]);
            head = journal.State.HeadSeq;
            journal.MustAppend([new NotePickStarted(new(1), "1"), new NotePicked(new(1), "1")]);
        }
        TornLog.TearLastFrame(_folder.File("journal.db-wal"));
        using var again = Reopen(_folder);
        Assert.That(
            again.State.HeadSeq,
            Is.EqualTo(head),
            "both events of the torn transaction are gone, and none before it"
        );
        Assert.That(again.State.Open.Single().InDoubt, Is.Null);
        again.MustAppend([new NotePickStarted(new(1), "1")]);
    }

    [Test]
    public void A_file_that_cannot_be_read_is_final()
    {
        var store = Open(out var journal);
        using var _ = journal;
        store.Database.Execute("DROP TABLE card");
        Assert.That(journal.FindCard(new(1)), Is.Null);
        Assert.That(journal.Failure, Does.Contain("could not be read"));
        Assert.That(journal.Append(new SecurityNoted("after")), Is.EqualTo(AppendOutcome.Failed));
    }

    [Test]
    public void A_second_failure_does_not_hide_the_first()
    {
        var store = Open(out var journal);
        using var _ = journal;
        store.Database.Execute("PRAGMA query_only = ON");
        Assert.That(journal.Append(new SecurityNoted("first")), Is.EqualTo(AppendOutcome.Failed));
        store.Database.Execute("PRAGMA query_only = OFF; DROP TABLE card;");
        Assert.That(journal.FindCard(new(1)), Is.Null);
        journal.Checkpoint();
        Assert.That(journal.Failure, Does.Contain("could not be written"));
    }

    [Test]
    public void A_log_that_cannot_be_moved_is_final()
    {
        var store = Open(out var journal);
        using var _ = journal;
        store.Database.Execute("BEGIN IMMEDIATE");
        journal.Checkpoint();
        Assert.That(journal.Failure, Does.Contain("log could not be moved"));
    }

    [Test]
    public void A_failed_checkpoint_is_final_too()
    {
        var failing = new FailingStore(SqliteStore.Open(new(_folder.Path)), failAt: 0);
        using var journal = Journal(failing);
        journal.Checkpoint();
        Assert.That(journal.Append(new SecurityNoted("after")), Is.EqualTo(AppendOutcome.Failed));
    }

    private SqliteStore Open(out IJournal journal)
    {
        var store = SqliteStore.Open(new(_folder.Path));
        journal = Journal(store);
        return store;
    }

    private TerminalJournal Journal(IEventStore store)
    {
        var sqlite = store as SqliteStore ?? ((FailingStore)store).Inner;
        var chain = new HashChain(File.ReadAllBytes(_folder.File("journal.key")));
        Assert.That(OpeningCheck.Check(sqlite, chain, 0, out var state), Is.Null);
        sqlite.PrepareToWrite(chain);
        return new(store, chain, state, Clock);
    }

    /// <summary>A store whose sync fails: the rows may be on the disk or not, and nobody can say.</summary>
    private sealed class FailingStore(SqliteStore inner, int failAt, bool losesRows = false) : IEventStore
    {
        public SqliteStore Inner => inner;

        public int Commits { get; private set; }

        public string? Commit(StoreBatch batch)
        {
            if (++Commits != failAt)
                return inner.Commit(batch);
            return losesRows ? "lost" : inner.Commit(batch) ?? "sync failed";
        }

        public string? Checkpoint() => "sync failed";

        public IEnumerable<StoredRow> Rows(long fromSeq) => inner.Rows(fromSeq);

        public byte[]? Card(long withdrawal) => inner.Card(withdrawal);

        public string? BackUpTo(JournalFiles files) => inner.BackUpTo(files);

        public void Dispose() => inner.Dispose();
    }
}
