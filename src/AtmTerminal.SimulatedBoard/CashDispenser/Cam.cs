namespace AtmTerminal.SimulatedBoard.CashDispenser;

/// <summary>
/// A cam with a single-revolution clutch. A pulse on the clutch engages it; from then on it turns whenever the feed motor does,
/// however often that stops, and disengages at the end of its one revolution. So a pulse feeds one note, a pulse held too long
/// feeds no second one, and a revolution that a power cut stopped half way is finished by the feed motor alone.
/// </summary>
/// <param name="sensor">Sees the note pass, 20 mm after its start.</param>
/// <param name="take">The note that the cam finds; <c>null</c> when there is none or it slips.</param>
/// <param name="give">Hands the note on at the end of the revolution; false when the place is taken.</param>
/// <param name="jamAt">Where this note gets stuck, if it does.</param>
internal sealed class Cam(InputWire sensor, Func<Item?> take, Func<Item, TimeSpan, bool> give, Func<long?> jamAt)
{
    private bool _engaged;
    private Item? _item;
    private long? _jamAt;
    private bool _motor;
    private bool _stuck;
    private long _stuckAt;
    private Travel _turned;

    public Item? Item => _item;

    public bool Stuck => _stuck;

    /// <summary>The note has come as far as the sensor of the place that the cam hands it to.</summary>
    public bool AtStop => _item is not null && At >= Geometry.CamTravel - Geometry.StopSensor;

    /// <summary>The note has not left the stacker's sensor yet.</summary>
    public bool UnderStackerSensor => _item is not null && At < Geometry.UnderStackerSensor;

    public long At => _stuck ? _stuckAt : _turned.At;

    public TimeSpan? Next
    {
        get
        {
            if (!_engaged || _turned.Speed == 0)
                return null;
            var next = _turned.Reaches(Geometry.CamTravel);
            if (_item is null || _stuck)
                return next;
            next = Earliest.Of(next, _turned.Reaches(Geometry.CamSensor));
            next = Earliest.Of(next, _turned.Reaches(Geometry.UnderStackerSensor));
            next = Earliest.Of(next, _turned.Reaches(Geometry.CamTravel - Geometry.StopSensor));
            next = Earliest.Of(next, _turned.Reaches(Geometry.CamSensor + _item.Length));
            return _jamAt is { } jam ? Earliest.Of(next, _turned.Reaches(jam)) : next;
        }
    }

    public void Pulse(TimeSpan now)
    {
        if (_engaged)
            return;
        _engaged = true;
        // A note stuck in the path keeps the next one from being fed.
        if (_item is null)
        {
            _item = take();
            _jamAt = _item is null ? null : jamAt();
        }
        _turned.Put(0, now);
        Motor(_motor, now);
    }

    public void Motor(bool on, TimeSpan now)
    {
        _motor = on;
        _turned.Run(on && _engaged ? Geometry.NoteSpeed : 0, now);
    }

    public void AdvanceTo(TimeSpan now)
    {
        if (!_engaged)
            return;
        _turned.MoveTo(now);
        if (_item is not null && !_stuck && _jamAt is { } jam && _turned.At >= jam)
            (_stuck, _stuckAt) = (true, jam);
        if (_turned.At >= Geometry.CamTravel)
            End(now);
        Sense();
    }

    /// <summary>A person has pushed the stuck note on: the cam takes it along at the next turning of the motor.</summary>
    public void Free(TimeSpan now)
    {
        if (!_stuck)
            return;
        (_stuck, _jamAt, _engaged) = (false, null, true);
        _turned.Put(_stuckAt, now);
        Motor(_motor, now);
    }

    /// <summary>A person takes the note out and turns the cam to its rest.</summary>
    public Item? TakeOut(TimeSpan now)
    {
        var taken = _item;
        (_item, _stuck, _jamAt, _engaged) = (null, false, null, false);
        _turned.Run(0, now);
        Sense();
        return taken;
    }

    public void Save(BinaryWriter state)
    {
        state.Write(_engaged);
        state.Write(_turned.At);
        state.Write(_stuck);
        state.Write(_stuckAt);
        state.Write(_jamAt ?? -1);
        Item.SaveOptional(_item, state);
    }

    public void Load(BinaryReader state)
    {
        _engaged = state.ReadBoolean();
        _turned.Put(state.ReadInt64(), TimeSpan.Zero);
        _stuck = state.ReadBoolean();
        _stuckAt = state.ReadInt64();
        _jamAt = state.ReadInt64() is var jam && jam >= 0 ? jam : null;
        _item = Item.LoadOptional(state);
        Sense();
    }

    private void End(TimeSpan now)
    {
        _engaged = false;
        _turned.Run(0, now);
        if (_item is null || _stuck)
            return;
        if (give(_item, now))
            _item = null;
        else
            (_stuck, _stuckAt) = (true, Geometry.CamTravel - 1);
    }

    private void Sense() =>
        sensor.Set(_item is not null && At >= Geometry.CamSensor && At < Geometry.CamSensor + _item.Length);
}
