using AtmTerminal.Journal;
using AtmTerminal.Journal.Store;
using AtmTerminal.Testing.Storage;

namespace AtmTerminal.Simulation;

/// <summary>
/// The disk of one cashpoint, with the real SQLite file of its journal in memory. Every write and sync is a stop point; what was
/// not synced when the power fails can be lost or torn.
/// </summary>
internal sealed class CashpointDisk : IDisposable
{
    private const string Database = "journal.db";

    // A journal as the first start makes it; made once on each thread.
    private static readonly ThreadLocal<DiskImage> Fresh = new(MakeFresh);

    private readonly Cashpoint _cashpoint;
    private readonly SimulatedDisk _disk;
    private string _fact = "";
    private bool _isMade;
    private long _headSeq;
    private (long HeadSeq, DiskImage Image)? _older;

    public CashpointDisk(Cashpoint cashpoint, bool isEmpty)
    {
        _cashpoint = cashpoint;
        _isMade = !isEmpty;
        _disk = isEmpty ? new() : new(Fresh.Value!);
        _disk.Watch = AtStep;
    }

    /// <summary>What goes wrong with commits now.</summary>
    public DiskTrouble Trouble { get; private set; }

    /// <summary>Whether the trouble has met a commit since it was set.</summary>
    public bool TroubleMet { get; private set; }

    public void Meet(DiskTrouble trouble)
    {
        (Trouble, TroubleMet) = (trouble, false);
        _disk.Mend();
        switch (trouble)
        {
            case DiskTrouble.WriteError:
                _disk.Arm(DiskFault.WriteError);
                break;
            case DiskTrouble.SyncErrorOnce:
                _disk.Arm(DiskFault.SyncError);
                break;
            case DiskTrouble.SyncErrorAlways:
                _disk.Arm(DiskFault.SyncError, times: int.MaxValue);
                break;
            case DiskTrouble.Full:
                _disk.Arm(DiskFault.DiskFull, times: int.MaxValue);
                break;
        }
    }

    /// <summary>Opens the journal for a program that starts.</summary>
    public OpeningOutcome Open(TimeProvider time)
    {
        var outcome = OpenOnce(time, store => new Handle(this, store));
        _isMade |= outcome is OpeningOutcome.Opened;
        return outcome;
    }

    /// <summary>A row is durable: the counter outside the disk knows it from now on.</summary>
    public void Acknowledge(long seq) => _headSeq = seq;

    /// <summary>From now on the program cannot do anything here.</summary>
    public void SwitchOff() => _disk.SwitchOff();

    /// <summary>The program is gone, and this became of what was not synced.</summary>
    public void Crash(CrashVariant unsynced, Draw draw)
    {
        _disk.Crash(unsynced, new Random(draw.Below(int.MaxValue)));
        if (Trouble is DiskTrouble.SyncErrorOnce or DiskTrouble.SyncErrorAlways or DiskTrouble.WriteError)
            Meet(DiskTrouble.None);
    }

    /// <summary>Keeps what is on the disk now, for somebody who will put it back some day.</summary>
    public void Remember() => _older = (_headSeq, _disk.TakeImage());

    /// <summary>
    /// While the machine is off: one bit is no longer what it was. A start has to refuse the journal, unless nobody will ever
    /// read that bit or it is further back than a start looks; then <c>journal verify</c> has to find it. The file is left as it
    /// was found, and after that the right one is put back.
    /// </summary>
    /// <returns>What went wrong; <c>null</c> when all was right.</returns>
    public string? TryBitFlip(TimeProvider time, Draw draw)
    {
        var right = _disk.TakeImage();
        var file = draw.Happens(700) ? Database : Database + "-wal";
        if (!_disk.Files.Contains(file) || _disk.LengthOf(file) is var length && length == 0)
            return null;
        // Most of the file is room for later, so that a bit anywhere seldom is one of a row that a start reads.
        var place = file == Database && draw.Happens(500) ? PlaceInNewRow(time, draw) : null;
        _disk.PutBack(right);
        _disk.FlipBit(file, place ?? (long)(draw.Number() % (ulong)length), draw.Below(8));
        var found = _disk.VerifyJournal();
        var opening = OpenOnce(time, store => store);
        var problem = Judge(opening, found);
        (opening as OpeningOutcome.Opened)?.Journal.Dispose();
        _disk.PutBack(right);
        return problem;
    }

    /// <summary>While the machine is off: an older image is in the place of the disk's contents (D9).</summary>
    /// <returns>What went wrong; <c>null</c> when the start refused it.</returns>
    public string? TryOldImage(TimeProvider time)
    {
        if (_older is not (var headSeq, { } older) || headSeq >= _headSeq)
            return null;
        var right = _disk.TakeImage();
        _disk.PutBack(older);
        var opening = OpenOnce(time, store => store);
        var problem = opening is OpeningOutcome.Opened ? "D9: an older copy of the journal was opened" : null;
        (opening as OpeningOutcome.Opened)?.Journal.Dispose();
        _disk.PutBack(right);
        return problem;
    }

    /// <summary>Checks the whole chain as <c>journal verify</c> does, while no program runs.</summary>
    public AuditResult Verify() => _disk.VerifyJournal();

    public void Dispose() => _disk.Dispose();

    private static DiskImage MakeFresh()
    {
        using var disk = new SimulatedDisk();
        if (
            disk.OpenJournal(firstStart: true, TimeProvider.System)
            is not OpeningOutcome.Opened { Journal: var journal }
        )
            throw new InvalidOperationException("An empty disk takes no journal.");
        journal.Dispose();
        return disk.TakeImage();
    }

    /// <summary>A byte of what one of the last rows says; <c>null</c> when only the log has that row.</summary>
    private long? PlaceInNewRow(TimeProvider time, Draw draw)
    {
        List<StoredRow> rows = [];
        var opening = OpenOnce(
            time,
            store =>
            {
                rows = [.. store.Rows(Math.Max(1, store.LastSeq - JournalFolder.RowsCheckedAtOpening + 1))];
                return store;
            }
        );
        (opening as OpeningOutcome.Opened)?.Journal.Dispose();
        if (rows.Count == 0)
            return null;
        var row = draw.One(rows);
        var hash = _disk.Read(Database).AsSpan().LastIndexOf(row.Hash);
        // A row's hash stands directly behind its words.
        return hash < 0 ? null : hash - 1 - draw.Below(Math.Min(row.Body.Length, 8));
    }

    private string? Judge(OpeningOutcome opening, AuditResult found)
    {
        if (opening is OpeningOutcome.Opened { Journal: var journal })
            return found.Holds || IsOutOfSight(found, journal.State.HeadSeq)
                ? null
                : $"D8: a damaged journal was opened ({found})";
        // A broken log ends where it is broken. What is left verifies, and the counter outside the disk knows that it is not all.
        return found.Holds && found.Rows >= _headSeq
            ? $"D8: a journal that verifies is refused: {opening.Sentence}"
            : null;
    }

    // A start reads neither old rows nor pages that it does not need; what is wrong there is found by the audit.
    private static bool IsOutOfSight(AuditResult found, long headSeq) =>
        found.BadRow > 0
            ? found.BadRow < headSeq - JournalFolder.RowsCheckedAtOpening
            : found.Problem!.StartsWith("SQLite", StringComparison.Ordinal);

    private OpeningOutcome OpenOnce(
        TimeProvider time,
        Func<SqliteStore, IEventStore> through,
        long? knownHeadSeq = null
    ) => JournalFolder.Open(_disk.JournalFiles(), !_isMade, time, knownHeadSeq ?? _headSeq, through);

    private DiskAnswer AtStep(DiskStep step)
    {
        var point =
            step.Action == DiskAction.Write ? "disk.write"
            : step.Action == DiskAction.Sync ? "disk.sync"
            : "disk.name";
        return _cashpoint.PassOnDisk(point, _fact) ? DiskAnswer.Go : DiskAnswer.Die;
    }

    /// <summary>The journal as one program has it open.</summary>
    private sealed class Handle(CashpointDisk disk, SqliteStore inner) : IEventStore
    {
        private bool _failed;

        public string? Commit(StoreBatch batch)
        {
            if (_failed)
                disk._cashpoint.Violated("rule 1: a commit follows one that failed");
            disk._fact = batch.Rows[0].Type;
            disk._cashpoint.Pass("journal.commit");
            var problem = inner.Commit(batch);
            // When the program ended inside of SQLite nothing was thrown through it; it ends here.
            disk._cashpoint.EndHereIfEnding();
            if (problem is null)
                return null;
            (_failed, disk.TroubleMet) = (true, true);
            disk._cashpoint.Rows.DiskFailed(disk._fact, disk.Trouble);
            return problem;
        }

        public string? Checkpoint()
        {
            disk._fact = "checkpoint";
            var problem = inner.Checkpoint();
            disk._cashpoint.EndHereIfEnding();
            if (problem is not null)
                (_failed, disk.TroubleMet) = (true, true);
            return problem;
        }

        public IEnumerable<StoredRow> Rows(long fromSeq) => inner.Rows(fromSeq);

        public byte[]? Card(long withdrawal) => inner.Card(withdrawal);

        public string? BackUpTo(JournalFiles files) => inner.BackUpTo(files);

        public void Dispose() => inner.Dispose();
    }
}
