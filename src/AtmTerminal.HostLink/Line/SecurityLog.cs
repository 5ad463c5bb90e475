using AtmTerminal.Domain.Events;

namespace AtmTerminal.HostLink;

/// <summary>
/// Security entries in the journal, but not more of them than a disk can bear: whoever can write on the line could otherwise
/// fill it. What is left out is counted and told with the next entry.
/// </summary>
internal sealed class SecurityLog(IJournalWriter journal, TimeProvider time)
{
    private const int MostInOneSpan = 20;
    private static readonly TimeSpan _span = TimeSpan.FromMinutes(1);

    private long _spanStart;
    private int _inSpan;
    private int _leftOut;

    /// <summary>The outcome of the write shows in the journal itself, which the session watches.</summary>
    public void Note(string what)
    {
        if (_inSpan == 0 || time.GetElapsedTime(_spanStart) >= _span)
            (_spanStart, _inSpan) = (time.GetTimestamp(), 0);
        if (_inSpan == MostInOneSpan)
        {
            _leftOut++;
            return;
        }
        _inSpan++;
        var text = _leftOut == 0 ? what : $"{what} ({_leftOut} entries before this one were left out)";
        _leftOut = 0;
        journal.Append(new SecurityNoted($"host line: {text}"));
    }
}
