using AtmTerminal.BankHost;

namespace AtmTerminal.Simulation;

/// <summary>The bank host of a world: the shipped one, which can stop around a commit and is then away for a while.</summary>
internal sealed class SimulatedHost : IDisposable
{
    // The store as it is on its first morning; made once on each thread for each number of cashpoints.
    private static readonly ThreadLocal<Dictionary<int, HostBackup>> FirstMornings = new(() => []);

    private readonly World _world;
    private readonly HostSecrets _secrets;
    private readonly byte[] _answer = new byte[Iso8583.Frame.MostBytes];
    private CommitPoint? _stopsAt;
    private CommitPoint _stoppedAt;
    private HostBackup? _backup;
    private TimeSpan _awayFor;

    public SimulatedHost(World world)
    {
        _world = world;
        _secrets = SampleBank.Secrets(SimulatedBank.Vault());
        if (!FirstMornings.Value!.TryGetValue(world.Plan.Cashpoints, out var morning))
            FirstMornings.Value[world.Plan.Cashpoints] = morning = FirstMorning(world.Plan.Cashpoints);
        Core = Start(morning);
    }

    public HostCore Core { get; private set; }

    /// <summary>Whether its program runs.</summary>
    public bool IsUp { get; private set; } = true;

    /// <summary>Whether the planned stop is still to come.</summary>
    public bool WillStop => _stopsAt is not null;

    /// <summary>The host went away; every connection has ended.</summary>
    public event Action? Stopped;

    /// <summary>The next commit does not come about, or its answer does not; the host is away for so long.</summary>
    public void StopAt(CommitPoint point, TimeSpan awayFor) => (_stopsAt, _awayFor) = (point, awayFor);

    public void ForgetStop() => _stopsAt = null;

    /// <summary>Keeps its store as it is now, for somebody who will restore it some day.</summary>
    public void Remember()
    {
        _backup?.Dispose();
        _backup = Core.Backup();
    }

    /// <summary>Its store is lost, and it comes back with the one that was kept.</summary>
    /// <returns>False when none was kept.</returns>
    public bool Restore(TimeSpan awayFor)
    {
        if (_backup is not { } backup || !IsUp)
            return false;
        Core.Dispose();
        Core = Start(backup);
        GoAway(awayFor);
        return true;
    }

    /// <summary>Takes a frame, and returns its answer; empty when there is none.</summary>
    public byte[] Handle(byte[] frame)
    {
        if (!IsUp)
            return [];
        try
        {
            return _answer.AsSpan(0, Core.Handle(frame, _answer)).ToArray();
        }
        catch (ProgramEndedException)
        {
            if (frame.AsSpan(2, 3).SequenceEqual("022"u8))
                _world.Tally.Row(_stoppedAt == CommitPoint.Before ? "E4" : "E5");
            GoAway(_awayFor);
            return [];
        }
    }

    public void Dispose()
    {
        Core.Dispose();
        _backup?.Dispose();
        _secrets.Dispose();
    }

    private static HostBackup FirstMorning(int cashpoints)
    {
        using var secrets = SampleBank.Secrets(SimulatedBank.Vault());
        using var core = HostCore.Open(
            null,
            secrets,
            SimulatedBank.Of(cashpoints),
            TimeProvider.System,
            Serilog.Core.Logger.None
        );
        return core.Backup();
    }

    private HostCore Start(HostBackup store)
    {
        var core = HostCore.Restore(store, null, _secrets, _world.Clock, Serilog.Core.Logger.None);
        core.Database.AtCommit = AtCommit;
        return core;
    }

    private void GoAway(TimeSpan span)
    {
        IsUp = false;
        Stopped?.Invoke();
        _world.After(span, () => IsUp = true);
    }

    private void AtCommit(CommitPoint point)
    {
        if (point != _stopsAt)
            return;
        (_stoppedAt, _stopsAt) = (point, null);
        throw new ProgramEndedException();
    }
}
