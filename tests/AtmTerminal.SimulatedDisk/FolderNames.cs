namespace AtmTerminal.Testing.Storage;

/// <summary>The names in the one folder of a disk: as the program sees them, and as they would be after a crash.</summary>
internal sealed class FolderNames
{
    private readonly List<Change> _unsynced = [];
    private Dictionary<string, SimulatedFile> _names = [];
    private Dictionary<string, SimulatedFile> _durable = [];

    /// <summary>All files in the order of their names, which is the same in every run.</summary>
    public IEnumerable<KeyValuePair<string, SimulatedFile>> All => _names.OrderBy(n => n.Key, StringComparer.Ordinal);

    public SimulatedFile? Find(string name) => _names.GetValueOrDefault(name);

    public void Link(string name, SimulatedFile file) => Make(new(name, file, null));

    public void Unlink(string name) => Make(new(null, null, name));

    public void Rename(string from, string to) => Make(new(to, _names[from], from));

    public void Sync()
    {
        if (_unsynced.Count == 0)
            return;
        _durable = new(_names);
        _unsynced.Clear();
    }

    /// <summary>Names change in order: a torn folder is one in which the last changes are missing.</summary>
    public void Crash(CrashVariant variant, Random random)
    {
        var survive = variant switch
        {
            CrashVariant.LoseUnsynced => 0,
            CrashVariant.KeepUnsynced => _unsynced.Count,
            _ => _unsynced.Count == 0 ? 0 : random.Next(_unsynced.Count + 1),
        };
        foreach (var change in _unsynced.Take(survive))
            Apply(change, _durable);
        _names = new(_durable);
        _unsynced.Clear();
    }

    public void Replace(IEnumerable<KeyValuePair<string, SimulatedFile>> files)
    {
        _durable = new(files);
        _names = new(_durable);
        _unsynced.Clear();
    }

    private void Make(Change change)
    {
        Apply(change, _names);
        _unsynced.Add(change);
    }

    private static void Apply(Change change, Dictionary<string, SimulatedFile> names)
    {
        if (change.Remove is not null)
            names.Remove(change.Remove);
        if (change.Add is not null)
            names[change.Add] = change.File!;
    }

    private readonly record struct Change(string? Add, SimulatedFile? File, string? Remove);
}
