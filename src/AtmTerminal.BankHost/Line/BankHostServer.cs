using System.Data.Common;
using System.Net;
using System.Net.Sockets;
using Serilog;

namespace AtmTerminal.BankHost;

/// <summary>The bank host on a TCP port of this machine: one task per connection, answers in the order of the questions.</summary>
public sealed class BankHostServer : IAsyncDisposable
{
    private readonly TcpListener _listener;
    private readonly BankHostOptions _options;
    private readonly ILogger _log;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Lock _connectionsLock = new();
    private readonly HashSet<Task> _connections = [];
    private readonly ITimer _expiryTimer;
    private readonly ITimer _reportTimer;
    private readonly Task _accepting;
    private int _disposed;

    private BankHostServer(HostCore core, TcpListener listener, BankHostOptions options, ILogger log)
    {
        Core = core;
        _listener = listener;
        _options = options;
        _log = log;
        EndPoint = (IPEndPoint)listener.LocalEndpoint;
        _expiryTimer = options.LineTime.CreateTimer(
            _ => ReleaseExpiredHolds(),
            null,
            options.ExpiryPeriod,
            options.ExpiryPeriod
        );
        // Once after each period: a first pass over a long history must not be begun again while it is still going on.
        _reportTimer = options.LineTime.CreateTimer(
            _ => WorkInTheBackground(),
            null,
            options.ReportPeriod,
            Timeout.InfiniteTimeSpan
        );
        // On the pool, whatever context the caller runs in: the host must not wait for the terminal's loop.
        _accepting = Task.Run(AcceptAsync);
        log.Information("The bank host listens on {EndPoint}", EndPoint);
    }

    /// <summary>Where terminals connect to.</summary>
    public IPEndPoint EndPoint { get; }

    /// <summary>The host behind the line.</summary>
    public HostCore Core { get; }

    /// <summary>Opens the store and the port; complete when connections are taken.</summary>
    /// <param name="options">What to run.</param>
    /// <param name="time">The clock of the business: business day, expiry of holds. Read from many threads.</param>
    /// <param name="log">Gets no card number, track or PIN.</param>
    /// <param name="cancellationToken">Honoured until the port is open.</param>
    /// <exception cref="DbException">The store cannot be opened.</exception>
    /// <exception cref="SocketException">The port is in use or not allowed.</exception>
    public static Task<BankHostServer> StartAsync(
        BankHostOptions options,
        TimeProvider time,
        ILogger log,
        CancellationToken cancellationToken = default
    )
    {
        cancellationToken.ThrowIfCancellationRequested();
        // The port first: when it is taken, another host may be working with the same file.
        var listener = new TcpListener(IPAddress.Loopback, options.Port);
        listener.Start();
        try
        {
            var core = HostCore.OpenAt(options.Store, options.Secrets, options.Sample, time, log);
            return Task.FromResult(new BankHostServer(core, listener, options, log));
        }
        catch
        {
            listener.Dispose();
            throw;
        }
    }

    /// <summary>Takes no more, lets what is being answered finish, closes the store.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 1)
            return;
        await _stopping.CancelAsync();
        _listener.Dispose();
        await _accepting;
        await _expiryTimer.DisposeAsync();
        await _reportTimer.DisposeAsync();
        Task[] open;
        lock (_connectionsLock)
            open = [.. _connections];
        await Task.WhenAll(open);
        Core.Dispose();
        _stopping.Dispose();
        _log.Information("The bank host has stopped");
    }

    private async Task AcceptAsync()
    {
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                Take(await _listener.AcceptSocketAsync(_stopping.Token));
            }
            catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
            {
                return;
            }
            catch (SocketException problem)
            {
                // A connection that was gone before it was taken; the next one is another matter.
                _log.Debug(problem, "A connection could not be taken");
            }
        }
    }

    private void Take(Socket socket)
    {
        lock (_connectionsLock)
        {
            if (_connections.Count >= _options.MostConnections)
            {
                _log.Warning("Closed a connection: {Most} are open already", _options.MostConnections);
                socket.Dispose();
                return;
            }
            var connection = new HostConnection(socket, Core, _options, _log);
            // On the pool at once: bytes that are there already must not be answered inside this lock.
            var serving = Task.Run(() => connection.ServeAsync(_stopping.Token));
            _connections.Add(serving);
            serving.ContinueWith(Forget, TaskScheduler.Default);
        }
    }

    private void Forget(Task serving)
    {
        lock (_connectionsLock)
            _connections.Remove(serving);
    }

    private void ReleaseExpiredHolds()
    {
        try
        {
            if (Core.ReleaseExpiredHolds() is > 0 and var released)
                _log.Information("Released {Count} expired holds", released);
        }
        catch (DbException problem)
        {
            _log.Error(problem, "Expired holds could not be released");
        }
    }

    private void WorkInTheBackground()
    {
        WorkThroughTheDay();
        SumForReports();
        _reportTimer.Change(_options.ReportPeriod, Timeout.InfiniteTimeSpan);
    }

    private void WorkThroughTheDay()
    {
        try
        {
            if (Core.WorkThroughTheDay(_stopping.Token) is { Accrued: > 0 } report)
                _log.Information("Worked through the day: {Report}", report);
        }
        catch (DbException problem)
        {
            _log.Error(problem, "The work of the day is not done");
        }
    }

    private void SumForReports()
    {
        try
        {
            if (Core.SumForReports(_stopping.Token) is > 0 and var days)
                _log.Information("Summed {Days} business days for reports", days);
        }
        catch (DbException problem)
        {
            _log.Error(problem, "Business days could not be summed for reports");
        }
    }
}
