using AtmTerminal.Domain.Events;
using AtmTerminal.Domain.Withdrawals;
using AtmTerminal.Journal.Store;
using AtmTerminal.Testing.Storage;

namespace AtmTerminal.Testing;

/// <summary>What happens at the stop point that was chosen.</summary>
public enum StopKind
{
    /// <summary>The power goes: the terminal's process ends, and its motors stop.</summary>
    PowerFails,

    /// <summary>The terminal's process dies; the board keeps its power.</summary>
    ProcessDies,

    /// <summary>The call returns an error, and the process lives on.</summary>
    CallFails,
}

/// <summary>
/// Every boundary between a terminal and the world, each with a name: durable writes and syncs, device orders and answers, device
/// events, sends and receives, and the commits of the host. Records which ones are passed, and stops at one of them.
/// </summary>
/// <remarks>
/// At a boundary of the host (<c>host.…</c>) it is the host's process that ends; it starts again at once. The names are made from
/// the code by <see cref="StopPointNames"/>.
/// </remarks>
public sealed class StopPoints : IDisposable
{
    /// <summary>What the journal's disk does when it serves no commit and no checkpoint.</summary>
    internal const string Opening = "opening";

    private readonly List<string> _passed = [];
    private readonly SortedSet<string> _covered = new(StringComparer.Ordinal);
    private readonly List<string> _broken = [];
    private readonly Dictionary<WithdrawalNumber, int> _dispensedIn = [];
    private readonly HashSet<WithdrawalNumber> _presented = [];
    private readonly HashSet<long> _durablyRequested = [];
    private readonly Random _random;
    private bool _isWatching;

    /// <param name="journal">What is on the journal's disk at first; <c>null</c>: nothing.</param>
    /// <param name="host">What is on the host's disk at first.</param>
    /// <param name="seed">Decides what a torn crash keeps.</param>
    public StopPoints(DiskImage? journal = null, DiskImage? host = null, int seed = 0)
    {
        Disk = journal is null ? new() : new(journal);
        HostDisk = host is null ? new() : new(host);
        _random = new(seed);
        Disk.Watch = OnDisk;
        HostDisk.Watch = OnHostDisk;
    }

    /// <summary>The disk of the terminal.</summary>
    public SimulatedDisk Disk { get; }

    /// <summary>The disk of the bank host.</summary>
    public SimulatedDisk HostDisk { get; }

    /// <summary>The boundaries passed while it watched, in order.</summary>
    public IReadOnlyList<string> Passed => _passed;

    /// <summary>
    /// <see cref="Passed"/>, and the names of the other events of each commit: one write and one sync serve them all.
    /// </summary>
    public IReadOnlySet<string> Covered => _covered;

    /// <summary>Which of <see cref="Passed"/> stops, counted from 0; <c>null</c>: none.</summary>
    public int? StopAt { get; set; }

    public StopKind Kind { get; set; }

    /// <summary>What of the unsynced a crash leaves on the disk of whoever crashes.</summary>
    public CrashVariant Variant { get; set; }

    /// <summary>The name of the boundary it stopped at; <c>null</c> when it did not.</summary>
    public string? StoppedAt { get; private set; }

    /// <summary>What was seen to break an invariant at the moment when it broke.</summary>
    public IReadOnlyList<string> Broken => _broken;

    /// <summary>What the journal's disk is asked to do now: the last event of a commit, or another word.</summary>
    internal string Doing { get; set; } = Opening;

    /// <summary>The type of the message that the host is answering.</summary>
    internal string HostDoing { get; set; } = Opening;

    /// <summary>Ends the terminal's process; true: with the power of its board.</summary>
    internal Action<bool>? EndTerminal { get; set; }

    /// <summary>From now on boundaries are recorded, from the first, and it may stop.</summary>
    public void Watch()
    {
        _passed.Clear();
        (_isWatching, StoppedAt) = (true, null);
    }

    public void Dispose()
    {
        Disk.Dispose();
        HostDisk.Dispose();
    }

    /// <summary>Passes a boundary of the terminal.</summary>
    /// <returns>False when the call has to fail.</returns>
    /// <exception cref="PowerLostException">The process ends here.</exception>
    internal bool Cross(string name)
    {
        ThrowIfDead();
        var answer = Pass(name);
        ThrowIfDead();
        return answer == DiskAnswer.Go;
    }

    /// <summary>Lets no instruction of a dead process have an effect.</summary>
    internal void ThrowIfDead()
    {
        if (Disk.IsOff)
            throw new PowerLostException();
    }

    /// <summary>Passes a boundary of the host, whose process is ended by its caller.</summary>
    internal DiskAnswer PassAtHost(string name) => Pass(name);

    /// <summary>A commit has returned.</summary>
    internal void NoteCommit(StoreBatch batch)
    {
        if (Disk.HasUnsynced)
            _broken.Add($"rule 1: the commit of {batch.Rows[^1].Type} returned before its sync");
        if (_isWatching)
            _covered.UnionWith(batch.Rows.SelectMany(r => StopPointNames.OfCommit(r.Type)));
        foreach (var row in batch.Rows)
            if (row.Type == nameof(WithdrawalRequested))
                _durablyRequested.Add(row.Withdrawal);
    }

    /// <summary>
    /// I3, at the moment of the order, over all lives of the terminal. Another mix for the same request is no second serving as
    /// long as nothing was presented and the process lives (B3).
    /// </summary>
    internal void NoteDispense(WithdrawalNumber withdrawal)
    {
        if (!_durablyRequested.Contains(withdrawal.Value))
            _broken.Add($"I3: withdrawal {withdrawal} is dispensed without a durable request");
        if (!_dispensedIn.TryAdd(withdrawal, Disk.Life) && _dispensedIn[withdrawal] != Disk.Life)
            _broken.Add($"I3: withdrawal {withdrawal} is dispensed in two lives");
        if (_presented.Contains(withdrawal))
            _broken.Add($"I3: withdrawal {withdrawal} is dispensed although it was presented");
    }

    internal void NotePresent(WithdrawalNumber withdrawal)
    {
        if (!_presented.Add(withdrawal))
            _broken.Add($"I3: withdrawal {withdrawal} is presented twice");
    }

    internal void CrashTerminal() => Disk.Crash(Variant, _random);

    internal void CrashHost() => HostDisk.Crash(Variant, _random);

    private DiskAnswer OnDisk(DiskStep step) => Pass(NameOf("journal", step.Action, Doing));

    private DiskAnswer OnHostDisk(DiskStep step) => Pass(NameOf("host", step.Action, HostDoing));

    private static string NameOf(string whose, DiskAction action, string doing) =>
        action switch
        {
            DiskAction.Write => $"{whose}.write {doing}",
            DiskAction.Sync => $"{whose}.sync {doing}",
            _ => $"{whose}.file",
        };

    private DiskAnswer Pass(string name)
    {
        if (!_isWatching)
            return DiskAnswer.Go;
        _passed.Add(name);
        _covered.Add(name);
        if (StopAt != _passed.Count - 1)
            return DiskAnswer.Go;
        (StoppedAt, StopAt) = (name, null);
        if (Kind == StopKind.CallFails)
            return DiskAnswer.Fail;
        if (!name.StartsWith("host.", StringComparison.Ordinal))
        {
            Disk.SwitchOff();
            EndTerminal?.Invoke(Kind == StopKind.PowerFails);
        }
        return DiskAnswer.Die;
    }
}
