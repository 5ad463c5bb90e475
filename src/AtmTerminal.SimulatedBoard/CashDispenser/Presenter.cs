namespace AtmTerminal.SimulatedBoard.CashDispenser;

/// <summary>
/// The stacker and the belt that carries its bundle to the throat and back. The bundle is longer than the way between the two
/// sensors, so at least one of them sees it wherever it is.
/// </summary>
internal sealed class Presenter(InputWire throat, Func<bool> leavesOneBehind, Func<long?> jamAt)
{
    private readonly List<Item> _leftBehind = [];
    private readonly List<Item> _pile = [];
    private Travel _at;
    private bool _forward;
    private long? _jamAt;
    private bool _reverse;

    public IReadOnlyList<Item> Pile => _pile;

    public IReadOnlyList<Item> LeftBehind => _leftBehind;

    public long At => _at.At;

    public bool Stuck { get; private set; }

    public bool InStacker => _pile.Count > 0 && _at.At <= Geometry.StackerSensorEnd;

    public TimeSpan? Next
    {
        get
        {
            if (_pile.Count == 0 || _at.Speed == 0)
                return null;
            var next = Earliest.Of(_at.Reaches(Geometry.ThroatSensor), _at.Reaches(Geometry.StackerSensorEnd + 1));
            next = Earliest.Of(next, _at.Reaches(Geometry.StackerSensorEnd));
            next = Earliest.Of(next, _at.Reaches(Geometry.ThroatSensor - 1));
            next = Earliest.Of(next, _at.Reaches(_at.Speed > 0 ? Geometry.BeltTravel : 0));
            return _jamAt is { } jam ? Earliest.Of(next, _at.Reaches(jam)) : next;
        }
    }

    public void Receive(Item item, TimeSpan now)
    {
        if (_pile.Count == 0)
            _at.Put(0, now);
        for (var note = 0; note < item.Notes; note++)
            _pile.Add(item with { Notes = 1 });
        Sense();
    }

    public void Forward(bool on, TimeSpan now)
    {
        _forward = on;
        Run(now);
    }

    public void Reverse(bool on, TimeSpan now)
    {
        if (on && !_reverse && _pile.Count > 0 && _at.At >= Geometry.Grip && leavesOneBehind())
        {
            _leftBehind.Add(_pile[^1]);
            _pile.RemoveAt(_pile.Count - 1);
        }
        _reverse = on;
        Run(now);
        Sense();
    }

    public void AdvanceTo(TimeSpan now)
    {
        if (_at.Speed == 0)
            return;
        _at.MoveTo(now);
        if (_jamAt is { } jam && (_at.Speed > 0 ? _at.At >= jam : _at.At <= jam))
        {
            Stuck = true;
            _at.Run(0, now);
        }
        // By direction: asked again in the tick in which it starts, the bundle still lies at the other stop.
        if (_at.Speed > 0 ? _at.At >= Geometry.BeltTravel : _at.At <= 0)
        {
            // The belt slips on a bundle that lies at the stop.
            _at.Put(Math.Clamp(_at.At, 0, Geometry.BeltTravel), now);
            _at.Run(0, now);
        }
        Sense();
    }

    /// <summary>The lowest note, for the purging cam; it is only there while the bundle lies in the stacker.</summary>
    public Item? TakeLowest(TimeSpan now)
    {
        if (_pile.Count == 0 || _at.At != 0)
            return null;
        var lowest = _pile[0];
        _pile.RemoveAt(0);
        EndIfEmpty(now);
        return lowest;
    }

    /// <summary>A hand takes the uppermost notes that it can grip.</summary>
    public IReadOnlyList<Item> TakeAtExit(int atMost, TimeSpan now)
    {
        var taken = new List<Item>();
        while (taken.Count < atMost && _leftBehind.Count > 0)
            Move(_leftBehind, taken);
        while (taken.Count < atMost && _pile.Count > 0 && _at.At >= Geometry.Grip)
            Move(_pile, taken);
        EndIfEmpty(now);
        return taken;
    }

    /// <summary>A person takes out all notes, from inside the machine.</summary>
    public IReadOnlyList<Item> TakeOut(TimeSpan now)
    {
        Item[] taken = [.. _pile, .. _leftBehind];
        _pile.Clear();
        _leftBehind.Clear();
        _jamAt = null;
        EndIfEmpty(now);
        return taken;
    }

    public void Free(TimeSpan now)
    {
        (Stuck, _jamAt) = (false, null);
        _pile.AddRange(_leftBehind);
        _leftBehind.Clear();
        Run(now);
        Sense();
    }

    public void Save(BinaryWriter state)
    {
        state.Write(_at.At);
        state.Write(Stuck);
        Save(_pile, state);
        Save(_leftBehind, state);
    }

    public void Load(BinaryReader state)
    {
        _at.Put(state.ReadInt64(), TimeSpan.Zero);
        Stuck = state.ReadBoolean();
        Load(_pile, state);
        Load(_leftBehind, state);
        Sense();
    }

    private static void Move(List<Item> from, List<Item> to)
    {
        to.Add(from[^1]);
        from.RemoveAt(from.Count - 1);
    }

    private static void Save(List<Item> items, BinaryWriter state)
    {
        state.Write(items.Count);
        foreach (var item in items)
            item.Save(state);
    }

    private static void Load(List<Item> items, BinaryReader state)
    {
        items.Clear();
        for (var left = state.ReadInt32(); left > 0; left--)
            items.Add(Item.Load(state));
    }

    private void EndIfEmpty(TimeSpan now)
    {
        if (_pile.Count == 0)
        {
            _at.Run(0, now);
            _at.Put(0, now);
            Stuck = false;
        }
        Sense();
    }

    private void Run(TimeSpan now)
    {
        var direction =
            _forward == _reverse ? 0
            : _forward ? 1
            : -1;
        var blocked =
            _pile.Count == 0
            || Stuck
            || (direction > 0 && _at.At >= Geometry.BeltTravel)
            || (direction < 0 && _at.At <= 0);
        var speed = blocked ? 0 : direction * Geometry.BeltSpeed;
        var starts = speed != 0 && _at.Speed == 0;
        _at.Run(speed, now);
        if (starts)
            _jamAt = jamAt() is { } jam && _at.Reaches(jam) is not null ? jam : null;
    }

    private void Sense() => throat.Set(_leftBehind.Count > 0 || (_pile.Count > 0 && _at.At >= Geometry.ThroatSensor));
}
