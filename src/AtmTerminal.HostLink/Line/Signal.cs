namespace AtmTerminal.HostLink;

/// <summary>Lets one waiter on the terminal loop sleep until something has changed. A change before the wait is not lost.</summary>
internal sealed class Signal
{
    private TaskCompletionSource _set = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Set() => _set.TrySetResult();

    /// <summary>Ends with the next change, or at once when there was one since the last wait.</summary>
    public async Task WaitAsync()
    {
        await _set.Task;
        _set = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
