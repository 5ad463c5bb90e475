using System.Collections.Concurrent;
using System.Data.Common;
using Npgsql;

namespace AtmTerminal.BankHost;

/// <summary>
/// The open connections that nobody uses at the moment. The driver's own pool would do, but forgets our prepared statements with
/// every return.
/// </summary>
/// <param name="most">Connections at once; further callers wait.</param>
/// <param name="patience">How long they wait.</param>
/// <remarks>Any thread.</remarks>
internal sealed class PostgreSqlSessions(NpgsqlDataSource source, int most, TimeSpan patience) : IDisposable
{
    private readonly ConcurrentStack<PostgreSqlSession> _idle = new();
    private readonly SemaphoreSlim _free = new(most);
    private volatile bool _closed;

    /// <summary>A connection for the caller alone, to be handed to <see cref="GiveBack"/> or <see cref="Discard"/>.</summary>
    /// <exception cref="DbException">No server answers, or all connections stay in use.</exception>
    public PostgreSqlSession Take()
    {
        if (!_free.Wait(patience))
            throw new AllConnectionsBusyException(most);
        try
        {
            return _idle.TryPop(out var session) ? session : new PostgreSqlSession(source.OpenConnection());
        }
        catch
        {
            _free.Release();
            throw;
        }
    }

    public void GiveBack(PostgreSqlSession session)
    {
        _idle.Push(session);
        // Who pushed after the last emptying empties again.
        if (_closed)
            CloseIdle();
        _free.Release();
    }

    public void Discard(PostgreSqlSession session)
    {
        session.Dispose();
        _free.Release();
    }

    /// <summary>After a connection was lost: the idle ones were open to the same server, and each would cost one more try.</summary>
    public void CloseIdle()
    {
        while (_idle.TryPop(out var session))
            session.Dispose();
    }

    public void Dispose()
    {
        _closed = true;
        CloseIdle();
    }
}

/// <summary>Nothing is wrong with the server; there are more questions than connections.</summary>
internal sealed class AllConnectionsBusyException(int most)
    : DbException($"All {most} connections to the database were in use for too long.");
