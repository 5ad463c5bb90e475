namespace AtmTerminal.SimulatedBoard.CashDispenser;

/// <summary>
/// A stretch of the path on which one note rests until a motor moves it on, with a gate that sends it one of two ways. The gate
/// counts where it stands when the leading edge comes to it; after that the note follows its way.
/// </summary>
/// <param name="gate">Where the gate is, in nanometres from the rest.</param>
/// <param name="jamAt">Where the note that sets out with the gate so turned gets stuck, if it does.</param>
internal abstract class NoteStretch(long gate, Func<bool, long?> jamAt)
{
    private Travel _at;
    private bool _gateTurned;
    private long? _jamAt;
    private bool _motor;

    public Item? Item { get; private set; }

    public long At => _at.At;

    public bool Stuck { get; private set; }

    public TimeSpan? Next
    {
        get
        {
            if (Item is null || _at.Speed == 0)
                return null;
            var next = Earliest.Of(_at.Reaches(gate), _at.Reaches(EndOf(Item)));
            next = Earliest.Of(next, NextSeen(_at, Item));
            return _jamAt is { } jam ? Earliest.Of(next, _at.Reaches(jam)) : next;
        }
    }

    /// <summary>The way that the note has taken at the gate; <c>null</c> before it.</summary>
    protected bool? Way { get; private set; }

    /// <returns>False when another note is there.</returns>
    public bool Receive(Item item, TimeSpan now)
    {
        if (Item is not null)
            return false;
        (Item, Way, _jamAt, Stuck) = (item, null, null, false);
        _at.Put(0, now);
        Motor(_motor, now);
        Sense();
        return true;
    }

    public void Motor(bool on, TimeSpan now)
    {
        _motor = on;
        _at.Run(on && Item is not null && !Stuck ? Geometry.NoteSpeed : 0, now);
        if (_at.Speed != 0 && _at.At == 0)
            _jamAt = jamAt(_gateTurned);
    }

    public void TurnGate(bool turned) => _gateTurned = turned;

    public void AdvanceTo(TimeSpan now)
    {
        if (Item is null || _at.Speed == 0)
            return;
        _at.MoveTo(now);
        if (Way is null && _at.At >= gate)
            Way = _gateTurned;
        if (_jamAt is { } jam && _at.At >= jam)
        {
            Stuck = true;
            _at.Run(0, now);
        }
        else if (Way is { } way && _at.At >= EndOf(Item))
        {
            var item = Item;
            Item = null;
            _at.Run(0, now);
            Leave(item, way, now);
        }
        Sense();
    }

    public void Free(TimeSpan now)
    {
        (Stuck, _jamAt) = (false, null);
        Motor(_motor, now);
    }

    /// <summary>A person takes the note out.</summary>
    public Item? TakeOut(TimeSpan now)
    {
        var taken = Item;
        (Item, Way, Stuck, _jamAt) = (null, null, false, null);
        _at.Run(0, now);
        Sense();
        return taken;
    }

    public void Save(BinaryWriter state)
    {
        Item.SaveOptional(Item, state);
        state.Write(_at.At);
        state.Write(
            Way is null ? 0
            : Way.Value ? 2
            : 1
        );
        state.Write(Stuck);
        state.Write(_jamAt ?? -1);
    }

    public void Load(BinaryReader state)
    {
        Item = Item.LoadOptional(state);
        _at.Put(state.ReadInt64(), TimeSpan.Zero);
        Way = state.ReadInt32() switch
        {
            0 => null,
            var way => way == 2,
        };
        Stuck = state.ReadBoolean();
        _jamAt = state.ReadInt64() is var jam && jam >= 0 ? jam : null;
        Sense();
    }

    /// <summary>Where the note has left the stretch.</summary>
    protected abstract long EndOf(Item item);

    protected abstract void Leave(Item item, bool way, TimeSpan now);

    /// <summary>When a sensor next sees something else, besides gate and end.</summary>
    protected virtual TimeSpan? NextSeen(Travel at, Item item) => null;

    protected virtual void Sense() { }
}
