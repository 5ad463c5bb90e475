using AtmTerminal.BankHost;
using AtmTerminal.Testing.Storage;

namespace AtmTerminal.Testing;

/// <summary>
/// The host, with stop points around its commits. When its process ends, it starts again at once and answers nothing; when a call
/// failed, it is started again after its answer, as it asks for.
/// </summary>
internal sealed class StoppingHost(FailingHost host, StopPoints stops, Action restart)
{
    public int Handle(string type, byte[] frame, Span<byte> answer)
    {
        stops.HostDoing = type;
        var (died, stoppedBefore) = (false, stops.StoppedAt);
        var length = host.HandleWith(Cross, frame, answer);
        stops.HostDoing = StopPoints.Opening;
        died |= stops.HostDisk.IsOff;
        if (stops.StoppedAt is not { } at || at == stoppedBefore || !at.StartsWith("host.", StringComparison.Ordinal))
            return length;
        stops.CrashHost();
        restart();
        return died ? 0 : length;

        void Cross(CommitPoint point)
        {
            switch (stops.PassAtHost($"host.commit {type} {Word(point)}"))
            {
                case DiskAnswer.Die:
                    died = true;
                    stops.HostDisk.SwitchOff();
                    throw new FailingHost.HostStoppedException();
                // After the commit there is no call left that could fail.
                case DiskAnswer.Fail when point != CommitPoint.After:
                    throw new FailingHost.StoreTroubleException();
            }
        }
    }

    private static string Word(CommitPoint point) =>
        point switch
        {
            CommitPoint.Before => "before",
            CommitPoint.Within => "within",
            _ => "after",
        };
}
