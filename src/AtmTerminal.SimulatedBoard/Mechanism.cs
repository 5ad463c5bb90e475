using AtmTerminal.SimulatedBoard.Faults;

namespace AtmTerminal.SimulatedBoard;

/// <summary>
/// One device of the machine as physics knows it: what moves while an output is high, and what the sensors see. Everything is
/// called inside the machine's lock, so a mechanism needs none of its own.
/// </summary>
/// <remarks>
/// No fixed tick: between two events every position is a linear function of time. <see cref="NextEvent"/> is the exact time of
/// the next one; the machine never moves past it without calling <see cref="AdvanceTo"/> at that very time.
/// </remarks>
public abstract class Mechanism
{
    private SimulatedMachine? _machine;

    /// <summary>Names the section of the saved state; never changed once a machine has been saved.</summary>
    public abstract string Name { get; }

    /// <summary>The faults that can be armed for this mechanism.</summary>
    protected internal virtual IReadOnlyList<FaultDefinition> FaultDefinitions => [];

    /// <summary>What is armed now. Only inside the calls that the machine makes, or inside <see cref="Act"/>.</summary>
    protected FaultBook Faults => Machine.Faults;

    private SimulatedMachine Machine =>
        _machine ?? throw new InvalidOperationException($"{Name} is not part of a machine yet.");

    /// <summary>When something happens by itself, on the machine's clock; <c>null</c> while nothing moves.</summary>
    protected internal virtual TimeSpan? NextEvent => null;

    /// <summary>Names the lines it is wired to. Called once, before everything else.</summary>
    protected internal abstract void Connect(Wiring wiring);

    /// <summary>
    /// Brings the physics to <paramref name="now"/> and does what is due there. Called before every other call, never for a
    /// time beyond <see cref="NextEvent"/>, and often for a time at which nothing happens.
    /// </summary>
    protected internal virtual void AdvanceTo(TimeSpan now) { }

    /// <summary>A fault was armed or cleared: one that acts at once has to act now.</summary>
    protected internal virtual void FaultsChanged(TimeSpan now) { }

    /// <summary>Nothing of it outlives the process, so its lines need not save the machine: they may be written often.</summary>
    protected internal virtual bool KeepsNothing => false;

    /// <summary>Writes where everything is. Motors are not written: after a restart they stand still.</summary>
    protected internal virtual void Save(BinaryWriter state) { }

    /// <summary>Reads what <see cref="Save"/> wrote and sets the sensors to it. Nothing moves.</summary>
    protected internal virtual void Load(BinaryReader state) { }

    /// <summary>An immutable picture for people and tests.</summary>
    protected internal abstract MechanismPicture Picture();

    internal void JoinTo(SimulatedMachine machine) => _machine = machine;

    /// <summary>
    /// Does something to the mechanism from outside, as a hand does: under the machine's lock, at the present time. Any thread.
    /// </summary>
    protected T Act<T>(Func<TimeSpan, T> action) =>
        Machine.Act(now =>
        {
            AdvanceTo(now);
            return action(now);
        });

    /// <inheritdoc cref="Act{T}"/>
    protected void Act(Action<TimeSpan> action) =>
        Act(now =>
        {
            action(now);
            return true;
        });
}
