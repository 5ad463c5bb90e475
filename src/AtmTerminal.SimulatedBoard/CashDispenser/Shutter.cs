namespace AtmTerminal.SimulatedBoard.CashDispenser;

/// <summary>The shutter in front of the throat with its motor and its two limit switches.</summary>
internal sealed class Shutter(InputWire opened, InputWire closed, Func<bool, bool> sticks, Func<bool> isHeldOpen)
{
    private Travel _at;
    private bool _closing;
    private bool _opening;

    /// <summary>Whether a hand gets through.</summary>
    public bool LetsThrough => _at.At >= Geometry.ShutterGap;

    public long At => _at.At;

    public TimeSpan? Next
    {
        get
        {
            if (_at.Speed == 0)
                return null;
            var next = _at.Reaches(_at.Speed > 0 ? Geometry.ShutterTravel : 0);
            next = Earliest.Of(next, _at.Reaches(_at.Speed > 0 ? Geometry.ShutterSwitch + 1 : Geometry.ShutterSwitch));
            const long Opened = Geometry.ShutterTravel - Geometry.ShutterSwitch;
            return Earliest.Of(next, _at.Reaches(_at.Speed > 0 ? Opened : Opened - 1));
        }
    }

    public void Open(bool on, TimeSpan now)
    {
        _opening = on;
        Run(now);
    }

    public void Close(bool on, TimeSpan now)
    {
        _closing = on;
        Run(now);
    }

    public void AdvanceTo(TimeSpan now)
    {
        if (_at.Speed == 0)
            return;
        _at.MoveTo(now);
        // By direction: asked again in the tick in which it starts, it still stands at the other end.
        if (_at.Speed > 0 ? _at.At >= Geometry.ShutterTravel : _at.At <= 0)
            Stop(Math.Clamp(_at.At, 0, Geometry.ShutterTravel), now);
        Sense();
    }

    public void ForceOpen(TimeSpan now)
    {
        Stop(Geometry.ShutterTravel, now);
        Sense();
    }

    public void Save(BinaryWriter state) => state.Write(_at.At);

    public void Load(BinaryReader state)
    {
        _at.Put(state.ReadInt64(), TimeSpan.Zero);
        Sense();
    }

    private void Run(TimeSpan now)
    {
        var opens = _opening && !_closing && _at.At < Geometry.ShutterTravel;
        var closes = _closing && !_opening && _at.At > 0;
        var moves = (opens && !sticks(true)) || (closes && !isHeldOpen() && !sticks(false));
        _at.Run(
            !moves ? 0
                : opens ? Geometry.ShutterSpeed
                : -Geometry.ShutterSpeed,
            now
        );
    }

    private void Stop(long at, TimeSpan now)
    {
        _at.Run(0, now);
        _at.Put(at, now);
    }

    private void Sense()
    {
        opened.Set(_at.At >= Geometry.ShutterTravel - Geometry.ShutterSwitch);
        closed.Set(_at.At <= Geometry.ShutterSwitch);
    }
}
