using AtmTerminal.SimulatedBoard.Faults;

namespace AtmTerminal.SimulatedBoard.CashDispenser;

/// <summary>
/// The cash dispenser as hardware/cash-dispenser/README.md describes it: cassettes with pick cams, thickness station, transport
/// with gate, stacker, presenter, shutter, purge cam, hold position and two bins.
/// </summary>
public sealed partial class CashDispenserMechanism : Mechanism
{
    private readonly Cassette[] _cassettes;
    private readonly Tally _customer = new();
    private readonly IReadOnlyList<CassetteLoad> _loads;
    private readonly Cam[] _pickCams;
    private readonly Tally _reject = new();
    private readonly Tally _retract = new();
    private InputWire _double = null!;
    private HoldPosition _hold = null!;
    private InputWire _holdSensor = null!;
    private TimeSpan? _next;
    private TimeSpan _now;
    private Presenter _presenter = null!;
    private Cam _purgeCam = null!;
    private Shutter _shutter = null!;
    private InputWire _stacker = null!;
    private InputWire _station = null!;
    private TransportLine _transport = null!;

    /// <param name="cassettes">1 to 6, each slot at most once. Only a new machine is loaded so; a saved one keeps its notes.</param>
    public CashDispenserMechanism(IReadOnlyList<CassetteLoad> cassettes)
    {
        _loads = cassettes;
        _cassettes = new Cassette[cassettes.Count];
        _pickCams = new Cam[cassettes.Count];
    }

    public override string Name => "dispenser";

    protected internal override IReadOnlyList<FaultDefinition> FaultDefinitions => DispenserFaults.Definitions;

    protected internal override TimeSpan? NextEvent => _next;

    protected internal override void Connect(Wiring wiring)
    {
        ConnectPath(wiring);
        for (var i = 0; i < _loads.Count; i++)
            ConnectCassette(wiring, i);
        Drive(wiring, "feed", FeedMotor);
        Drive(wiring, "transport", _transport.Motor);
        Drive(wiring, "divert", (on, _) => _transport.TurnGate(on));
        Drive(wiring, "present", _presenter.Forward);
        Drive(wiring, "retract", _presenter.Reverse);
        Drive(wiring, "shutterOpen", _shutter.Open);
        Drive(wiring, "shutterClose", _shutter.Close);
        Drive(wiring, "purge", (on, now) => Pulse(_purgeCam, on, now));
        Drive(wiring, "drop", _hold.Motor);
        Drive(wiring, "bin", (on, _) => _hold.TurnGate(on));
    }

    protected internal override void AdvanceTo(TimeSpan now)
    {
        _now = now;
        // Nothing moves, or nothing moves that anybody can see before the next event: positions follow from the time.
        if (_next is null)
            return;
        foreach (var cam in _pickCams)
            cam.AdvanceTo(now);
        _transport.AdvanceTo(now);
        _purgeCam.AdvanceTo(now);
        _hold.AdvanceTo(now);
        _presenter.AdvanceTo(now);
        _shutter.AdvanceTo(now);
        Settle();
    }

    protected internal override void FaultsChanged(TimeSpan now)
    {
        foreach (var cassette in _cassettes)
            cassette.Block(DispenserFaults.For(Faults, DispenserFaults.Empty, cassette.Unit) is not null);
        if (Faults.Find(DispenserFaults.ShutterForced) is not { } forced)
            return;
        _shutter.ForceOpen(now);
        Faults.Happened(forced);
        Settle();
    }

    private void ConnectPath(Wiring wiring)
    {
        _station = Sensor(wiring, "station");
        _double = Sensor(wiring, "double");
        _stacker = Sensor(wiring, "stacker");
        _holdSensor = Sensor(wiring, "hold");
        _transport = new TransportLine(
            Sensor(wiring, "stacked"),
            Sensor(wiring, "rejected"),
            (item, now) => _presenter.Receive(item, now),
            item => _reject.Add(item.Unit, item.Notes),
            diverting =>
                DispenserFaults.JamIn(Faults, "transport")
                ?? DispenserFaults.JamIn(Faults, diverting ? "reject" : "stacker"),
            () => DispenserFaults.MiscountOf(Faults)
        );
        _presenter = new Presenter(
            Sensor(wiring, "throat"),
            LeavesOneBehind,
            () => DispenserFaults.JamIn(Faults, "presenter")
        );
        _shutter = new Shutter(
            Sensor(wiring, "shutterOpened"),
            Sensor(wiring, "shutterClosed", level: true),
            ShutterSticks,
            () => Faults.Find(DispenserFaults.ShutterForced) is not null
        );
        _purgeCam = new Cam(
            Sensor(wiring, "gauge"),
            () => _presenter.TakeLowest(_now),
            (item, now) => _hold.Receive(item, now),
            () => DispenserFaults.JamIn(Faults, "purge")
        );
        _hold = new HoldPosition(
            (item, retract) => (retract ? _retract : _reject).Add(item.Unit, item.Notes),
            () => DispenserFaults.JamIn(Faults, "hold")
        );
    }

    private void ConnectCassette(Wiring wiring, int i)
    {
        var slot = _loads[i].Slot;
        var cassette = new Cassette(_loads[i], Sensor(wiring, $"inserted{slot}"), Sensor(wiring, $"low{slot}"));
        var cam = new Cam(
            Sensor(wiring, $"picked{slot}"),
            () => Pick(cassette),
            (item, now) => _transport.Receive(item, now),
            () => DispenserFaults.JamIn(Faults, "cassette")
        );
        (_cassettes[i], _pickCams[i]) = (cassette, cam);
        cassette.Sense();
        Drive(wiring, $"pick{slot}", (on, now) => Pulse(cam, on, now));
    }

    private static InputWire Sensor(Wiring wiring, string name, bool level = false) =>
        wiring.Input($"dispenser.{name}", level);

    private void Drive(Wiring wiring, string name, Action<bool, TimeSpan> drive) =>
        wiring.Output(
            $"dispenser.{name}",
            OutputSupply.Motor,
            (on, now) =>
            {
                drive(on, now);
                Settle();
            }
        );

    private static void Pulse(Cam cam, bool on, TimeSpan now)
    {
        if (on)
            cam.Pulse(now);
    }

    private void FeedMotor(bool on, TimeSpan now)
    {
        foreach (var cam in _pickCams)
            cam.Motor(on, now);
        _purgeCam.Motor(on, now);
    }

    private Item? Pick(Cassette cassette)
    {
        if (DispenserFaults.For(Faults, DispenserFaults.Misfeed, cassette.Unit) is { } misfeed)
        {
            Faults.Happened(misfeed);
            return null;
        }
        var wanted = 1;
        var length = cassette.NoteLength;
        if (DispenserFaults.For(Faults, DispenserFaults.DoublePick, cassette.Unit) is { } two)
        {
            wanted = 2;
            Faults.Happened(two);
        }
        if (DispenserFaults.For(Faults, DispenserFaults.Damaged, cassette.Unit) is { } damaged)
        {
            length += damaged.Whole("mm") * Geometry.Mm;
            Faults.Happened(damaged);
        }
        var notes = cassette.Take(wanted);
        return notes == 0 ? null : new Item(cassette.Unit, notes, length);
    }

    private bool ShutterSticks(bool opening)
    {
        var direction = opening ? "opening" : "closing";
        if (
            Faults.Find(
                DispenserFaults.ShutterStuck,
                f => f.Text("when") is var when && (when == direction || when == "both")
            )
            is not { } stuck
        )
            return false;
        Faults.Happened(stuck);
        return true;
    }

    private bool LeavesOneBehind()
    {
        if (Faults.Find(DispenserFaults.NoteLeft) is not { } left)
            return false;
        Faults.Happened(left);
        return true;
    }

    // After every change: the sensors that two neighbours share, and what comes next.
    private void Settle()
    {
        SenseShared();
        var next = Earliest.Of(_transport.Next, _purgeCam.Next);
        next = Earliest.Of(next, Earliest.Of(_presenter.Next, _shutter.Next));
        next = Earliest.Of(next, _hold.Next);
        foreach (var cam in _pickCams)
            next = Earliest.Of(next, cam.Next);
        _next = next;
    }

    private void SenseShared()
    {
        var (station, thick) = (_transport.AtStation, _transport.AtStation && _transport.Item!.Notes > 1);
        foreach (var cam in _pickCams)
        {
            station |= cam.AtStop;
            thick |= cam.AtStop && cam.Item!.Notes > 1;
        }
        _station.Set(station);
        _double.Set(thick);
        _stacker.Set(_presenter.InStacker || _purgeCam.UnderStackerSensor);
        _holdSensor.Set(_hold.Item is not null || _purgeCam.AtStop);
    }
}
