namespace AtmTerminal.SimulatedBoard.Faults;

/// <summary>The faults that are armed. Inside the machine's lock only.</summary>
public sealed class FaultBook
{
    private readonly List<ArmedFault> _armed = [];
    private readonly Dictionary<string, FaultDefinition> _definitions = new(StringComparer.Ordinal);
    private int _lastNumber;

    internal FaultBook() { }

    internal IReadOnlyList<FaultDefinition> Definitions => [.. _definitions.Values];

    internal IReadOnlyList<ArmedFault> Armed => [.. _armed];

    /// <summary>The oldest armed fault of this kind that fits, or <c>null</c>.</summary>
    public ArmedFault? Find(string id, Func<ArmedFault, bool>? fits = null)
    {
        // Nearly always nothing is armed, and this is asked for every note.
        if (_armed.Count == 0)
            return null;
        return _armed.Find(f => f.Id == id && (fits is null || fits(f)));
    }

    /// <summary>The fault has done its work: one that was armed once is gone.</summary>
    public void Happened(ArmedFault fault)
    {
        if (fault.Once)
            _armed.Remove(fault);
    }

    internal void Define(IEnumerable<FaultDefinition> definitions)
    {
        foreach (var definition in definitions)
            _definitions.Add(definition.Id, definition);
    }

    internal IEnumerable<ArmedFault> All(string id) => _armed.Where(f => f.Id == id);

    internal ArmedFault Arm(string id, IReadOnlyDictionary<string, string> said, bool once)
    {
        if (!_definitions.TryGetValue(id, out var definition))
            throw new ArgumentException($"There is no fault '{id}'.", nameof(id));
        var problems = said
            .Keys.Where(name => definition.Parameters.All(p => p.Name != name))
            .Select(name => $"{id} has no parameter {name}")
            .ToList();
        var complete = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var parameter in definition.Parameters)
        {
            var value = said.GetValueOrDefault(parameter.Name, parameter.Default);
            complete[parameter.Name] = value;
            if (parameter.Problem(value) is { } problem)
                problems.Add(problem);
        }
        if (problems.Count > 0)
            throw new ArgumentException($"{string.Join("; ", problems)}.", nameof(said));
        var fault = new ArmedFault(++_lastNumber, id, complete, once);
        _armed.Add(fault);
        return fault;
    }

    internal bool Clear(int number) => _armed.RemoveAll(f => f.Number == number) > 0;

    internal void ClearAll() => _armed.Clear();

    internal void Save(BinaryWriter state)
    {
        state.Write(_lastNumber);
        state.Write(_armed.Count);
        foreach (var fault in _armed)
        {
            state.Write(fault.Number);
            state.Write(fault.Id);
            state.Write(fault.Once);
            state.Write(fault.Parameters.Count);
            foreach (var (name, value) in fault.Parameters)
            {
                state.Write(name);
                state.Write(value);
            }
        }
    }

    internal void Load(BinaryReader state)
    {
        _armed.Clear();
        _lastNumber = state.ReadInt32();
        for (var faults = state.ReadInt32(); faults > 0; faults--)
            _armed.Add(ReadFault(state));
    }

    private static ArmedFault ReadFault(BinaryReader state)
    {
        var (number, id, once) = (state.ReadInt32(), state.ReadString(), state.ReadBoolean());
        var parameters = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var left = state.ReadInt32(); left > 0; left--)
            parameters[state.ReadString()] = state.ReadString();
        return new ArmedFault(number, id, parameters, once);
    }
}
