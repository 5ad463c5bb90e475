namespace AtmTerminal.SimulatedBoard.CashDispenser;

/// <summary>
/// From the hold position at the thickness station past the gate into the stacker or the reject bin. One note at a time; it
/// rests at the hold position until the transport motor turns.
/// </summary>
internal sealed class TransportLine(
    InputWire counted,
    InputWire rejected,
    Action<Item, TimeSpan> toStacker,
    Action<Item> toReject,
    Func<bool, long?> jamAt
)
{
    private Travel _at;
    private bool _diverting;
    private Item? _item;
    private long? _jamAt;
    private bool _motor;
    private bool? _toReject;

    public Item? Item => _item;

    public long At => _at.At;

    public bool Stuck { get; private set; }

    public bool AtStation => _item is not null && _at.At < _item.Length - Geometry.StopSensor;

    public TimeSpan? Next
    {
        get
        {
            if (_item is null || _at.Speed == 0)
                return null;
            var next = Earliest.Of(_at.Reaches(_item.Length - Geometry.StopSensor), _at.Reaches(Geometry.Gate));
            next = Earliest.Of(next, _at.Reaches(Geometry.BranchSensor));
            next = Earliest.Of(next, _at.Reaches(Geometry.BranchSensor + _item.Length));
            return _jamAt is { } jam ? Earliest.Of(next, _at.Reaches(jam)) : next;
        }
    }

    public bool Receive(Item item, TimeSpan now)
    {
        if (_item is not null)
            return false;
        (_item, _toReject, _jamAt, Stuck) = (item, null, null, false);
        _at.Put(0, now);
        Motor(_motor, now);
        Sense();
        return true;
    }

    public void Motor(bool on, TimeSpan now)
    {
        _motor = on;
        _at.Run(on && _item is not null && !Stuck ? Geometry.NoteSpeed : 0, now);
        if (_at.Speed != 0 && _at.At == 0)
            _jamAt = jamAt(_diverting);
    }

    public void Divert(bool on) => _diverting = on;

    public void AdvanceTo(TimeSpan now)
    {
        if (_item is null || _at.Speed == 0)
            return;
        _at.MoveTo(now);
        // The gate is where it is when the leading edge comes to it; after that the note follows its path.
        if (_toReject is null && _at.At >= Geometry.Gate)
            _toReject = _diverting;
        if (_jamAt is { } jam && _at.At >= jam)
        {
            Stuck = true;
            _at.Run(0, now);
        }
        else if (_toReject is { } reject && _at.At >= Geometry.BranchSensor + _item.Length)
            Leave(reject, now);
        Sense();
    }

    public void Free(TimeSpan now)
    {
        (Stuck, _jamAt) = (false, null);
        Motor(_motor, now);
    }

    public void Save(BinaryWriter state)
    {
        Item.SaveOptional(_item, state);
        state.Write(_at.At);
        state.Write(
            _toReject is null ? 0
            : _toReject.Value ? 2
            : 1
        );
        state.Write(Stuck);
        state.Write(_jamAt ?? -1);
    }

    public void Load(BinaryReader state)
    {
        _item = Item.LoadOptional(state);
        _at.Put(state.ReadInt64(), TimeSpan.Zero);
        _toReject = state.ReadInt32() switch
        {
            0 => null,
            var branch => branch == 2,
        };
        Stuck = state.ReadBoolean();
        _jamAt = state.ReadInt64() is var jam && jam >= 0 ? jam : null;
        Sense();
    }

    private void Leave(bool reject, TimeSpan now)
    {
        var item = _item!;
        _item = null;
        _at.Run(0, now);
        if (reject)
            toReject(item);
        else
            toStacker(item, now);
    }

    private void Sense()
    {
        var atSensor = _item is not null && _at.At >= Geometry.BranchSensor;
        counted.Set(atSensor && _toReject is false);
        rejected.Set(atSensor && _toReject is true);
    }
}
