using System.Runtime.InteropServices;

namespace AtmTerminal.Benchmarks.Host;

/// <summary>Disposes what a measurement has started, the newest first, however the measurement ends: done, failed, or told to stop.</summary>
internal sealed class Cleanup
{
    private const int StoppedByUser = 130;

    private readonly Lock _turn = new();
    private readonly Stack<IDisposable> _started = [];
    private volatile bool _isStopping;

    private Cleanup() { }

    /// <summary>Runs a measurement and disposes what it has added.</summary>
    public static T After<T>(Func<Cleanup, T> measure)
    {
        var cleanup = new Cleanup();
        using var interrupt = cleanup.StopAt(PosixSignal.SIGINT);
        using var terminate = cleanup.StopAt(PosixSignal.SIGTERM);
        try
        {
            return measure(cleanup);
        }
        catch when (cleanup._isStopping)
        {
            // What failed had its server taken away. The process is about to end.
            Thread.Sleep(Timeout.Infinite);
            throw;
        }
        catch
        {
            // An exception that nobody catches ends the process before any other block of it is run.
            cleanup.DisposeStarted();
            throw;
        }
        finally
        {
            cleanup.DisposeStarted();
        }
    }

    public T Add<T>(T started)
        where T : IDisposable
    {
        lock (_turn)
            _started.Push(started);
        return started;
    }

    private PosixSignalRegistration StopAt(PosixSignal signal) =>
        PosixSignalRegistration.Create(
            signal,
            context =>
            {
                context.Cancel = _isStopping = true;
                DisposeStarted();
                Environment.Exit(StoppedByUser);
            }
        );

    // Whoever comes second waits: the process must not end before all is gone.
    private void DisposeStarted()
    {
        lock (_turn)
        {
            if (!_started.TryPop(out var started))
                return;
            try
            {
                started.Dispose();
            }
            finally
            {
                // What does not end must not keep the others.
                DisposeStarted();
            }
        }
    }
}

/// <summary>A folder that is gone with this object.</summary>
internal sealed class TemporaryFolder(string name) : IDisposable
{
    public string FullName { get; } = Directory.CreateTempSubdirectory(name).FullName;

    public void Dispose() => Directory.Delete(FullName, recursive: true);
}
