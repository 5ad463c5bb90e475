using AtmTerminal.Board;

namespace AtmTerminal.SimulatedBoard.Tests;

/// <summary>The smallest mechanism: a wheel that turns while its motor has current and shows a tooth every 100 ms.</summary>
internal sealed class Wheel : Mechanism
{
    public static readonly TimeSpan Half = TimeSpan.FromMilliseconds(50);

    private InputWire _tooth = null!;
    private TimeSpan? _next;

    public override string Name => "wheel";

    /// <summary>Half teeth passed since the machine was made.</summary>
    public int Turned { get; private set; }

    protected internal override TimeSpan? NextEvent => _next;

    /// <summary>The pins of a board with one wheel on it.</summary>
    public static PinTable Pins() =>
        new([
            new("wheel.motor", 0, PinUse.Output),
            new("wheel.tooth", 1, PinUse.Input),
            new("board.watchdog", 2, PinUse.Output),
            new("free", 3, PinUse.InputPullUp),
        ]);

    protected internal override void Connect(Wiring wiring)
    {
        _tooth = wiring.Input("wheel.tooth");
        wiring.Output("wheel.motor", OutputSupply.Motor, (on, now) => _next = on ? now + Half : null);
    }

    protected internal override void AdvanceTo(TimeSpan now)
    {
        if (_next is not { } due || due > now)
            return;
        Turned++;
        _next = due + Half;
        _tooth.Set(Turned % 2 == 1);
    }

    protected internal override void Save(BinaryWriter state) => state.Write(Turned);

    protected internal override void Load(BinaryReader state)
    {
        Turned = state.ReadInt32();
        _tooth.Set(Turned % 2 == 1);
    }

    protected internal override MechanismPicture Picture() => new WheelPicture(Turned);
}

internal sealed record WheelPicture(int Turned) : MechanismPicture("wheel");
