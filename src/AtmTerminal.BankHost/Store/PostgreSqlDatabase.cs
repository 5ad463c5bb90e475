using System.Data;
using System.Data.Common;
using System.Security.Cryptography;
using Npgsql;

namespace AtmTerminal.BankHost;

/// <summary>
/// The store on PostgreSQL, for any number of callers and hosts at once: READ COMMITTED with row locks (<see cref="RowLocks"/>).
/// </summary>
/// <remarks>
/// A transaction that was undone for another's sake, or whose connection broke before its commit was sent, is run again a few times. A
/// connection that breaks during the commit leaves it in doubt, and that is said, never guessed.
/// </remarks>
internal sealed class PostgreSqlDatabase : HostDatabase
{
    private const int MostTries = 6;

    private readonly NpgsqlDataSource _source;
    private readonly PostgreSqlSessions _sessions;

    private PostgreSqlDatabase(PostgreSqlAddress address)
    {
        _source = address.Open();
        _sessions = new(_source, address.MostConnections, address.Patience);
    }

    public override bool ServesManyAtOnce => true;

    /// <exception cref="DbException">No server can be reached, it refuses, or the store is of a newer program.</exception>
    /// <exception cref="ArgumentException">It is no connection string.</exception>
    public static new PostgreSqlDatabase Open(string connectionString)
    {
        var database = new PostgreSqlDatabase(PostgreSqlAddress.Parse(connectionString));
        try
        {
            Migrations.Apply(database);
            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    public override T InTransaction<T>(Func<Sql, T> work) => Run(IsolationLevel.ReadCommitted, work, AtCommit);

    public override T Read<T>(Func<Sql, T> work) => Run(IsolationLevel.RepeatableRead, work, atCommit: null);

    public override void Dispose()
    {
        _sessions.Dispose();
        _source.Dispose();
    }

    private T Run<T>(IsolationLevel level, Func<Sql, T> work, Action<CommitPoint>? atCommit)
    {
        for (var tried = 1; ; tried++)
        {
            try
            {
                return RunOnce(level, work, atCommit);
            }
            catch (DbException problem) when (tried < MostTries && PostgreSqlFaults.MayRunAgain(problem))
            {
                HostMeters.StoreRetried();
                Pause(tried);
            }
        }
    }

    private T RunOnce<T>(IsolationLevel level, Func<Sql, T> work, Action<CommitPoint>? atCommit)
    {
        var session = _sessions.Take();
        var isWhole = false;
        try
        {
            var result = session.Run(level, work, atCommit);
            isWhole = true;
            return result;
        }
        catch (DbException problem)
        {
            if (PostgreSqlFaults.LosesConnection(problem))
                _sessions.CloseIdle();
            else
                isWhole = problem is PostgresException or ChangedMeanwhileException;
            throw;
        }
        finally
        {
            if (isWhole)
                _sessions.GiveBack(session);
            else
                _sessions.Discard(session);
        }
    }

    // Longer each time, and for each caller another time: those who met must not meet again.
    private static void Pause(int tried) => Thread.Sleep(RandomNumberGenerator.GetInt32(4, 12) << tried);
}
