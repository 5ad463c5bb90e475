using AtmTerminal.BankHost;
using AtmTerminal.SimulatedBoard.CashDispenser;
using AtmTerminal.Testing.Storage;

namespace AtmTerminal.Simulation;

/// <summary>Makes the planned faults of one visit come true, and notes which of them had an effect.</summary>
internal sealed class FaultInjector(Cashpoint cashpoint, Visit visit)
{
    // Faults of the machine stay armed until they meet something; a visit later they are taken back.
    private readonly List<(FaultKind Kind, int Number)> _armed = [];
    private readonly List<(FaultKind Kind, Func<bool> HasHappened)> _planned = [];

    private World World => cashpoint.World;

    /// <summary>The customer forgets the PIN pad until its time is over.</summary>
    public bool KeepsHandsOffPinPad { get; private set; }

    /// <summary>From now on the clock of the plan runs.</summary>
    public void CardInserted()
    {
        foreach (var fault in visit.Faults)
        {
            if (fault.AtPoint > 0)
                cashpoint.AtPoint(fault.AtPoint, () => Happen(fault));
            else if (fault.AtFact is { } fact)
                cashpoint.AtFact(fact, isDurable: fault.Detail % 2 == 0, () => Happen(fault));
            else
                World.After(fault.After, () => Happen(fault));
        }
    }

    /// <summary>Takes back what has met nothing.</summary>
    public void VisitEnded()
    {
        foreach (var (kind, number) in _armed)
            if (!cashpoint.Machine.ClearFault(number))
                World.Tally.Hit(kind);
        foreach (var (kind, hasHappened) in _planned)
            if (hasHappened())
                World.Tally.Hit(kind);
        cashpoint.Line.Plan(LineTrouble.None, 0);
        cashpoint.ForgetPlans();
        World.Host.ForgetStop();
    }

    private void Happen(PlannedFault fault)
    {
        if (World.IsOver)
            return;
        World.Trace.Add(World.Clock.Elapsed, cashpoint.Index, fault.Kind.ToString());
        var draw = new Draw(fault.Detail);
        switch (fault.Kind)
        {
            case FaultKind.PowerCut:
                End(
                    fault.Kind,
                    Ending.PowerCut,
                    draw.Happens(500) ? CrashVariant.KeepUnsynced : CrashVariant.LoseUnsynced,
                    Seconds(draw, 2, 90)
                );
                break;
            case FaultKind.UnsyncedWritesLost:
                End(fault.Kind, Ending.PowerCut, CrashVariant.LoseUnsynced, Seconds(draw, 2, 90));
                break;
            case FaultKind.TornPage:
                End(fault.Kind, Ending.PowerCut, CrashVariant.Torn, Seconds(draw, 2, 90));
                break;
            case FaultKind.ProgramKilled:
                End(fault.Kind, Ending.Killed, CrashVariant.KeepUnsynced, Seconds(draw, 1, 30));
                break;
            case FaultKind.SlowStart:
                End(fault.Kind, Ending.PowerCut, CrashVariant.KeepUnsynced, Seconds(draw, 600, 4000));
                break;
            case FaultKind.CrashInRecovery:
                CrashInRecovery(draw);
                break;
            case FaultKind.ProgramHangs:
                cashpoint.Hang(Seconds(draw, 1, 120));
                World.Tally.Hit(fault.Kind);
                break;
            case FaultKind.WriteError:
                Trouble(fault.Kind, DiskTrouble.WriteError);
                break;
            case FaultKind.SyncErrorOnce:
                Trouble(fault.Kind, DiskTrouble.SyncErrorOnce);
                break;
            case FaultKind.SyncErrorAlways:
                Trouble(fault.Kind, DiskTrouble.SyncErrorAlways);
                break;
            case FaultKind.DiskFull:
                Trouble(fault.Kind, DiskTrouble.Full);
                World.After(Seconds(draw, 30, 600), () => cashpoint.Disk.Meet(DiskTrouble.None));
                break;
            case FaultKind.BitFlip:
                Damage(fault.Kind, "D8", draw, () => cashpoint.Disk.TryBitFlip(cashpoint.Clock, draw));
                break;
            case FaultKind.OldImageRestored:
                Damage(fault.Kind, "D9", draw, () => cashpoint.Disk.TryOldImage(cashpoint.Clock));
                break;
            case FaultKind.ClockBack:
                SetClock(fault.Kind, -Days(draw));
                break;
            case FaultKind.ClockForward:
                SetClock(fault.Kind, Days(draw));
                break;
            case FaultKind.Misfeed:
                Arm(fault.Kind, DispenserFaults.Misfeed);
                break;
            case FaultKind.CassetteEmpty:
                // It lasts until it is cleared, so that it met something is told by the fact.
                Arm(fault.Kind, DispenserFaults.Empty);
                break;
            case FaultKind.DoublePick:
                Arm(fault.Kind, DispenserFaults.DoublePick);
                break;
            case FaultKind.Jam:
                Arm(fault.Kind, DispenserFaults.Jam, ("place", draw.One(JamPlaces)));
                break;
            case FaultKind.ShutterForced:
                Arm(fault.Kind, DispenserFaults.ShutterForced);
                break;
            case FaultKind.WrongCount:
                Arm(fault.Kind, DispenserFaults.WrongCount, ("seen", draw.Happens(500) ? "twice" : "never"));
                break;
            case FaultKind.OrderLost:
                Order(fault.Kind, OrderTrouble.OrderLost);
                break;
            case FaultKind.ReplyLost:
                Order(fault.Kind, OrderTrouble.ReplyLost);
                break;
            case FaultKind.OrderDoubled:
                Order(fault.Kind, OrderTrouble.OrderDoubled);
                break;
            case FaultKind.CardUnreadable:
                Arm(fault.Kind, "card-reader.unreadable");
                break;
            case FaultKind.CardHeld:
                Arm(fault.Kind, "card-reader.jam");
                break;
            case FaultKind.PinPadTimeout:
                KeepsHandsOffPinPad = true;
                World.Tally.Hit(fault.Kind);
                break;
            case FaultKind.HostStopsBeforeCommit:
                HostStops(fault.Kind, CommitPoint.Before, draw);
                break;
            case FaultKind.HostBackupRestored:
                if (World.Host.Restore(Seconds(draw, 10, 600)))
                {
                    World.Tally.Hit(fault.Kind);
                    World.Tally.Row("E14");
                }
                break;
            case FaultKind.HostStopsAfterCommit:
                HostStops(fault.Kind, CommitPoint.After, draw);
                break;
            default:
                OnTheLine(fault);
                break;
        }
    }

    private static readonly string[] JamPlaces =
    [
        "cassette",
        "transport",
        "stacker",
        "reject",
        "presenter",
        "purge",
        "hold",
    ];

    private void OnTheLine(PlannedFault fault)
    {
        var trouble = fault.Kind switch
        {
            FaultKind.LineDelays => LineTrouble.Delays,
            FaultKind.LineDrops => LineTrouble.Drops,
            FaultKind.LineDoubles => LineTrouble.Doubles,
            FaultKind.LineReorders => LineTrouble.Reorders,
            FaultKind.LineCutInMidFrame => LineTrouble.CutsInMidFrame,
            FaultKind.LineAlters => LineTrouble.Alters,
            _ => LineTrouble.None,
        };
        if (trouble == LineTrouble.None)
            return;
        if (trouble == LineTrouble.Drops && fault.Detail % 4 == 0)
        {
            // Somebody has dug through the cable.
            cashpoint.Line.IsUp = false;
            World.After(TimeSpan.FromMinutes(fault.Detail % 119 + 1), () => cashpoint.Line.IsUp = true);
            World.Tally.Hit(fault.Kind);
            return;
        }
        cashpoint.Line.Plan(trouble, fault.Detail);
        _planned.Add((fault.Kind, () => !cashpoint.Line.TroubleAhead));
    }

    private void End(FaultKind kind, Ending how, CrashVariant unsynced, TimeSpan pause)
    {
        if (cashpoint.Program is null)
            return;
        World.Tally.Hit(kind);
        World.Tally.Crashes++;
        cashpoint.EndAt(how, unsynced, pause);
    }

    private void Damage(FaultKind kind, string row, Draw draw, Func<string?> damage)
    {
        if (cashpoint.Program is null)
            return;
        cashpoint.WhileOff = () =>
        {
            World.Tally.Hit(kind);
            World.Tally.Row(row);
            if (damage() is { } problem)
                cashpoint.Violated(problem);
        };
        End(FaultKind.PowerCut, Ending.PowerCut, CrashVariant.KeepUnsynced, Seconds(draw, 60, 600));
    }

    private void CrashInRecovery(Draw draw)
    {
        if (cashpoint.Program is null)
            return;
        End(FaultKind.PowerCut, Ending.PowerCut, CrashVariant.KeepUnsynced, TimeSpan.FromSeconds(5));
        cashpoint.AtPoint(
            draw.Between(1, 150),
            () =>
                End(
                    FaultKind.CrashInRecovery,
                    Ending.PowerCut,
                    draw.Happens(500) ? CrashVariant.KeepUnsynced : CrashVariant.LoseUnsynced,
                    TimeSpan.FromSeconds(5)
                )
        );
    }

    private void Trouble(FaultKind kind, DiskTrouble trouble)
    {
        cashpoint.Disk.Meet(trouble);
        _planned.Add((kind, () => cashpoint.Disk.TroubleMet));
    }

    private void SetClock(FaultKind kind, TimeSpan error)
    {
        cashpoint.Clock.Error = error;
        World.Tally.Row("D10");
        World.Tally.Hit(kind);
    }

    private void Arm(FaultKind kind, string fault, params (string Name, string Value)[] parameters) =>
        _armed.Add((kind, cashpoint.Machine.Arm(fault, parameters.ToDictionary(p => p.Name, p => p.Value)).Number));

    private void Order(FaultKind kind, OrderTrouble trouble)
    {
        cashpoint.Plan(trouble);
        _planned.Add((kind, () => !cashpoint.OrderTroubleAhead));
    }

    private void HostStops(FaultKind kind, CommitPoint point, Draw draw)
    {
        World.Host.StopAt(point, Seconds(draw, 5, 300));
        _planned.Add((kind, () => !World.Host.WillStop));
    }

    private static TimeSpan Seconds(Draw draw, int least, int most) => TimeSpan.FromSeconds(draw.Between(least, most));

    private static TimeSpan Days(Draw draw) => TimeSpan.FromHours(draw.Between(1, 24 * 40));
}
