using AtmTerminal.SimulatedBoard.Faults;

namespace AtmTerminal.SimulatedBoard;

/// <summary>A mechanism as it is at one moment.</summary>
public abstract record MechanismPicture(string Name);

/// <summary>One line as it is at one moment.</summary>
/// <param name="High">For an output: whether it is written high; for an input: the level that the software would read.</param>
public sealed record PinPicture(string Name, int Line, bool IsOutput, bool High);

/// <summary>The whole machine at one moment, immutable. The truth: software under test never sees it.</summary>
/// <param name="At">On the machine's clock.</param>
public sealed record MachineSnapshot(
    TimeSpan At,
    bool Powered,
    IReadOnlyList<PinPicture> Pins,
    IReadOnlyList<ArmedFault> Faults,
    IReadOnlyList<MechanismPicture> Mechanisms
)
{
    /// <exception cref="InvalidOperationException">The machine has no such mechanism.</exception>
    public T Of<T>()
        where T : MechanismPicture => Mechanisms.OfType<T>().First();

    /// <exception cref="InvalidOperationException">The board has no line of this name.</exception>
    public PinPicture Pin(string name) => Pins.First(p => p.Name == name);
}
