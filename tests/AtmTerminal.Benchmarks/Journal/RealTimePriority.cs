using System.Runtime.InteropServices;

namespace AtmTerminal.Benchmarks.Journal;

/// <summary>
/// Puts threads before ordinary work (as <c>chrt -f 1</c> does), so that another process's time slice is not counted as disk
/// time. Threads and processes begun meanwhile inherit it. Without the right to do so the figures are those of a busy machine.
/// </summary>
internal readonly struct RealTimePriority : IDisposable
{
    private const int Ordinary = 0;
    private const int Fifo = 1;
    private const int CallingThread = 0;

    private readonly bool _wholeProcess;

    private RealTimePriority(bool wholeProcess)
    {
        _wholeProcess = wholeProcess;
        Set(Fifo, 1);
    }

    /// <summary>The calling thread, for work that is done on it alone.</summary>
    public static RealTimePriority Enter() => new(wholeProcess: false);

    /// <summary>All threads of this process, for work that goes back and forth between them.</summary>
    public static RealTimePriority EnterWholeProcess() => new(wholeProcess: true);

    public void Dispose() => Set(Ordinary, 0);

    private void Set(int policy, int priority)
    {
        int[] threads = _wholeProcess
            ? [.. Directory.GetDirectories("/proc/self/task").Select(t => int.Parse(Path.GetFileName(t)))]
            : [CallingThread];
        foreach (var thread in threads)
            _ = sched_setscheduler(thread, policy, ref priority);
    }

    [DllImport("libc")]
    private static extern int sched_setscheduler(int thread, int policy, ref int parameter);
}
