namespace AtmTerminal.SimulatedBoard.CashDispenser;

/// <summary>What moves as one piece: a note, or two that stick together.</summary>
/// <param name="Unit">The cassette it came from.</param>
/// <param name="Length">Along the path, in nanometres.</param>
internal sealed record Item(string Unit, int Notes, long Length)
{
    public void Save(BinaryWriter state)
    {
        state.Write(Unit);
        state.Write(Notes);
        state.Write(Length);
    }

    public static Item Load(BinaryReader state) => new(state.ReadString(), state.ReadInt32(), state.ReadInt64());

    public static void SaveOptional(Item? item, BinaryWriter state)
    {
        state.Write(item is not null);
        item?.Save(state);
    }

    public static Item? LoadOptional(BinaryReader state) => state.ReadBoolean() ? Load(state) : null;
}

/// <summary>Notes that lie somewhere for good, by the cassette they came from.</summary>
internal sealed class Tally
{
    private readonly SortedDictionary<string, int> _notes = new(StringComparer.Ordinal);

    public void Add(string unit, int notes) => _notes[unit] = _notes.GetValueOrDefault(unit) + notes;

    public void Clear() => _notes.Clear();

    public IReadOnlyDictionary<string, int> Picture() => new Dictionary<string, int>(_notes, StringComparer.Ordinal);

    public void Save(BinaryWriter state)
    {
        state.Write(_notes.Count);
        foreach (var (unit, notes) in _notes)
        {
            state.Write(unit);
            state.Write(notes);
        }
    }

    public void Load(BinaryReader state)
    {
        _notes.Clear();
        for (var left = state.ReadInt32(); left > 0; left--)
            _notes[state.ReadString()] = state.ReadInt32();
    }
}
