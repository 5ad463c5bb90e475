using System.Diagnostics;
using AtmTerminal.Domain.Events;
using AtmTerminal.Journal;
using Microsoft.Data.Sqlite;
using static AtmTerminal.Testing.Storage.Tests.Facts;

namespace AtmTerminal.Testing.Storage.Tests;

public class When_SQLite_works_on_a_simulated_disk
{
    private const int Rows = 400;

    [Test]
    public void The_database_has_the_same_bytes_as_on_a_real_one()
    {
        var folder = Directory.CreateTempSubdirectory("atm-disk-").FullName;
        using var disk = new SimulatedDisk();
        try
        {
            Write(Opened(JournalFolder.Open(folder, firstStart: true, Clock)));
            // The same key, as of a first start that was cut off behind it: the hashes are keyed.
            disk.Put("journal.key", File.ReadAllBytes(Path.Combine(folder, "journal.key")));
            disk.Put("journal.new", []);
            Write(Start(disk, first: true));
            Assert.That(disk.Read("journal.db"), Is.EqualTo(File.ReadAllBytes(Path.Combine(folder, "journal.db"))));
            Assert.That(
                disk.Files,
                Is.EqualTo(Directory.GetFiles(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal))
            );
            Assert.That(
                disk.Read("journal.db-wal"),
                Has.Length.EqualTo(new FileInfo(Path.Combine(folder, "journal.db-wal")).Length)
            );
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        static void Write(IJournal journal)
        {
            using (journal)
            {
                journal.Append(Loaded());
                for (var row = 0; row < Rows; row++)
                    journal.Append(Note(row));
                journal.Checkpoint();
                Assert.That(journal.Failure, Is.Null);
            }
        }
    }

    [Test]
    public void The_host_s_way_to_open_a_database_works_with_two_connections()
    {
        using var disk = new SimulatedDisk();
        using (var one = Connect())
        using (var other = Connect())
        {
            Run(one, "PRAGMA journal_mode = WAL; CREATE TABLE t(x); INSERT INTO t VALUES (1);");
            Assert.That(Number(other, "SELECT count(*) FROM t"), Is.EqualTo(1));
            Run(one, "BEGIN IMMEDIATE; INSERT INTO t VALUES (2);");
            Assert.That(
                () => Run(other, "INSERT INTO t VALUES (3)"),
                Throws.TypeOf<SqliteException>().With.Property("SqliteErrorCode").EqualTo(5)
            );
            Run(one, "COMMIT");
            Assert.That(Number(other, "SELECT count(*) FROM t"), Is.EqualTo(2));
        }
        Assert.That(disk.Files, Is.EqualTo(new[] { "host.db" }), "the last to close tidies up");
        using var later = Connect();
        Assert.That(Number(later, "SELECT count(*) FROM t"), Is.EqualTo(2));

        SqliteConnection Connect()
        {
            var connection = new SqliteConnection(
                new SqliteConnectionStringBuilder
                {
                    DataSource = $"{disk.Folder}/host.db",
                    Pooling = false,
                    DefaultTimeout = 1,
                }.ToString()
            );
            connection.Open();
            return connection;
        }
    }

    [Test]
    public void Many_disks_work_side_by_side_on_several_threads()
    {
        var failures = new List<string>();
        var threads = Enumerable.Range(0, 3).Select(_ => new Thread(Work)).ToArray();
        foreach (var thread in threads)
            thread.Start();
        foreach (var thread in threads)
            thread.Join();
        Assert.That(failures, Is.Empty);

        void Work()
        {
            using SimulatedDisk first = DiskWithJournal(),
                second = DiskWithJournal();
            using IJournal one = Start(first),
                two = Start(second);
            for (var i = 0; i < 200; i++)
            {
                one.Append(Note(i));
                if (i % 2 == 0)
                    two.Append(Note(i));
            }
            if ((one.Notes(), two.Notes()) != (200, 100))
                lock (failures)
                    failures.Add($"{one.Notes()} and {two.Notes()}: {one.Failure} {two.Failure}");
        }
    }

    [Test]
    public void A_commit_is_one_sync_and_takes_microseconds()
    {
        using var disk = DiskWithJournal();
        using var journal = Start(disk);
        JournalEvent[] notes = [.. Enumerable.Range(0, 3_000).Select(Note)];
        var before = disk.Counts;
        var watch = Stopwatch.StartNew();
        foreach (var note in notes)
            journal.Append(note);
        watch.Stop();
        Assert.That(journal.Failure, Is.Null);
        Assert.That(disk.Counts.Syncs - before.Syncs, Is.EqualTo(notes.Length));
        TestContext.Out.WriteLine(
            $"{watch.Elapsed.TotalMicroseconds / notes.Length:F1} us a commit, "
                + $"{(disk.Counts.Writes - before.Writes) / (double)notes.Length:F1} writes, "
                + $"{(disk.Counts.BytesWritten - before.BytesWritten) / notes.Length} bytes"
        );
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static long Number(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }
}
