using System.Data;
using System.Data.Common;
using Npgsql;

namespace AtmTerminal.BankHost;

/// <summary>One connection to PostgreSQL with its prepared statements. Used by one caller at a time.</summary>
internal sealed class PostgreSqlSession : IDisposable
{
    private readonly NpgsqlConnection _connection;
    private readonly PostgreSqlSql _sql;
    private bool _wasWarned;

    public PostgreSqlSession(NpgsqlConnection connection)
    {
        _connection = connection;
        _sql = new PostgreSqlSql(connection);
        connection.Notice += (_, notice) => _wasWarned |= notice.Notice.InvariantSeverity == "WARNING";
    }

    /// <summary>Runs a whole transaction. When it throws, nothing happened, unless the exception says that nobody knows.</summary>
    public T Run<T>(IsolationLevel level, Func<Sql, T> work, Action<CommitPoint>? atCommit)
    {
        using var transaction = _connection.BeginTransaction(level);
        var result = work(_sql);
        atCommit?.Invoke(CommitPoint.Before);
        Commit(transaction, atCommit);
        atCommit?.Invoke(CommitPoint.After);
        return result;
    }

    public void Dispose()
    {
        _sql.Dispose();
        _connection.Dispose();
    }

    private void Commit(NpgsqlTransaction transaction, Action<CommitPoint>? atCommit)
    {
        _wasWarned = false;
        try
        {
            atCommit?.Invoke(CommitPoint.Within);
            transaction.Commit();
        }
        catch (DbException problem) when (!PostgreSqlFaults.IsRolledBack(problem))
        {
            throw new CommitInDoubtException(problem.Message, problem);
        }
        // A server that gave up waiting for its replica says so in a warning, and its commit may be lost with its disk.
        if (_wasWarned)
            throw new CommitInDoubtException("the server warned at the commit; it may not have reached the replica.");
    }
}
