namespace AtmTerminal.BankHost;

/// <summary>How to run the host on a line.</summary>
public sealed record BankHostOptions
{
    /// <summary>The SQLite file, made when it is not there; <c>null</c> for a store in memory.</summary>
    public string? DatabaseFile { get; init; }

    /// <summary>A connection string of PostgreSQL, to work there and not over a file; <c>null</c> by default.</summary>
    public string? Database { get; init; }

    /// <summary>The host's keys; stay the caller's to dispose, after the server.</summary>
    public required HostSecrets Secrets { get; init; }

    /// <summary>Written into the store when it has no bank yet; <c>null</c> writes nothing.</summary>
    public SampleBank? Sample { get; init; }

    /// <summary>On loopback; 0 lets the system choose a free one.</summary>
    public int Port { get; init; }

    /// <summary>Connections served at once; further ones are closed as they come. 256 by default.</summary>
    public int MostConnections { get; init; } = 256;

    /// <summary>A connection that has sent nothing for so long is closed. Ten minutes by default.</summary>
    public TimeSpan IdleLimit { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>A frame that was begun must be whole within this. Thirty seconds by default.</summary>
    public TimeSpan FrameLimit { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How often expired holds are looked for when nothing comes in. One minute by default.</summary>
    public TimeSpan ExpiryPeriod { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How often the sums that reports read, and the work of the business day, are brought up to date. One minute by default.</summary>
    public TimeSpan ReportPeriod { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// The clock of the limits and periods above. It is used from many threads, and the network runs on real time, so it stays the
    /// system's even when the host's business runs on a virtual clock.
    /// </summary>
    public TimeProvider LineTime { get; init; } = TimeProvider.System;

    internal StoreAddress Store =>
        Database is { } server ? StoreAddress.OfPostgreSql(server) : StoreAddress.OfFile(DatabaseFile);
}
