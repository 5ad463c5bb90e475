using AtmTerminal.Domain.Events;
using AtmTerminal.Journal.Store;
using AtmTerminal.Journal.Tests.Support;
using static AtmTerminal.Journal.Tests.Support.Samples;

namespace AtmTerminal.Journal.Tests.Opening;

/// <summary>D8: a start goes by stored rows that no chain holds together, so a seal does. What is not as it was written is refused.</summary>
public class When_the_stored_state_is_not_what_was_written
{
    private const string Broken = "its seal is broken";
    private TempFolder _folder = null!;

    [SetUp]
    public void A_journal_with_a_withdrawal_that_is_owed()
    {
        _folder = new();
        using var journal = OpenNew(_folder);
        journal.MustAppend([Loaded()]);
        var events = Whole(1, Notes(("1", 1))).ToArray();
        Assert.That(
            journal.Append(new SealedCard(new(1), new byte[] { 1, 2, 3, 4 }), events[0]),
            Is.EqualTo(AppendOutcome.Durable)
        );
        journal.MustAppend(events[1..]);
    }

    [TearDown]
    public void Leave_nothing() => _folder.Dispose();

    [TestCase("UPDATE projection SET body = replace(body, '100', '101') WHERE name = 'cash'")]
    [TestCase(
        "UPDATE projection SET body = replace(body, 'nextWithdrawal\":2', 'nextWithdrawal\":1') WHERE name = 'anchor'"
    )]
    [TestCase("UPDATE projection SET body = replace(body, '00', '10') WHERE name LIKE 'outbox/%'")]
    [TestCase("DELETE FROM projection WHERE name LIKE 'outbox/%'")]
    [TestCase(
        "INSERT INTO projection SELECT replace(name, 'outbox', 'aside'), body FROM projection WHERE name LIKE 'outbox/%'"
    )]
    [TestCase("UPDATE projection SET body = replace(body, 'a', 'b') WHERE name = 'seal'")]
    [TestCase("UPDATE projection SET body = '' WHERE name = 'seal'")]
    [TestCase("UPDATE card SET sealed = x'01020305'")]
    [TestCase("UPDATE card SET withdrawal = 2")]
    [TestCase("DELETE FROM card")]
    public void D8_the_opening_and_the_audit_see_it_and_the_file_is_kept(string change)
    {
        Sql.Run(Database, change);
        var bytes = File.ReadAllBytes(Database);
        Assert.That(Refused(), Does.Contain(Broken));
        Assert.That(JournalAudit.Verify(_folder.Path).Holds, Is.False);
        Assert.That(File.ReadAllBytes(Database), Is.EqualTo(bytes));
    }

    [Test]
    public void D8_a_stored_state_that_was_put_back_does_not_count_the_rows_after_it()
    {
        Sql.Run(Database, "CREATE TABLE old AS SELECT * FROM projection");
        using (var journal = Reopen(_folder))
            journal.MustAppend([
                new SecurityNoted("changes no state"),
                new UploadAcknowledged(new(1), Owed(journal), "00"),
            ]);
        Sql.Run(
            Database,
            "DELETE FROM projection; DELETE FROM card;"
                + "INSERT INTO projection SELECT * FROM old; INSERT INTO card VALUES (1, x'01020304')"
        );
        Assert.That(Refused(), Does.Contain("at row 11: the stored state is an older one"));
        Assert.That(JournalAudit.Verify(_folder.Path).Holds, Is.False);
    }

    [Test]
    public void D8_a_stored_state_from_which_the_rows_after_it_cannot_follow_is_refused_at_the_row()
    {
        using (var journal = Reopen(_folder))
            journal.MustAppend([Sent(2, Uah(100)), Requested(2, Notes(("1", 1)))]);
        Sql.Run(Database, "CREATE TABLE old AS SELECT * FROM projection WHERE name NOT LIKE 'withdrawal/%'");
        using (var journal = Reopen(_folder))
            journal.MustAppend([new NotePickStarted(new(2), "1")]);
        Sql.Run(Database, "DELETE FROM projection; INSERT INTO projection SELECT * FROM old");
        Assert.That(Refused(), Does.Contain("at row 13"));
    }

    [Test]
    public void What_the_reading_throws_is_damage_unless_the_state_is_as_it_was_sealed()
    {
        Assert.That(
            (IsDamage(new System.Text.Json.JsonException()), IsDamage(new ArgumentException())),
            Is.EqualTo((true, false))
        );
        Sql.Run(Database, "UPDATE projection SET body = '{}' WHERE name = 'seal'");
        Assert.That(IsDamage(new ArgumentException()), Is.True);
        Sql.Run(Database, "DELETE FROM projection WHERE name = 'seal'");
        Assert.That(IsDamage(new ArgumentException()), Is.True);

        bool IsDamage(Exception thrown)
        {
            using var store = SqliteStore.Open(new(_folder.Path));
            return OpeningCheck.IsDamage(thrown, store, new(File.ReadAllBytes(_folder.File("journal.key"))));
        }
    }

    [Test]
    public void A_journal_that_was_never_sealed_is_opened_when_its_rows_lead_to_its_state()
    {
        Sql.Run(Database, "DELETE FROM projection WHERE name = 'seal'");
        using (var journal = Reopen(_folder))
        {
            journal.MustAppend([new SecurityNoted("changes no state")]);
            Assert.That(journal.State.OwedCount, Is.EqualTo(1));
        }
        Assert.That(Seals(), Is.Zero, "nothing to seal yet");
        using (var journal = Reopen(_folder))
            journal.MustAppend([new CounterReserved("trace", 100)]);
        Assert.That(Seals(), Is.EqualTo(1));
        Assert.That(JournalAudit.Verify(_folder.Path).ToString(), Does.Contain("holds"));
        Reopen(_folder).Dispose();
    }

    [Test]
    public void Taking_the_seal_away_makes_no_other_state_good()
    {
        Sql.Run(
            Database,
            "DELETE FROM projection WHERE name = 'seal';"
                + "UPDATE projection SET body = replace(body, '100', '101') WHERE name = 'cash'"
        );
        Assert.That(Refused(), Does.Contain("cash"));
    }

    [Test]
    public void It_is_sealed_after_every_commit()
    {
        using (var journal = Reopen(_folder))
            journal.MustAppend([new UploadAcknowledged(new(1), Owed(journal), "00")]);
        for (var number = 2; number < 5; number++)
        {
            foreach (var e in Whole(number, Notes(("2", 1), ("3", 2))))
            {
                using var journal = Reopen(_folder);
                journal.MustAppend([e]);
            }
            Assert.That(JournalAudit.Verify(_folder.Path).ToString(), Does.Contain("holds"));
        }
    }

    private string Database => _folder.File("journal.db");

    private static long Owed(IJournal journal) => journal.State.Outbox.Single().Seq;

    private long Seals() => Sql.Number(Database, "SELECT count(*) FROM projection WHERE name = 'seal'");

    private string Refused()
    {
        var outcome = JournalFolder.Open(_folder.Path, false, Clock);
        Assert.That(outcome, Is.TypeOf<OpeningOutcome.Damaged>());
        return outcome.Sentence;
    }
}
