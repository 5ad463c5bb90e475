using AtmTerminal.Journal;
using ILogger = Serilog.ILogger;

namespace AtmTerminal;

/// <summary>The counter beside the journal, as the configuration places it; without one nothing is known and nothing is written.</summary>
internal sealed class KnownHead(string? file, ILogger log)
{
    private readonly HeadCounter? _counter = file is null ? null : HeadCounter.InFile(file);
    private long _written;

    /// <returns>A row that is known to have existed, or 0. A counter that says nothing is told to the log and stops no machine.</returns>
    public long Read()
    {
        if (_counter is null)
            return 0;
        var count = _counter.Read();
        if (count.Problem is { } problem)
            log.Warning("Journal: {Problem}", problem);
        return count.Seq;
    }

    /// <summary>Between sessions. What fails is told to the log and tried again with the next number.</summary>
    public void Keep(long headSeq)
    {
        if (_counter is null || headSeq == _written)
            return;
        if (_counter.Write(headSeq) is { } problem)
            log.Warning("Journal: {Problem}", problem);
        else
            _written = headSeq;
    }
}
