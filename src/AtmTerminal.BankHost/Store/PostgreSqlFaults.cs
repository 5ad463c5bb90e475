using System.Data.Common;
using Npgsql;

namespace AtmTerminal.BankHost;

/// <summary>What an error of PostgreSQL means for the transaction that met it.</summary>
internal static class PostgreSqlFaults
{
    /// <summary>Whether the same work, run again from its beginning, may well succeed. Only for errors before the commit was sent.</summary>
    public static bool MayRunAgain(DbException problem) =>
        problem switch
        {
            CommitInDoubtException => false,
            ChangedMeanwhileException => true,
            PostgresException refused => IsRolledBack(refused) || IsServerAway(refused.SqlState),
            // Not after a time limit: who waited that long once should not make the terminal wait five times.
            NpgsqlException { InnerException: TimeoutException } => false,
            NpgsqlException => true,
            _ => false,
        };

    /// <summary>Two transactions stood in each other's way, and the server has undone this one.</summary>
    public static bool IsRolledBack(DbException problem) =>
        problem.SqlState is PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected;

    /// <summary>Whether this connection is of no use any more, and the others of its age perhaps neither.</summary>
    public static bool LosesConnection(DbException problem) =>
        problem is PostgresException refused ? IsServerAway(refused.SqlState) : problem is NpgsqlException;

    /// <summary>One sentence for the person who starts the program. No password, no query.</summary>
    public static string? Explain(Exception problem) =>
        problem switch
        {
            PostgresException
            {
                SqlState: PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification
            } => "The database server refused user or password: check both in the connection string.",
            PostgresException { SqlState: PostgresErrorCodes.InvalidCatalogName } =>
                "The database server has no such database: make it with createdb, or name another one in the connection string.",
            PostgresException { SqlState: PostgresErrorCodes.InsufficientPrivilege } =>
                "The user in the connection string may not make tables in this database: make the user its owner.",
            PostgresException refused => $"The database server refused: {refused.MessageText} ({refused.SqlState}).",
            NpgsqlException unreachable =>
                $"The database server does not answer ({Innermost(unreachable).Message.TrimEnd('.')}): check host and port, and that it runs.",
            _ => null,
        };

    // A demoted server (25006) and one that starts or stops are as good as gone: the next connection finds the right one.
    private static bool IsServerAway(string state) =>
        state.StartsWith("08", StringComparison.Ordinal)
        || state
            is PostgresErrorCodes.AdminShutdown
                or PostgresErrorCodes.CrashShutdown
                or PostgresErrorCodes.CannotConnectNow
                or PostgresErrorCodes.ReadOnlySqlTransaction
                or PostgresErrorCodes.TooManyConnections;

    private static Exception Innermost(Exception problem) =>
        problem.InnerException is { } inner ? Innermost(inner) : problem;
}
