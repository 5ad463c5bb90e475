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
    // Also the lock of everything that other threads touch; a waiting loop is woken by its pulse.
    private readonly Queue<(SendOrPostCallback Callback, object? State)> _queue = new();
    private int _awaitedFromOutside;
    private volatile bool _stopped;

    /// <summary>Queues work. Any thread. After <see cref="Stop"/> the work is dropped: the machine has no power.</summary>
    public override void Post(SendOrPostCallback d, object? state)
    {
        lock (_queue)
        {
            if (_stopped)
                return;
            _queue.Enqueue((d, state));
            Monitor.Pulse(_queue);
        }
    }

    public void Post(Action work) => Post(static state => ((Action)state!)(), work);

    public override void Send(SendOrPostCallback d, object? state) =>
        throw new NotSupportedException("The terminal loop is only posted to.");

    /// <summary>Runs until <see cref="Stop"/>, on the calling thread and the real clock.</summary>
    /// <exception cref="Exception">Whatever work threw: a bug ends the loop, and with it the terminal.</exception>
    public void Run()
    {
        using var entered = new Entered(this);
        while (!_stopped)
            TryRunOne(Waits.Always);
    }

    /// <summary>Ends the loop as a power cut does: what is queued is never run. Any thread.</summary>
    public void Stop()
    {
        lock (_queue)
        {
            _stopped = true;
            Monitor.Pulse(_queue);
        }
    }

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
        while (!_stopped)
        {
            if (TryRunOne(Waits.ForOutside))
                continue;
            if (clock.NextDue is not { } due || due > until)
                break;
            clock.TryFireNext();
        }
        if (!_stopped)
            clock.MoveTo(until);
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
        while (!_stopped && TryRunOne(Waits.Never)) { }
        return true;
    }

    /// <summary>
    /// Says that something outside virtual time (a real socket) will post to the loop: until the returned handle is disposed,
    /// the virtual clock waits for it instead of running ahead.
    /// </summary>
    public IDisposable AwaitOutside()
    {
        lock (_queue)
            _awaitedFromOutside++;
        return new OutsideAwaited(this);
    }

    public void Dispose() => Stop();

    private void Step(VirtualTime clock)
    {
        if (TryRunOne(Waits.ForOutside))
            return;
        if (!clock.TryFireNext())
            throw new InvalidOperationException(
                "Nothing is queued and no timer is set: this task would wait for ever."
            );
    }

    /// <returns>False when there was nothing to run and nothing to wait for; a wait may have ended without work.</returns>
    private bool TryRunOne(Waits waits)
    {
        (SendOrPostCallback Callback, object? State) work;
        lock (_queue)
        {
            if (!_queue.TryDequeue(out work))
            {
                if (_stopped || waits == Waits.Never || (waits == Waits.ForOutside && _awaitedFromOutside == 0))
                    return false;
                Monitor.Wait(_queue);
                return true;
            }
        }
        work.Callback(work.State);
        return true;
    }

    /// <summary>Whether to wait when nothing is queued.</summary>
    private enum Waits
    {
        Never,
        ForOutside,
        Always,
    }

    private sealed class OutsideAwaited(TerminalLoop loop) : IDisposable
    {
        private int _disposed;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _disposed, 1) == 1)
                return;
            lock (loop._queue)
            {
                loop._awaitedFromOutside--;
                Monitor.Pulse(loop._queue);
            }
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
