using System.Diagnostics;

namespace AtmTerminal.BankHost.Tests;

// A project that this file is also part of has a namespace of that name.
using Process = System.Diagnostics.Process;

/// <summary>Debian's programs of PostgreSQL, run as a user that they accept.</summary>
internal static class PostgreSqlPrograms
{
    private const string Missing =
        "PostgreSQL is not installed, and the tests of the store need it: sudo apt-get install postgresql";

    /// <summary>Runs one of them to its end.</summary>
    /// <param name="password">Given in the environment, where no list of processes shows it.</param>
    /// <exception cref="InvalidOperationException">It is not installed, or failed; the message is what it said.</exception>
    public static void Run(string program, string password, IReadOnlyList<string> arguments)
    {
        var start = StartOf(PathOf(program), arguments);
        start.Environment["PGPASSWORD"] = password;
        Run(start);
    }

    /// <summary>
    /// A start of a program, as another user when we are root: PostgreSQL refuses root. In a session of its own, since a Ctrl-C that
    /// ended those who clean up would leave what they are there to remove.
    /// </summary>
    public static ProcessStartInfo StartOf(string program, IReadOnlyList<string> arguments)
    {
        var start = Environment.IsPrivilegedProcess
            ? new ProcessStartInfo("setsid", ["runuser", "-u", User, "--", program, .. arguments])
            : new ProcessStartInfo("setsid", [program, .. arguments]);
        // The folder of the tests may be closed to that user.
        start.WorkingDirectory = "/";
        return start;
    }

    /// <summary>Makes a folder that belongs to the servers' user.</summary>
    public static string MakeFolder()
    {
        var folder = Directory.CreateTempSubdirectory("bankhost-pg").FullName;
        if (Environment.IsPrivilegedProcess)
            Run(new("chown", [User, folder]));
        return folder;
    }

    /// <exception cref="InvalidOperationException">It is not installed.</exception>
    public static string PathOf(string program) =>
        Folders().Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists)
        ?? throw new InvalidOperationException(Missing);

    private static string User =>
        File.ReadLines("/etc/passwd").Any(line => line.StartsWith("postgres:", StringComparison.Ordinal))
            ? "postgres"
            : "nobody";

    private static IEnumerable<string> Folders()
    {
        const string debian = "/usr/lib/postgresql";
        var versions = Directory.Exists(debian) ? Directory.GetDirectories(debian) : [];
        return versions
            .OrderByDescending(folder => int.TryParse(Path.GetFileName(folder), out var version) ? version : 0)
            .Select(folder => Path.Combine(folder, "bin"))
            .Concat(
                (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries)
            );
    }

    private static void Run(ProcessStartInfo start)
    {
        start.RedirectStandardError = start.RedirectStandardOutput = true;
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{start.FileName} failed: {error.GetAwaiter().GetResult()}");
    }
}
