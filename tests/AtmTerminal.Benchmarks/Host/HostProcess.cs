using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using AtmTerminal.BankHost;

namespace AtmTerminal.Benchmarks.Host;

/// <summary>The host's program over the store of a bank. It is killed with this object, and whenever this process ends.</summary>
internal sealed partial class HostProcess(HostBank bank) : IDisposable
{
    private const string Guard = """
        "$@" < /dev/null &
        host=$!
        read -r word
        kill -KILL "$host"
        wait "$host" 2> /dev/null
        """;

    private static readonly TimeSpan MostToStart = TimeSpan.FromMinutes(2);

    private System.Diagnostics.Process? _guard;
    private volatile IPEndPoint? _address;

    /// <summary>Where it listens, since its last start; <c>null</c> before the first one.</summary>
    public IPEndPoint? Address => _address;

    /// <exception cref="InvalidOperationException">It does not say that it listens.</exception>
    public void Start()
    {
        // In a session of its own: Ctrl-C is for us, who then end it.
        var start = StartOf("setsid", "/bin/sh", "-c", Guard, "sh", "dotnet", Program, "run", "--data", bank.Folder);
        start.RedirectStandardInput = true;
        _guard = System.Diagnostics.Process.Start(start)!;
        var port = new TaskCompletionSource<int>();
        _guard.OutputDataReceived += (_, line) =>
        {
            if (line.Data is null)
                port.TrySetException(new InvalidOperationException("The host ended before it listened."));
            else if (Listens().Match(line.Data) is { Success: true } listens)
                port.TrySetResult(int.Parse(listens.Groups[1].Value, CultureInfo.InvariantCulture));
        };
        _guard.BeginOutputReadLine();
        _address = new(IPAddress.Loopback, port.Task.WaitAsync(MostToStart).GetAwaiter().GetResult());
    }

    /// <summary>Ends it without a word, at whatever it is.</summary>
    public void Kill()
    {
        if (_guard is null)
            return;
        _guard.StandardInput.Close();
        _guard.WaitForExit();
        _guard.Dispose();
        _guard = null;
    }

    /// <summary>What the program's own check of the books says.</summary>
    public (bool IsRight, string Said) Check()
    {
        using var check = System.Diagnostics.Process.Start(StartOf("dotnet", Program, "check", "--data", bank.Folder))!;
        var said = check.StandardOutput.ReadToEnd();
        check.WaitForExit();
        return (check.ExitCode == 0, said.Trim());
    }

    public void Dispose() => Kill();

    private static string Program => typeof(HostCore).Assembly.Location;

    // In the environment, since the connection string has a password and the list of processes is for everybody.
    private ProcessStartInfo StartOf(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true };
        start.Environment[HostConfig.DatabaseVariable] = bank.ConnectionString;
        return start;
    }

    [GeneratedRegex(@"listens on 127\.0\.0\.1:(\d+)\.")]
    private static partial Regex Listens();
}
