using Npgsql;

namespace AtmTerminal.BankHost;

/// <summary>A connection string with what this program adds to it where it says nothing itself.</summary>
internal sealed class PostgreSqlAddress
{
    // Where the string is silent. Short, since a terminal waits for the answer; a handful of connections serves hundreds of terminals.
    private static readonly (string Keyword, object Value)[] Usual =
    [
        ("Application Name", "AtmTerminal.BankHost"),
        ("Maximum Pool Size", 20),
        ("Timeout", 5),
        ("Command Timeout", 10),
        ("Host Recheck Seconds", 1),
    ];

    private readonly NpgsqlConnectionStringBuilder _settings;

    private PostgreSqlAddress(NpgsqlConnectionStringBuilder settings) => _settings = settings;

    /// <summary>Connections of this host at once.</summary>
    public int MostConnections => _settings.MaxPoolSize;

    /// <summary>How long a caller waits for a connection that others use.</summary>
    public TimeSpan Patience => TimeSpan.FromSeconds(_settings.Timeout);

    /// <summary>Why a text is no connection string; <c>null</c> when it is one.</summary>
    public static string? ProblemOf(string connectionString)
    {
        try
        {
            Parse(connectionString);
            return null;
        }
        catch (ArgumentException problem)
        {
            return problem.Message;
        }
    }

    /// <exception cref="ArgumentException">It is none. The message repeats nothing of it: a part of the password may stand anywhere.</exception>
    public static PostgreSqlAddress Parse(string connectionString)
    {
        try
        {
            var settings = new NpgsqlConnectionStringBuilder(connectionString);
            if (string.IsNullOrEmpty(settings.Host))
                throw new ArgumentException("It names no host.");
            var given = settings.Keys.Cast<string>().ToHashSet(StringComparer.OrdinalIgnoreCase);
            foreach (var (keyword, value) in Usual.Where(usual => !given.Contains(usual.Keyword)))
                settings[keyword] = value;
            // Connections are kept by PostgreSqlSessions, with their statements.
            settings.Pooling = false;
            return new(settings);
        }
        catch (Exception problem)
            when (problem is ArgumentException or FormatException or InvalidCastException or OverflowException)
        {
            throw new ArgumentException(
                "it is no connection string; write Host=...;Database=...;Username=...;Password=..., a value with a semicolon in double quotes."
            );
        }
    }

    /// <summary>Nothing is connected before the first use. The caller disposes it.</summary>
    public NpgsqlDataSource Open() => new NpgsqlDataSourceBuilder(_settings.ConnectionString).Build();
}
