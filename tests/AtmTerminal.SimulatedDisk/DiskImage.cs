namespace AtmTerminal.Testing.Storage;

/// <summary>Everything on a disk at one moment, unsynced writes included; it never changes and costs no copy of the bytes.</summary>
public sealed class DiskImage
{
    private readonly IReadOnlyList<(string Name, DurableBytes Bytes)> _files;

    internal DiskImage(IEnumerable<KeyValuePair<string, SimulatedFile>> files) =>
        _files = [.. files.Select(f => (f.Key, Copy(f.Value)))];

    internal IEnumerable<KeyValuePair<string, SimulatedFile>> Files() =>
        _files.Select(f => KeyValuePair.Create(f.Name, new SimulatedFile(f.Bytes.Share())));

    private static DurableBytes Copy(SimulatedFile file)
    {
        if (!file.HasUnsynced)
            return file.Durable.Share();
        var bytes = new DurableBytes();
        bytes.Write(0, file.ToArray());
        return bytes;
    }
}
