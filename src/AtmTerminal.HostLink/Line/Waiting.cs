namespace AtmTerminal.HostLink;

/// <summary>Waits that end early without an exception.</summary>
internal static class Waiting
{
    /// <summary>Ends after <paramref name="span"/> or as soon as <paramref name="stop"/> is cancelled.</summary>
    public static async Task ForAsync(TimeSpan span, TimeProvider time, CancellationToken stop)
    {
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = stop.Register(() => stopped.TrySetResult());
        await using var timer = time.CreateTimer(_ => stopped.TrySetResult(), null, span, Timeout.InfiniteTimeSpan);
        await stopped.Task;
    }
}
