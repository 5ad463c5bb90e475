using AtmTerminal.SimulatedBoard.Faults;

namespace AtmTerminal.SimulatedBoard.Auxiliaries;

/// <summary>Key switch and doors as they are.</summary>
public sealed record AuxiliariesPicture(bool Supervisor, bool SafeDoorOpen, bool CabinetDoorOpen)
    : MechanismPicture(AuxiliariesMechanism.MechanismName);

/// <summary>
/// The operator's key switch and the two doors, each door with a changeover contact (hardware/auxiliaries/README.md). Contacts
/// bounce, and on the way a changeover contact touches neither side.
/// </summary>
public sealed class AuxiliariesMechanism : Mechanism
{
    internal const string MechanismName = "auxiliaries";

    private const string SafeDoorFault = "auxiliaries.safe-door-opened";
    private const string CabinetDoorFault = "auxiliaries.cabinet-door-opened";

    private static readonly TimeSpan s_bounce = TimeSpan.FromMilliseconds(2);

    private readonly PriorityQueue<Action, (TimeSpan At, long Order)> _coming = new();
    private readonly Door _cabinetDoor = new();
    private readonly Door _safeDoor = new();
    private long _order;
    private bool _supervisor;
    private InputWire _switch = null!;

    public override string Name => MechanismName;

    protected internal override IReadOnlyList<FaultDefinition> FaultDefinitions =>
        [new(SafeDoorFault, "Safe door opened", []), new(CabinetDoorFault, "Cabinet door opened", [])];

    protected internal override TimeSpan? NextEvent => _coming.TryPeek(out _, out var due) ? due.At : null;

    /// <summary>Somebody turns the key.</summary>
    public void TurnSwitch(bool supervisor) => Act(now => Turn(supervisor, now));

    /// <summary>Somebody opens or closes the safe.</summary>
    public void MoveSafeDoor(bool open) => Act(now => Move(_safeDoor, open, now));

    /// <summary>Somebody opens or closes the upper part.</summary>
    public void MoveCabinetDoor(bool open) => Act(now => Move(_cabinetDoor, open, now));

    protected internal override void Connect(Wiring wiring)
    {
        _switch = wiring.Input("auxiliaries.supervisor");
        _safeDoor.Connect(wiring, "auxiliaries.safeDoor");
        _cabinetDoor.Connect(wiring, "auxiliaries.cabinetDoor");
    }

    protected internal override void AdvanceTo(TimeSpan now)
    {
        while (_coming.TryPeek(out var happens, out var due) && due.At <= now)
        {
            _coming.Dequeue();
            happens();
        }
    }

    protected internal override void FaultsChanged(TimeSpan now)
    {
        OpenWhile(SafeDoorFault, _safeDoor, now);
        OpenWhile(CabinetDoorFault, _cabinetDoor, now);
    }

    protected internal override void Save(BinaryWriter state)
    {
        state.Write(_supervisor);
        state.Write(_safeDoor.Open);
        state.Write(_cabinetDoor.Open);
    }

    protected internal override void Load(BinaryReader state)
    {
        _switch.Set(_supervisor = state.ReadBoolean());
        _safeDoor.Put(state.ReadBoolean());
        _cabinetDoor.Put(state.ReadBoolean());
    }

    protected internal override MechanismPicture Picture() =>
        new AuxiliariesPicture(_supervisor, _safeDoor.Open, _cabinetDoor.Open);

    private void Turn(bool supervisor, TimeSpan now)
    {
        if (_supervisor == supervisor)
            return;
        _supervisor = supervisor;
        _switch.Set(supervisor);
        After(now + s_bounce, () => _switch.Set(!supervisor));
        After(now + 2 * s_bounce, () => _switch.Set(supervisor));
    }

    private void Move(Door door, bool open, TimeSpan now)
    {
        if (door.Open == open)
            return;
        door.Leave(open);
        After(now + s_bounce, door.Arrive);
        After(now + 2 * s_bounce, door.LeapBack);
        After(now + 3 * s_bounce, door.Arrive);
    }

    // Armed once, the door springs open and stays as it is; armed to last, it closes again when the fault is cleared.
    private void OpenWhile(string fault, Door door, TimeSpan now)
    {
        if (Faults.Find(fault) is { } armed)
        {
            Faults.Happened(armed);
            door.ForcedByFault = !armed.Once;
            Move(door, open: true, now);
        }
        else if (door.ForcedByFault)
        {
            door.ForcedByFault = false;
            Move(door, open: false, now);
        }
    }

    private void After(TimeSpan at, Action happens) => _coming.Enqueue(happens, (at, _order++));

    private sealed class Door
    {
        private InputWire _closedContact = null!;
        private InputWire _openContact = null!;

        public bool Open { get; private set; }

        public bool ForcedByFault { get; set; }

        public void Connect(Wiring wiring, string name)
        {
            _closedContact = wiring.Input($"{name}Closed", level: true);
            _openContact = wiring.Input($"{name}Open");
        }

        public void Leave(bool open)
        {
            Open = open;
            LeapBack();
        }

        public void LeapBack()
        {
            _closedContact.Set(false);
            _openContact.Set(false);
        }

        public void Arrive() => Put(Open);

        public void Put(bool open)
        {
            Open = open;
            _closedContact.Set(!open);
            _openContact.Set(open);
        }
    }
}
