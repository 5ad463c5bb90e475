using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace AtmTerminal.BankHost;

/// <summary>PostgreSQL's own programs for copies of a database, told where it is in their environment, where no list of processes shows it.</summary>
/// <param name="settings">The server and the database.</param>
internal sealed class PostgreSqlTools(NpgsqlConnectionStringBuilder settings)
{
    private const string DebianFolder = "/usr/lib/postgresql";

    /// <summary>Writes the database into a file, as of one moment, while hosts go on working.</summary>
    /// <exception cref="StoreToolException">The program is not installed, or failed.</exception>
    public void Dump(string file) => Run("pg_dump", "--format=custom", "--no-owner", "--no-privileges", "--file", file);

    /// <summary>Reads such a file into a database without tables: all of it, or nothing when it fails.</summary>
    /// <exception cref="StoreToolException">The program is not installed, or failed.</exception>
    public void Restore(string file) =>
        Run(
            "pg_restore",
            "--no-owner",
            "--no-privileges",
            "--single-transaction",
            "--exit-on-error",
            "--dbname",
            settings.Database ?? settings.Username ?? "",
            file
        );

    private void Run(string program, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(PathOf(program), arguments)
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        foreach (var (name, value) in Environment())
            start.Environment[name] = value;
        using var process = Started(start, program);
        var output = process.StandardOutput.ReadToEndAsync();
        var said = process.StandardError.ReadToEnd();
        process.WaitForExit();
        output.GetAwaiter().GetResult();
        if (process.ExitCode != 0)
            throw new StoreToolException($"{program} failed: {said.ReplaceLineEndings(" ").Trim()}");
    }

    private static Process Started(ProcessStartInfo start, string program)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception)
        {
            throw new StoreToolException(
                $"{program} is not installed, which copies a store on PostgreSQL: sudo apt-get install postgresql-client."
            );
        }
    }

    /// <summary>The newest that Debian has put beside the versions of the server; else whichever is on the path.</summary>
    private static string PathOf(string program) =>
        (Directory.Exists(DebianFolder) ? Directory.GetDirectories(DebianFolder) : [])
            .OrderByDescending(folder => int.TryParse(Path.GetFileName(folder), out var version) ? version : 0)
            .Select(folder => Path.Combine(folder, "bin", program))
            .FirstOrDefault(File.Exists)
        ?? program;

    private IEnumerable<(string Name, string? Value)> Environment()
    {
        var hosts = settings.Host!.Split(',').Select(host => HostAndPort(host.Trim())).ToList();
        yield return ("PGHOST", string.Join(',', hosts.Select(host => host.Name)));
        yield return ("PGPORT", string.Join(',', hosts.Select(host => host.Port)));
        yield return ("PGDATABASE", settings.Database);
        yield return ("PGUSER", settings.Username);
        yield return ("PGPASSWORD", settings.Password);
        yield return ("PGPASSFILE", settings.Passfile);
        yield return ("PGSSLMODE", SslMode());
        yield return ("PGTARGETSESSIONATTRS", settings.TargetSessionAttributes?.ToLowerInvariant());
    }

    private (string Name, string Port) HostAndPort(string host)
    {
        var colon = host.LastIndexOf(':');
        // An address of IPv6 has colons of its own, and no port behind them.
        return colon > 0 && host.IndexOf(':') == colon
            ? (host[..colon], host[(colon + 1)..])
            : (host, settings.Port.ToString(CultureInfo.InvariantCulture));
    }

    private string SslMode() =>
        settings.SslMode switch
        {
            Npgsql.SslMode.VerifyCA => "verify-ca",
            Npgsql.SslMode.VerifyFull => "verify-full",
            var mode => mode.ToString().ToLowerInvariant(),
        };
}

/// <summary>A program that copies stores is missing or failed. The message is for the person who called for it.</summary>
internal sealed class StoreToolException(string message) : Exception(message);
