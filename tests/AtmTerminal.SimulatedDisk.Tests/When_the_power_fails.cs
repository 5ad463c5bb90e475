using AtmTerminal.Domain.Events;
using AtmTerminal.Journal;
using static AtmTerminal.Testing.Storage.Tests.Facts;

namespace AtmTerminal.Testing.Storage.Tests;

public class When_the_power_fails
{
    [Test]
    public void A_commit_that_returned_is_there_in_every_variant([Values] CrashVariant variant)
    {
        using var disk = DiskWithJournal();
        for (var start = 0; start < 20; start++)
        {
            using var journal = Start(disk);
            Assert.That(journal.Notes(), Is.EqualTo(start));
            Assert.That(journal.Append(Note(start)), Is.EqualTo(AppendOutcome.Durable));
            disk.Crash(variant, Chance(start));
        }
        Assert.That(disk.VerifyJournal().Holds);
    }

    [Test]
    public void A_commit_that_was_cut_off_is_there_whole_or_not_at_all([Values] CrashVariant variant)
    {
        var (there, missing) = (0, 0);
        for (var cut = 0; ; cut++)
        {
            using var disk = DiskWithJournal();
            using (var journal = Start(disk))
            {
                // The first commit after an opening also syncs the name of the log.
                journal.Append(Note(0));
                var left = cut;
                disk.Watch = _ => left-- == 0 ? DiskAnswer.Die : DiskAnswer.Go;
                if (journal.Append(Note(1), Note(2), Note(3)) == AppendOutcome.Durable)
                    break;
                Assert.That(journal.Append(Note(4)), Is.EqualTo(AppendOutcome.Failed));
                disk.Watch = null;
                disk.Crash(variant, Chance(cut));
            }
            Assert.That(disk.VerifyJournal().ToString(), Does.StartWith("The journal holds"));
            using var next = Start(disk);
            Assert.That(next.Notes(), Is.EqualTo(1).Or.EqualTo(4), $"cut at step {cut}");
            (there, missing) = next.Notes() == 4 ? (there + 1, missing) : (there, missing + 1);
        }
        Assert.That(missing, Is.GreaterThan(1));
        // Everything was written and only the sync was missing: then it is there or not, as the disk pleases.
        if (variant != CrashVariant.Torn)
            Assert.That(there, Is.EqualTo(variant == CrashVariant.KeepUnsynced ? 1 : 0));
    }

    [Test]
    public void A_first_start_that_was_cut_off_anywhere_is_done_again([Values] CrashVariant variant)
    {
        // The first steps one by one; the growing of the log is two thousand writes that are all alike.
        for (var cut = 0; ; cut += cut < 60 ? 1 : 557)
        {
            using var disk = new SimulatedDisk();
            var left = cut;
            disk.Watch = _ => left-- == 0 ? DiskAnswer.Die : DiskAnswer.Go;
            var first = disk.OpenJournal(firstStart: true, Clock);
            (first as OpeningOutcome.Opened)?.Journal.Dispose();
            if (first is OpeningOutcome.Opened && !disk.IsOff)
            {
                Assert.That(cut, Is.GreaterThan(20));
                return;
            }
            disk.Watch = null;
            disk.Crash(variant, Chance(cut));
            using var journal = Start(disk, first: true);
            Assert.That(journal.Append(Loaded()), Is.EqualTo(AppendOutcome.Durable), $"cut at step {cut}");
        }
    }

    [Test]
    public void A_checkpoint_that_was_cut_off_anywhere_loses_nothing([Values] CrashVariant variant)
    {
        using var prepared = DiskWithJournal();
        using (var journal = Start(prepared))
            for (var i = 0; i < 30; i++)
                journal.Append(Note(i));
        var image = prepared.TakeImage();
        for (var cut = 0; ; cut++)
        {
            using var disk = new SimulatedDisk(image);
            using (var journal = Start(disk))
            {
                var left = cut;
                disk.Watch = _ => left-- == 0 ? DiskAnswer.Die : DiskAnswer.Go;
                journal.Checkpoint();
                if (journal.Failure is null)
                {
                    Assert.That(cut, Is.GreaterThan(4));
                    return;
                }
                disk.Watch = null;
                disk.Crash(variant, Chance(cut));
            }
            Assert.That(disk.VerifyJournal().Rows, Is.EqualTo(31), $"cut at step {cut}");
        }
    }

    [Test]
    public void The_dead_process_can_do_no_harm_to_the_next_one()
    {
        using var disk = DiskWithJournal();
        var dead = Start(disk);
        disk.Crash(CrashVariant.LoseUnsynced, Chance(1));
        using var living = Start(disk);
        living.Append(Note(1));
        Assert.That(dead.Append(Note(2)), Is.EqualTo(AppendOutcome.Failed));
        dead.Dispose();
        Assert.That(disk.Files, Does.Contain("journal.db-wal"));
        Assert.That(living.Append(Note(3)), Is.EqualTo(AppendOutcome.Durable));
        Assert.That(living.Notes(), Is.EqualTo(2));
    }

    [Test]
    public void The_same_seed_tears_the_same_bytes()
    {
        using var prepared = DiskWithJournal();
        var image = prepared.TakeImage();
        var kept = new HashSet<int>();
        for (var seed = 0; seed < 12; seed++)
        {
            var (first, second) = (Torn(image, seed), Torn(image, seed));
            Assert.That(first, Is.EqualTo(second));
            kept.Add(first);
        }
        Assert.That(kept, Has.Count.GreaterThan(5), "seeds differ");
    }

    // SQLite's own random salt stands in the log, so the tearing of a file of ours is looked at.
    private static int Torn(DiskImage image, int seed)
    {
        using var disk = new SimulatedDisk(image);
        var file = disk.TryFind("journal.db")!;
        var bytes = Enumerable
            .Range(0, 40 * SimulatedDisk.SectorBytes)
            .Select(i => unchecked((byte)(i * 31 + 1)))
            .ToArray();
        file.Write(100, bytes);
        disk.Crash(CrashVariant.Torn, Chance(seed));
        var code = new HashCode();
        code.AddBytes(disk.Read("journal.db"));
        return code.ToHashCode();
    }
}
