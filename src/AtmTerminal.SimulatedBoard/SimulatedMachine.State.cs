using System.Text;
using AtmTerminal.SimulatedBoard.Persistence;

namespace AtmTerminal.SimulatedBoard;

/// <summary>What is kept over the death of the process: where everything is, and the faults that are armed.</summary>
public sealed partial class SimulatedMachine
{
    private const int StateVersion = 1;

    private readonly StateFile? _file;
    private readonly MemoryStream _state = new();
    private bool _disposed;

    private void Save()
    {
        if (_file is null)
            return;
        AdvanceAll(_now);
        _state.SetLength(0);
        using var writer = new BinaryWriter(_state, Encoding.UTF8, leaveOpen: true);
        writer.Write(StateVersion);
        writer.Write(_powerFailsIn);
        Faults.Save(writer);
        foreach (var mechanism in _mechanisms)
            SaveSection(writer, mechanism);
        writer.Flush();
        _file.Write(_state.GetBuffer().AsSpan(0, (int)_state.Length));
    }

    private static void SaveSection(BinaryWriter writer, Mechanism mechanism)
    {
        writer.Write(mechanism.Name);
        var lengthAt = writer.Seek(0, SeekOrigin.Current);
        writer.Write(0);
        mechanism.Save(writer);
        var end = writer.Seek(0, SeekOrigin.Current);
        writer.Seek((int)lengthAt, SeekOrigin.Begin);
        writer.Write((int)(end - lengthAt - sizeof(int)));
        writer.Seek((int)end, SeekOrigin.Begin);
    }

    private void Load(byte[] saved)
    {
        using var reader = new BinaryReader(new MemoryStream(saved), Encoding.UTF8);
        if (reader.ReadInt32() is var version && version != StateVersion)
            throw new InvalidDataException(
                $"The saved machine is of version {version}, this one is of version {StateVersion}: remove the file to start with a new machine."
            );
        var powerFailsIn = reader.ReadInt32();
        Faults.Load(reader);
        while (reader.BaseStream.Position < reader.BaseStream.Length)
        {
            var name = reader.ReadString();
            var section = reader.ReadBytes(reader.ReadInt32());
            using var sectionReader = new BinaryReader(new MemoryStream(section), Encoding.UTF8);
            Array.Find(_mechanisms, m => m.Name == name)?.Load(sectionReader);
        }
        ApplyFaults(_now);
        _powerFailsIn = powerFailsIn;
    }
}
