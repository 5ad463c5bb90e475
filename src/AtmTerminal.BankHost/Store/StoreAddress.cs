namespace AtmTerminal.BankHost;

/// <summary>Where a host keeps its books.</summary>
public abstract record StoreAddress
{
    private StoreAddress() { }

    /// <summary>A PostgreSQL server, or several of which the connection string says which one to take.</summary>
    /// <param name="ConnectionString">Npgsql's, with several hosts and <c>Target Session Attributes=primary</c> where there are standbys.</param>
    public static StoreAddress OfPostgreSql(string connectionString) => new PostgreSql(connectionString);

    /// <param name="path">Made when it is not there; <c>null</c> for a store in memory that is gone with its host.</param>
    public static StoreAddress OfFile(string? path) => new SqliteFile(path);

    /// <summary>Embedded: one file, one writer.</summary>
    internal sealed record SqliteFile(string? Path) : StoreAddress
    {
        public override string ToString() => Path ?? "memory";
    }

    /// <summary>On a server, for any number of hosts at once.</summary>
    internal sealed record PostgreSql(string ConnectionString) : StoreAddress
    {
        // The string may hold a password, and addresses are printed.
        public override string ToString() => "PostgreSQL";
    }
}
