using System.Diagnostics;

namespace AtmTerminal.Process.Tests;

/// <summary>A terminal in a process of its own, which a test can kill.</summary>
internal sealed class WorkerProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly System.Diagnostics.Process _process;
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<string> _errors = [];
    private int _served;

    public WorkerProcess(string folder, int hostPort, int seed, int withdrawals)
    {
        var worker = Path.Combine(AppContext.BaseDirectory, "AtmTerminal.Process.Worker.dll");
        _process = new()
        {
            StartInfo = new ProcessStartInfo("dotnet", [worker, folder, $"{hostPort}", $"{seed}", $"{withdrawals}"])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            },
        };
        _process.OutputDataReceived += (_, line) => Heard(line.Data);
        _process.ErrorDataReceived += (_, line) => _errors.Add(line.Data ?? "");
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Withdrawals that were served from beginning to end.</summary>
    public int Served => Volatile.Read(ref _served);

    /// <summary>Ends when the terminal has power and is about to reconcile.</summary>
    public Task Ready => _ready.Task.WaitAsync(Patience);

    /// <summary>Lets it run on for so long, real time, or until it ends.</summary>
    public void RunsFor(int milliseconds) => _process.WaitForExit(milliseconds);

    /// <summary>kill -9: no handler runs, nothing is flushed.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync().WaitAsync(Patience);
    }

    /// <summary>Lets the terminal do its work to the end.</summary>
    public async Task FinishAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(Patience);
        Assert.That(_process.ExitCode, Is.Zero, string.Join('\n', _errors));
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }

    private void Heard(string? line)
    {
        if (line == "ready")
            _ready.TrySetResult();
        if (line == "served")
            Interlocked.Increment(ref _served);
        if (line is null)
            _ready.TrySetException(new InvalidOperationException($"The worker ended: {string.Join('\n', _errors)}"));
    }
}
