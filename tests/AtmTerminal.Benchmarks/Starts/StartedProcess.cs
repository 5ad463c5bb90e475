using System.Diagnostics;
using System.Globalization;

namespace AtmTerminal.Benchmarks.Starts;

/// <summary>A process that was started and has said that it is ready.</summary>
internal sealed class StartedProcess : IDisposable
{
    private readonly System.Diagnostics.Process _process;

    private StartedProcess(System.Diagnostics.Process process, double milliseconds) =>
        (_process, Milliseconds) = (process, milliseconds);

    /// <summary>From the call that started it to its line.</summary>
    public double Milliseconds { get; }

    /// <returns>Null when the program is not on this machine.</returns>
    public static StartedProcess? Start(string program, params string[] arguments)
    {
        var process = new System.Diagnostics.Process
        {
            StartInfo = new ProcessStartInfo(program, arguments)
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
            },
        };
        var start = Stopwatch.GetTimestamp();
        try
        {
            process.Start();
        }
        catch (System.ComponentModel.Win32Exception)
        {
            process.Dispose();
            return null;
        }
        if (process.StandardOutput.ReadLine() != "ready")
            throw new InvalidOperationException($"{program} did not become ready.");
        return new(process, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
    }

    /// <summary>Memory that is in RAM now, mapped files included.</summary>
    public double ResidentMiB()
    {
        var line = File.ReadLines($"/proc/{_process.Id}/status")
            .First(l => l.StartsWith("VmRSS", StringComparison.Ordinal));
        return double.Parse(
                line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[1],
                CultureInfo.InvariantCulture
            ) / 1024;
    }

    /// <summary>Whether a file with this in its name is mapped into the process.</summary>
    public bool Maps(string name) =>
        File.ReadLines($"/proc/{_process.Id}/maps").Any(l => l.Contains(name, StringComparison.Ordinal));

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }
}
