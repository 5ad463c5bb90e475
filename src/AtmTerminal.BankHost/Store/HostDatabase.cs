using System.Data.Common;

namespace AtmTerminal.BankHost;

/// <summary>The store. Everything a message changes happens in one transaction here.</summary>
/// <remarks>Any thread.</remarks>
internal abstract class HostDatabase : IDisposable
{
    /// <summary>Called at each point of a commit. For tests that pull the plug or break the disk there.</summary>
    internal Action<CommitPoint>? AtCommit { get; set; }

    /// <summary>Whether transactions run beside each other, here and on other hosts. Where not, there is one writer.</summary>
    public abstract bool ServesManyAtOnce { get; }

    /// <summary>Opens, or makes, the SQLite file and brings its schema up to date.</summary>
    /// <param name="file">A path, or <c>null</c> for a store in memory that is gone with this object.</param>
    /// <exception cref="DbException">The file cannot be opened, or is no database.</exception>
    public static HostDatabase Open(string? file) => SqliteDatabase.Open(file, content: null);

    /// <summary>Opens the store at an address and brings its schema up to date.</summary>
    /// <exception cref="DbException">It cannot be reached, or is not a store of this program.</exception>
    public static HostDatabase OpenAt(StoreAddress address) =>
        address switch
        {
            StoreAddress.PostgreSql server => PostgreSqlDatabase.Open(server.ConnectionString),
            StoreAddress.SqliteFile file => Open(file.Path),
            _ => throw new ArgumentException($"{address} is no store.", nameof(address)),
        };

    /// <summary>Runs <paramref name="work"/> in one transaction: all of it is durable when this returns, or none of it happened.</summary>
    /// <param name="work">May be run again from its beginning, so it changes nothing outside the store.</param>
    /// <exception cref="CommitInDoubtException">The commit was sent and its end was not heard: say no, and let them ask again.</exception>
    /// <exception cref="DbException">The store failed and nothing happened.</exception>
    public abstract T InTransaction<T>(Func<Sql, T> work);

    /// <summary>Reads without changing anything, all of it as of one moment.</summary>
    /// <param name="work">May be run again from its beginning.</param>
    public abstract T Read<T>(Func<Sql, T> work);

    public abstract void Dispose();
}

/// <summary>The moments around a commit at which a host can be stopped, or fail, with a difference.</summary>
internal enum CommitPoint
{
    Before,
    Within,
    After,
}

/// <summary>Nobody can say whether the transaction was committed.</summary>
internal sealed class CommitInDoubtException(string reason, Exception? cause = null)
    : DbException($"Whether the last change was kept is not known: {reason}", cause);

/// <summary>
/// Another transaction was faster between a look and the change that rests on it. Nothing is wrong: the work is run again and
/// sees what the other one did.
/// </summary>
internal sealed class ChangedMeanwhileException(string what)
    : DbException($"{what} was changed by another host meanwhile.");
