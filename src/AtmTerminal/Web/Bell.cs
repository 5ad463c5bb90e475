namespace AtmTerminal.Web;

/// <summary>
/// Tells many readers that something changed, without telling what: each reader then looks at the current value. So a slow
/// reader skips what it missed, a fast one sees everything, and ringing never waits for either.
/// </summary>
/// <remarks>Safe from any thread. Ringing costs one walk over the readers and no allocation while nobody listens.</remarks>
internal sealed class Bell
{
    private readonly Lock _gate = new();
    private readonly List<Listener> _listeners = [];

    /// <summary>Wakes every listener; a listener that is awake already will look once more.</summary>
    public void Ring()
    {
        lock (_gate)
        {
            foreach (var listener in _listeners)
                listener.Wake();
        }
    }

    /// <summary>Listens from now on. The first <see cref="Listener.WaitAsync"/> returns at once: there is a value to look at.</summary>
    public Listener Listen()
    {
        var listener = new Listener(this);
        lock (_gate)
            _listeners.Add(listener);
        return listener;
    }

    /// <summary>One reader's ear. Dispose it to stop listening.</summary>
    public sealed class Listener : IDisposable
    {
        private readonly Bell _bell;

        // One wake-up is as good as ten: the reader looks at the current value, whatever came before.
        private readonly SemaphoreSlim _awake = new(initialCount: 1);

        internal Listener(Bell bell) => _bell = bell;

        /// <summary>Waits for the next ring, or for <paramref name="quiet"/> to pass.</summary>
        /// <returns><c>true</c>: it rang. <c>false</c>: nothing changed for so long.</returns>
        public async Task<bool> WaitAsync(TimeSpan quiet, TimeProvider time, CancellationToken cancellationToken)
        {
            using var limit = new CancellationTokenSource(quiet, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
            try
            {
                await _awake.WaitAsync(either.Token);
                return true;
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                // Only the time limit is left as a cause.
                return false;
            }
        }

        public void Dispose()
        {
            lock (_bell._gate)
                _bell._listeners.Remove(this);
            _awake.Dispose();
        }

        internal void Wake()
        {
            if (_awake.CurrentCount == 0)
                _awake.Release();
        }
    }
}
