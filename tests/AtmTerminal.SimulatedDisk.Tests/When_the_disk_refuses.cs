using AtmTerminal.Domain.Events;
using AtmTerminal.Journal;
using static AtmTerminal.Testing.Storage.Tests.Facts;

namespace AtmTerminal.Testing.Storage.Tests;

public class When_the_disk_refuses
{
    [Test]
    public void The_journal_takes_nothing_more_and_the_next_start_finds_out([Values] CrashVariant variant)
    {
        foreach (
            var fault in new[] { DiskFault.WriteError, DiskFault.ShortWrite, DiskFault.DiskFull, DiskFault.SyncError }
        )
        {
            using var disk = DiskWithJournal();
            using (var journal = Start(disk))
            {
                journal.Append(Note(1));
                disk.Arm(fault, "journal.db-wal");
                Assert.That(journal.Append(Note(2)), Is.EqualTo(AppendOutcome.Failed), $"{fault}");
                Assert.That(journal.Append(Note(3)), Is.EqualTo(AppendOutcome.Failed), "no second try");
                disk.Crash(variant, Chance(1));
            }
            using var next = Start(disk);
            Assert.That(next.Notes(), Is.EqualTo(1).Or.EqualTo(2));
            Assert.That(next.Append(Note(4)), Is.EqualTo(AppendOutcome.Durable));
        }
    }

    [Test]
    public void What_a_failed_sync_left_is_not_made_durable_by_the_next_one()
    {
        using var disk = new SimulatedDisk();
        var file = disk.TryCreate("f")!;
        var open = new OpenFile(disk, "f", file, 0);
        disk.TrySyncFolder();
        open.Write(0, [1, 1, 1, 1]);
        disk.Arm(DiskFault.SyncError);
        Assert.That(open.Sync(), Is.Not.Zero);
        open.Write(1, [2]);
        Assert.That(open.Sync(), Is.Zero, "the kernel reports an error once");
        Assert.That(disk.Read("f"), Is.EqualTo(new byte[] { 1, 2, 1, 1 }), "it can still be read");
        disk.Crash(CrashVariant.LoseUnsynced, Chance(1));
        Assert.That(disk.Read("f"), Is.EqualTo(new byte[] { 0, 2 }));
    }

    [Test]
    public void A_fault_can_be_for_one_file_for_a_later_step_and_for_ever()
    {
        using var disk = DiskWithJournal();
        using var journal = Start(disk);
        disk.Arm(DiskFault.SyncError, "journal.db");
        disk.Arm(DiskFault.SyncError, "journal.db-wal", skip: 2, times: int.MaxValue);
        Assert.That(journal.Append(Note(1)), Is.EqualTo(AppendOutcome.Durable));
        Assert.That(journal.Append(Note(2)), Is.EqualTo(AppendOutcome.Durable));
        Assert.That(journal.Append(Note(3)), Is.EqualTo(AppendOutcome.Failed));
        disk.Mend();
    }

    [Test]
    public void A_flipped_bit_in_the_last_rows_is_found_by_the_opening()
    {
        using var disk = DiskWithJournal();
        using (var journal = Start(disk))
        {
            for (var i = 0; i < 50; i++)
                journal.Append(Note(1234567 + i));
            journal.Checkpoint();
            // The log is begun anew: until then its copies of the pages hide the file's.
            journal.Append(Note(1));
        }
        disk.FlipBit("journal.db", disk.Read("journal.db").AsSpan().IndexOf("note 1234567"u8), 3);
        Assert.That(disk.OpenJournal(false, Clock), Is.TypeOf<OpeningOutcome.Damaged>());
        Assert.That(disk.VerifyJournal().BadRow, Is.EqualTo(2));
    }

    [Test]
    public void An_older_image_can_be_put_back_and_is_what_it_was()
    {
        using var disk = DiskWithJournal();
        DiskImage image;
        using (var journal = Start(disk))
        {
            journal.Append(Note(1));
            image = disk.TakeImage();
            journal.Append(Note(2));
        }
        disk.PutBack(image);
        using (var journal = Start(disk))
            Assert.That(journal.Notes(), Is.EqualTo(1));
        disk.PutBack(image);
        Assert.That(
            disk.OpenJournal(false, Clock, knownHeadSeq: 3),
            Is.TypeOf<OpeningOutcome.Damaged>(),
            "row 3 is known to have existed"
        );
    }
}
