namespace AtmTerminal.BankHost;

/// <summary>Something on the line that should not have been, and how often.</summary>
/// <param name="Terminal">A terminal of the tables, or empty: never a name only a stranger gave.</param>
internal sealed record SecurityFinding(string Terminal, string What, long Times);

/// <summary>
/// Security records, but not more of them than a disk can bear: whoever can reach the port could otherwise make the host write
/// and sync for every frame. The first ones of a minute are stored at once, the rest are counted and stored together later.
/// </summary>
/// <param name="store">Makes findings durable.</param>
/// <remarks>Any thread.</remarks>
internal sealed class HostSecurityLog(Action<IReadOnlyList<SecurityFinding>> store, TimeProvider time)
{
    private const int MostInOneSpan = 20;
    private static readonly TimeSpan Span = TimeSpan.FromMinutes(1);

    private readonly Lock _oneAtATime = new();
    private readonly Dictionary<(string Terminal, string What), long> _leftOut = [];
    private long _spanStart;
    private int _inSpan;

    public void Note(string terminal, string what)
    {
        lock (_oneAtATime)
        {
            if (_inSpan == 0 || time.GetElapsedTime(_spanStart) >= Span)
            {
                StoreLeftOut();
                (_spanStart, _inSpan) = (time.GetTimestamp(), 0);
            }
            if (++_inSpan <= MostInOneSpan)
                store([new(terminal, what, 1)]);
            else
                _leftOut[(terminal, what)] = _leftOut.GetValueOrDefault((terminal, what)) + 1;
        }
    }

    /// <summary>Stores what was only counted so far.</summary>
    public void Flush()
    {
        lock (_oneAtATime)
            StoreLeftOut();
    }

    private void StoreLeftOut()
    {
        if (_leftOut.Count == 0)
            return;
        store([.. _leftOut.Select(left => new SecurityFinding(left.Key.Terminal, left.Key.What, left.Value))]);
        _leftOut.Clear();
    }
}
