using AtmTerminal.Domain.Events;
using AtmTerminal.Journal;
using AtmTerminal.Session.Decisions;
using AtmTerminal.Testing;
using AtmTerminal.Tests.Shared;

namespace AtmTerminal.EndToEnd.Tests;

/// <summary>Rows A7 to A9, D2 and D8 of the failure matrix: the journal's disk fails under a customer, or was damaged.</summary>
public class When_the_disk_fails : RowOfTheFailureMatrix
{
    [TestCase(DiskFault.ReadOnly, TestName = "A7_the_request_cannot_be_written_to_a_read_only_disk")]
    [TestCase(DiskFault.WriteLost, TestName = "A7_the_request_meets_an_IO_error")]
    [TestCase(DiskFault.SyncFailed, TestName = "A8_the_sync_of_the_request_fails_once")]
    public void No_note_moves(DiskFault fault)
    {
        Atm.Disk.FailAt<WithdrawalRequested>(fault);
        Atm.Customer.Order(750).TakeCard().See("OutOfService");
        Assert.That(Atm.Terminal!.Status.Reason, Is.EqualTo(OutOfServiceReason.JournalFailed));
        Assert.That(Atm.Disk.CommitsAfterFailure, Is.Zero, "rule 1: never again on this handle");
        Atm.Reboot();
        Atm.Settle();
        Assert.That(Atm.Journaled<NotePickStarted>(), Is.Empty);
        Assert.That(Atm.Notes.Cassettes.Sum(c => c.Notes), Is.EqualTo(Atm.Config.Cassettes.Sum(c => c.Notes)));
        NothingIsOpenAndNothingWasPosted();
    }

    [Test]
    public void A9_power_fails_in_the_middle_of_the_write_of_the_request()
    {
        Atm.CutPowerAfter(e => e is WithdrawalRequested);
        Atm.Customer.Order(750);
        Atm.Wait(TimeSpan.FromSeconds(10));
        Assert.That(Atm.IsOn, Is.False);
        TornLog.TearLastFrame(Path.Combine(Atm.Folder, "journal.db-wal"));
        Atm.Reboot();
        Atm.Customer.TakeCard().Leave();
        Assert.That(Atm.Journaled<WithdrawalRequested>(), Is.Empty, "the torn record is dropped");
        Assert.That(Atm.Journaled<ReversalQueued>().Single().Because, Does.Contain("A6"));
        NothingIsOpenAndNothingWasPosted();
    }

    [Test]
    public void D2_the_completed_event_cannot_be_made_durable([Values] DiskFault fault)
    {
        Atm.Disk.FailAt<WithdrawalCompleted>(fault);
        Atm.Customer.Order(750).TakeCard().TakeNotes().See("OutOfService");
        Assert.That(Atm.Terminal!.Status.Reason, Is.EqualTo(OutOfServiceReason.JournalFailed), "no new session");
        Assert.That(Atm.Disk.CommitsAfterFailure, Is.Zero);
        Atm.Reboot();
        Atm.Settle();
        Assert.That(Atm.Journaled<WithdrawalCompleted>(), Has.Count.EqualTo(1));
        Paid(750);
    }

    [TestCase("journal.db", 0, 64)]
    [TestCase("journal.key", 0, 8)]
    public void D8_a_damaged_journal_is_kept_byte_for_byte_and_nobody_is_served(string name, int offset, int length)
    {
        Atm.Customer.Withdraw(750);
        Atm.CutPower();
        var file = Path.Combine(Atm.Folder, name);
        var bytes = File.ReadAllBytes(file);
        bytes.AsSpan(offset, length).Fill(0x55);
        File.WriteAllBytes(file, bytes);
        var damaged = Atm.JournalFiles();
        for (var start = 0; start < 2; start++)
        {
            Atm.Reboot();
            Assert.That(Atm.Terminal, Is.Null);
            Assert.That(Atm.Refusal, Does.Contain("journal"));
            Assert.That(JournalAudit.Verify(Atm.Folder).Holds, Is.False);
            JournalShow.Write(Atm.Folder, null, TextWriter.Null);
        }
        var after = Atm.JournalFiles();
        Assert.That(after.Keys, Is.EquivalentTo(damaged.Keys), "no new journal, and none of its files gone");
        foreach (var (kept, before) in damaged)
            Assert.That(after[kept].AsSpan().SequenceEqual(before), $"{kept} is not touched");
        Assert.That(Atm.Host.Queries.PostedSum(Atm.Config.TerminalId, Atm.Config.Currency), Is.EqualTo(Hryvnias(750)));
    }
}
