namespace AtmTerminal.HostLink;

/// <summary>Pauses between attempts: each twice as long as the one before, up to a longest.</summary>
internal sealed class GrowingPause(TimeSpan first, TimeSpan longest)
{
    private TimeSpan? _next;

    /// <summary>The pause to make now; the one after it will be longer.</summary>
    public TimeSpan Take()
    {
        var pause = _next ?? first;
        _next = TimeSpan.FromTicks(Math.Min(longest.Ticks, pause.Ticks * 2));
        return pause;
    }

    /// <summary>An attempt succeeded: begin again with the first pause.</summary>
    public void Reset() => _next = null;
}
