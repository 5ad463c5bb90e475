using System.Runtime.InteropServices;

namespace AtmTerminal.Benchmarks.Journal;

/// <summary>
/// Puts the calling thread before ordinary work (as <c>chrt -f 1</c> does), so that another process's time slice is not counted
/// as disk time. Without the right to do so the figures are those of a busy machine.
/// </summary>
internal readonly struct RealTimePriority : IDisposable
{
    private const int Ordinary = 0;
    private const int Fifo = 1;

    private RealTimePriority(bool _) => Set(Fifo, 1);

    public static RealTimePriority Enter() => new(true);

    public void Dispose() => Set(Ordinary, 0);

    private static void Set(int policy, int priority) => _ = sched_setscheduler(0, policy, ref priority);

    [DllImport("libc")]
    private static extern int sched_setscheduler(int thread, int policy, ref int parameter);
}
