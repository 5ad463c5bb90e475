using System.Device.Gpio;

namespace AtmTerminal.SimulatedBoard.Pins;

/// <summary>
/// What the machine has to tell the outside, in order. Filled inside the machine's lock and delivered outside it, so that a
/// callback may write pins; one thread delivers at a time, so that the order holds.
/// </summary>
internal sealed class NoticeQueue
{
    private readonly Lock _lock = new();
    private readonly Queue<Notice> _waiting = new();
    private bool _delivering;

    public void Add(PinChangeEventHandler handler, SimulatedBoardDriver sender, PinValueChangedEventArgs change) =>
        Add(new Notice(null, handler, sender, change));

    public void Add(Action action) => Add(new Notice(action, null, null, null));

    public void Deliver()
    {
        // Without the lock: whoever adds a notice delivers after that, so a look that comes too early loses nothing.
        if (_waiting.Count == 0)
            return;
        lock (_lock)
        {
            if (_delivering || _waiting.Count == 0)
                return;
            _delivering = true;
        }
        try
        {
            while (Take() is { } notice)
                notice.Give();
        }
        catch
        {
            lock (_lock)
                _delivering = false;
            throw;
        }
    }

    private void Add(Notice notice)
    {
        lock (_lock)
            _waiting.Enqueue(notice);
    }

    private Notice? Take()
    {
        lock (_lock)
        {
            if (_waiting.TryDequeue(out var notice))
                return notice;
            _delivering = false;
            return null;
        }
    }

    private readonly record struct Notice(
        Action? Plain,
        PinChangeEventHandler? Handler,
        SimulatedBoardDriver? Sender,
        PinValueChangedEventArgs? Change
    )
    {
        public void Give()
        {
            Plain?.Invoke();
            // A board that was closed, or lost its power, between the edge and now has nothing more to say.
            if (Handler is not null && Sender is { IsAttached: true } sender && Change is not null)
                Handler(sender, Change);
        }
    }
}
