using System.Data.Common;
using AtmTerminal.BankHost;

namespace AtmTerminal.Testing;

/// <summary>What a host does wrong with a completion.</summary>
public enum HostFault
{
    /// <summary>Its program stops before the posting is committed: nothing is posted and nothing answered.</summary>
    StopsBeforeCommit,

    /// <summary>Its program stops after the commit: it is posted, and nothing answered.</summary>
    StopsAfterCommit,

    /// <summary>Its store is in trouble: it answers with a system error.</summary>
    SystemError,
}

/// <summary>The host, with faults around the commit of completions; everything else it answers as always.</summary>
public sealed class FailingHost(HostCore host)
{
    private HostCore _host = host;
    private HostFault _fault;
    private int _times;

    /// <summary>The next completions to arrive, repeats among them, meet this fault.</summary>
    public void FailCompletions(HostFault fault, int times = 1) => (_fault, _times) = (fault, times);

    /// <summary>The host books a withdrawal on another day than the terminal: what a defect could do.</summary>
    public void BookOnDayBefore(long number) =>
        _host.Database.InTransaction(sql =>
            sql.Execute("UPDATE posted SET business_day = business_day - 1 WHERE number = @number", ("@number", number))
        );

    /// <summary>All accounts are closed while their customers stand at the machine.</summary>
    public void CloseAllAccounts() =>
        _host.Database.InTransaction(sql => sql.Execute("UPDATE account SET state = 'Closed'"));

    /// <summary>Another host answers from now on.</summary>
    internal void Become(HostCore host) => _host = host;

    internal int Handle(string type, byte[] frame, Span<byte> answer)
    {
        if (_times == 0 || type is not ("0220" or "0221"))
            return _host.Handle(frame, answer);
        _times--;
        return HandleWith(Fail, frame, answer);
    }

    /// <summary>Lets the host answer with something at its commits.</summary>
    internal int HandleWith(Action<CommitPoint> atCommit, byte[] frame, Span<byte> answer)
    {
        _host.Database.AtCommit = atCommit;
        try
        {
            return _host.Handle(frame, answer);
        }
        catch (HostStoppedException)
        {
            return 0;
        }
        finally
        {
            _host.Database.AtCommit = null;
        }
    }

    private void Fail(CommitPoint point)
    {
        switch (_fault, point)
        {
            case (HostFault.StopsBeforeCommit, CommitPoint.Before):
            case (HostFault.StopsAfterCommit, CommitPoint.After):
                throw new HostStoppedException();
            case (HostFault.SystemError, CommitPoint.Before):
                throw new StoreTroubleException();
        }
    }

    internal sealed class HostStoppedException() : Exception("The host's program has stopped.");

    internal sealed class StoreTroubleException() : DbException("The store is in trouble.");
}
