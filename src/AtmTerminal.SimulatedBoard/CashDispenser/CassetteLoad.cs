namespace AtmTerminal.SimulatedBoard.CashDispenser;

/// <summary>A cassette as it is put into a new machine.</summary>
/// <param name="Slot">1 to 6; the slot's number is the unit's id in the journal.</param>
/// <param name="NoteLengthMm">Length of its notes along the path.</param>
public sealed record CassetteLoad(int Slot, int Notes, int NoteLengthMm);

/// <summary>A cassette with its pick cam.</summary>
internal sealed class Cassette(CassetteLoad load, InputWire inserted, InputWire low)
{
    /// <summary>With this many notes or fewer the low sensor sees through the stack.</summary>
    private const int LowAt = 20;

    private bool _blocked;
    private bool _inserted = true;
    private int _notes = load.Notes;

    public string Unit { get; } = load.Slot.ToString(System.Globalization.CultureInfo.InvariantCulture);

    public int Notes => _notes;

    public bool Inserted => _inserted;

    public long NoteLength => load.NoteLengthMm * Geometry.Mm;

    /// <summary>Takes notes from the front; fewer when there are not as many.</summary>
    public int Take(int notes)
    {
        if (_blocked || !_inserted)
            return 0;
        var taken = Math.Min(notes, _notes);
        _notes -= taken;
        Sense();
        return taken;
    }

    public void Fill(int notes)
    {
        _notes = notes;
        Sense();
    }

    public void Insert(bool inserted)
    {
        _inserted = inserted;
        Sense();
    }

    /// <summary>The pressure plate hangs: no note is within reach, as in an empty cassette.</summary>
    public void Block(bool blocked)
    {
        _blocked = blocked;
        Sense();
    }

    public void Save(BinaryWriter state)
    {
        state.Write(_notes);
        state.Write(_inserted);
    }

    public void Load(BinaryReader state)
    {
        _notes = state.ReadInt32();
        _inserted = state.ReadBoolean();
        Sense();
    }

    public void Sense()
    {
        inserted.Set(_inserted);
        low.Set(_inserted && (_blocked || _notes <= LowAt));
    }
}
