namespace AtmTerminal.SimulatedBoard.CashDispenser;

/// <summary>
/// Where a purged note rests, counted, until the drop roller lets it go into the bin that the selector points to. The sensor
/// sees the note until the very moment it falls free of the roller, and then it is in the bin.
/// </summary>
internal sealed class HoldPosition(Action<Item, bool> toBin, Func<long?> jamAt)
{
    private Travel _at;
    private Item? _item;
    private long? _jamAt;
    private bool _motor;
    private bool _selectsRetract;
    private bool? _toRetract;

    public Item? Item => _item;

    public long At => _at.At;

    public bool Stuck { get; private set; }

    public TimeSpan? Next
    {
        get
        {
            if (_item is null || _at.Speed == 0)
                return null;
            var next = Earliest.Of(_at.Reaches(_item.Length - Geometry.StopSensor), _at.Reaches(Geometry.Selector));
            return _jamAt is { } jam ? Earliest.Of(next, _at.Reaches(jam)) : next;
        }
    }

    public bool Receive(Item item, TimeSpan now)
    {
        if (_item is not null)
            return false;
        (_item, _toRetract, _jamAt, Stuck) = (item, null, null, false);
        _at.Put(0, now);
        Motor(_motor, now);
        return true;
    }

    public void Motor(bool on, TimeSpan now)
    {
        _motor = on;
        _at.Run(on && _item is not null && !Stuck ? Geometry.NoteSpeed : 0, now);
        if (_at.Speed != 0 && _at.At == 0)
            _jamAt = jamAt();
    }

    public void Select(bool retract) => _selectsRetract = retract;

    public void AdvanceTo(TimeSpan now)
    {
        if (_item is null || _at.Speed == 0)
            return;
        _at.MoveTo(now);
        if (_toRetract is null && _at.At >= Geometry.Selector)
            _toRetract = _selectsRetract;
        if (_jamAt is { } jam && _at.At >= jam)
        {
            Stuck = true;
            _at.Run(0, now);
        }
        else if (_at.At >= _item.Length - Geometry.StopSensor)
        {
            toBin(_item, _toRetract is true);
            _item = null;
            _at.Run(0, now);
        }
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
            _toRetract is null ? 0
            : _toRetract.Value ? 2
            : 1
        );
        state.Write(Stuck);
    }

    public void Load(BinaryReader state)
    {
        _item = Item.LoadOptional(state);
        _at.Put(state.ReadInt64(), TimeSpan.Zero);
        _toRetract = state.ReadInt32() switch
        {
            0 => null,
            var branch => branch == 2,
        };
        Stuck = state.ReadBoolean();
    }
}
