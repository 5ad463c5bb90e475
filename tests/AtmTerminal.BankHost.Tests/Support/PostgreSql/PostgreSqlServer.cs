using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace AtmTerminal.BankHost.Tests;

// A project that this file is also part of has a namespace of that name.
using Process = System.Diagnostics.Process;

/// <summary>
/// A PostgreSQL server of the tests' own on a free loopback port. It is stopped and its folder removed when this object is
/// disposed, and also when the tests' process ends in any other way: it lives as long as a pipe from us is open.
/// </summary>
internal sealed class PostgreSqlServer : IDisposable
{
    public const string User = "bank";

    // A semicolon, a quote and a blank, so that whatever carries it has to carry it well.
    public const string Password = "se;cr'et word";

    private static readonly TimeSpan MostToStart = TimeSpan.FromSeconds(60);

    // The end of the shell's input is our end. The word "keep" leaves the data for another start.
    private const string Guard = """
        folder=$1; shift
        "$@" &
        server=$!
        read -r word
        kill -INT "$server" 2> /dev/null
        wait "$server"
        [ "$word" = keep ] || rm -rf "$folder"
        """;

    private readonly string _folder;
    private readonly string[] _settings;
    private Process? _guard;

    private PostgreSqlServer(string folder, string[] settings) => (_folder, _settings) = (folder, settings);

    public int Port { get; } = FreePort();

    private string Data => Path.Combine(_folder, "data");

    /// <summary>Makes a new server and starts it.</summary>
    /// <param name="settings">As in <c>postgresql.conf</c>, such as <c>fsync=off</c>.</param>
    /// <exception cref="InvalidOperationException">PostgreSQL is not installed, or does not start.</exception>
    public static PostgreSqlServer Start(params string[] settings)
    {
        var server = new PostgreSqlServer(PostgreSqlPrograms.MakeFolder(), settings);
        var passwordFile = Path.Combine(server._folder, "password");
        File.WriteAllText(passwordFile, Password);
        const string ways = "-A scram-sha-256 --data-checksums --no-sync --no-instructions -E UTF8 --locale=C";
        return server.MadeBy("initdb", [.. ways.Split(' '), "-U", User, $"--pwfile={passwordFile}", "-D", server.Data]);
    }

    /// <summary>Starts a copy of this server that follows it.</summary>
    /// <param name="settings">As in <see cref="Start"/>.</param>
    public PostgreSqlServer StartReplica(params string[] settings)
    {
        var replica = new PostgreSqlServer(PostgreSqlPrograms.MakeFolder(), settings);
        var ways = $"-R -c fast --no-sync -X stream -h 127.0.0.1 -p {Port} -U {User}";
        return replica.MadeBy("pg_basebackup", [.. ways.Split(' '), "-D", replica.Data]);
    }

    /// <summary>Where a database on it is.</summary>
    public string ConnectionString(string database) =>
        $"Host=127.0.0.1;Port={Port};Database={database};Username={User};Password=\"{Password}\"";

    /// <summary>Starts it again, on the same port and the same data.</summary>
    public void StartAgain()
    {
        EndGuard("keep");
        Run();
    }

    /// <summary>Stops it in order; transactions that are under way are undone.</summary>
    public void Stop() => EndGuard("keep");

    /// <summary>What a power cut does to its processes.</summary>
    public void Kill()
    {
        var server = int.Parse(
            File.ReadLines(Path.Combine(Data, "postmaster.pid")).First(),
            CultureInfo.InvariantCulture
        );
        int[] all = [server, .. ChildrenOf(server)];
        foreach (var id in all)
            KillOne(id);
    }

    /// <summary>Makes a replica the primary; done when it takes changes.</summary>
    public void Promote() => PostgreSqlPrograms.Run("pg_ctl", Password, ["promote", "-w", "-D", Data]);

    public void Dispose()
    {
        EndGuard("remove");
        if (Directory.Exists(_folder))
            Directory.Delete(_folder, recursive: true);
    }

    private PostgreSqlServer MadeBy(string program, string[] arguments)
    {
        try
        {
            PostgreSqlPrograms.Run(program, Password, arguments);
            Run();
            return this;
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    private void Run()
    {
        string[] settings =
        [
            "listen_addresses=127.0.0.1",
            $"port={Port}",
            "unix_socket_directories=",
            "max_connections=120",
            "shared_buffers=32MB",
            .. _settings,
        ];
        var start = PostgreSqlPrograms.StartOf(
            "/bin/sh",
            [
                "-c",
                Guard,
                "sh",
                _folder,
                PostgreSqlPrograms.PathOf("postgres"),
                "-D",
                Data,
                .. settings.SelectMany(Switch),
            ]
        );
        start.RedirectStandardInput = start.RedirectStandardError = true;
        _guard = Process.Start(start)!;
        WaitUntilReady(_guard);
    }

    private static string[] Switch(string setting) => ["-c", setting];

    /// <summary>Returns when the server says that it is ready, and reads on what it says later, or it would wait for a reader.</summary>
    private static void WaitUntilReady(Process guard)
    {
        using var ready = new ManualResetEventSlim();
        var said = new List<string>();
        guard.ErrorDataReceived += (_, line) =>
        {
            lock (said)
            {
                if (!ready.IsSet)
                    said.Add(line.Data ?? "It has ended.");
                if (line.Data?.Contains("ready to accept", StringComparison.Ordinal) != false)
                    ready.Set();
            }
        };
        guard.BeginErrorReadLine();
        ready.Wait(MostToStart);
        lock (said)
            if (!said.Exists(line => line.Contains("ready to accept", StringComparison.Ordinal)))
                throw new InvalidOperationException($"PostgreSQL did not start: {string.Join(' ', said)}");
    }

    private void EndGuard(string word)
    {
        if (_guard is null)
            return;
        _guard.StandardInput.WriteLine(word);
        _guard.StandardInput.Close();
        _guard.WaitForExit();
        _guard.Dispose();
        _guard = null;
    }

    private static IEnumerable<int> ChildrenOf(int parent) =>
        Process
            .GetProcessesByName("postgres")
            .Select(process => process.Id)
            .Where(id => ParentOf(id) == parent)
            .ToList();

    // The fourth word, after a name in brackets.
    private static int ParentOf(int id)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{id}/stat");
            return int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            // It has just ended.
            return 0;
        }
    }

    private static void KillOne(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            process.Kill();
        }
        catch (ArgumentException)
        {
            // It has ended with its server.
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
