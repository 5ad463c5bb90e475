using System.Collections.Concurrent;

namespace AtmTerminal.Domain.Time;

/// <summary>
/// The one thread on which a terminal runs. Continuations of <c>await</c> come back to it, so the terminal's own code needs no
/// lock. Other threads (sockets, a real-time board) hand it work with <see cref="SynchronizationContext.Post"/>.
/// </summary>
/// <remarks>
/// Two ways to run it: <see cref="Run"/> on a real thread and the real clock, or <see cref="RunUntil"/> on a
/// <see cref="VirtualTime"/>, which fires the next timer whenever there is nothing else to do. The second is deterministic.
/// </remarks>
public sealed class TerminalLoop : SynchronizationContext, IDisposable
{
    private readonly BlockingCollection<(SendOrPostCallback Callback, object? State)> _queue = [];
    private readonly CancellationTokenSource _stopped = new();
    private int _awaitedFromOutside;

    /// <summary>Queues work. Any thread. After <see cref="Stop"/> the work is dropped: the machine has no power.</summary>
    public override void Post(SendOrPostCallback d, object? state)
    {
        if (!_stopped.IsCancellationRequested)
            _queue.Add((d, state));
    }

    public void Post(Action work) => Post(static state => ((Action)state!)(), work);

    public override void Send(SendOrPostCallback d, object? state) =>
        throw new NotSupportedException("The terminal loop is only posted to.");

    /// <summary>Runs until <see cref="Stop"/>, on the calling thread and the real clock.</summary>
    /// <exception cref="Exception">Whatever work threw: a bug ends the loop, and with it the terminal.</exception>
    public void Run()
    {
        using var entered = new Entered(this);
        try
        {
            foreach (var (callback, state) in _queue.GetConsumingEnumerable(_stopped.Token))
            {
                callback(state);
                if (_stopped.IsCancellationRequested)
                    return;
            }
        }
        catch (OperationCanceledException) when (_stopped.IsCancellationRequested)
        {
            // Stop came while nothing was queued: this is how the wait for work ends.
        }
    }

    /// <summary>Ends the loop as a power cut does: what is queued is never run. Any thread.</summary>
    public void Stop() => _stopped.Cancel();

    /// <summary>Steps the loop on a virtual clock until <paramref name="start"/>'s task has ended, and returns its result.</summary>
    /// <exception cref="InvalidOperationException">Nothing is queued and no timer is set: the task would wait for ever.</exception>
    public T RunUntil<T>(VirtualTime clock, Func<Task<T>> start)
    {
        using var entered = new Entered(this);
        var task = start();
        while (!task.IsCompleted)
            Step(clock);
        return task.GetAwaiter().GetResult();
    }

    /// <inheritdoc cref="RunUntil{T}"/>
    public void RunUntil(VirtualTime clock, Func<Task> start) =>
        RunUntil(
            clock,
            async () =>
            {
                await start();
                return true;
            }
        );

    /// <summary>
    /// Runs everything that is due within <paramref name="span"/> of virtual time. After <see cref="Stop"/> it returns at once and
    /// leaves the clock where it is.
    /// </summary>
    public void RunFor(VirtualTime clock, TimeSpan span)
    {
        using var entered = new Entered(this);
        var until = clock.Elapsed + span;
        while (!_stopped.IsCancellationRequested)
        {
            if (TryRunOne(wait: Volatile.Read(ref _awaitedFromOutside) > 0))
                continue;
            if (clock.NextDue is not { } due || due > until)
                break;
            clock.TryFireNext();
        }
        if (_stopped.IsCancellationRequested)
            return;
        clock.MoveTo(until);
        while (!_stopped.IsCancellationRequested && TryRunOne(wait: false)) { }
    }

    /// <summary>
    /// Runs what is queued and what that queues, and lets no time pass: for whoever steps several loops on one clock.
    /// </summary>
    /// <returns>False when there was nothing to run.</returns>
    public bool RunQueued()
    {
        if (_queue.Count == 0)
            return false;
        using var entered = new Entered(this);
        while (!_stopped.IsCancellationRequested && TryRunOne(wait: false)) { }
        return true;
    }

    /// <summary>
    /// Says that something outside virtual time (a real socket) will post to the loop: until the returned handle is disposed,
    /// the virtual clock waits for it instead of running ahead.
    /// </summary>
    public IDisposable AwaitOutside()
    {
        Interlocked.Increment(ref _awaitedFromOutside);
        return new OutsideAwaited(this);
    }

    public void Dispose() => Stop();

    private void Step(VirtualTime clock)
    {
        if (TryRunOne(wait: Volatile.Read(ref _awaitedFromOutside) > 0))
            return;
        if (!clock.TryFireNext())
            throw new InvalidOperationException(
                "Nothing is queued and no timer is set: this task would wait for ever."
            );
    }

    private bool TryRunOne(bool wait)
    {
        if (!_queue.TryTake(out var work))
        {
            // A lost wake-up costs this long once; it is real time, and only ever waited for a real socket.
            if (!wait || !_queue.TryTake(out work, TimeSpan.FromMilliseconds(20)))
                return wait;
        }
        work.Callback(work.State);
        return true;
    }

    private sealed class OutsideAwaited(TerminalLoop loop) : IDisposable
    {
        private int _disposed;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _disposed, 1) == 0)
                Interlocked.Decrement(ref loop._awaitedFromOutside);
        }
    }

    private readonly struct Entered : IDisposable
    {
        private readonly SynchronizationContext? _before;

        public Entered(TerminalLoop loop)
        {
            _before = Current;
            SetSynchronizationContext(loop);
        }

        public void Dispose() => SetSynchronizationContext(_before);
    }
}
