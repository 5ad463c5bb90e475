using AtmTerminal.Domain.Events;
using AtmTerminal.Domain.Withdrawals;
using AtmTerminal.HostLink;
using AtmTerminal.Journal;
using AtmTerminal.Session.Table;
using AtmTerminal.Testing.Storage;

namespace AtmTerminal.Simulation;

/// <summary>Says which rows of the failure matrix happen at one cashpoint, from facts and from where its program ends.</summary>
internal sealed class RowSpotter(Tally tally)
{
    private bool _presented;
    private bool _retracting;
    private bool _startedAnew;
    private bool _cardKept;
    private bool _crashedWithOpenRequest;

    /// <summary>A fact has become durable.</summary>
    public void Saw(JournalEvent fact, TerminalState state, LinkState link)
    {
        switch (fact)
        {
            case TerminalStarted:
                // What a start pulls back is no retract that a customer was too late for.
                (_startedAnew, _retracting) = (true, false);
                break;
            case SessionStarted:
                _startedAnew = false;
                (_presented, _retracting, _cardKept) = (false, false, false);
                break;
            case AuthorizationDeclined:
                tally.Row("A3");
                break;
            case ReversalQueued e:
                tally.Row(RowOf(e));
                break;
            case NotePickMissed:
                tally.Row("B3");
                break;
            case NoteDivertStarted:
                tally.Row("B4");
                break;
            case PresentStarted e:
                _presented = true;
                if (state.Find(e.Withdrawal) is { } paid && state.Cash!.ValueOf(e.Notes) < paid.Amount)
                    tally.Row("B5");
                break;
            case RetractStarted when !_startedAnew:
                _retracting = true;
                break;
            case NotesTaken when _retracting:
                tally.Row("C7");
                break;
            case CardRetained when state.Open.Any():
                _cardKept = true;
                break;
            case ReconciliationDecided e:
                Decided(e);
                break;
            case WithdrawalCompleted when link != LinkState.Online:
                tally.Row("E1");
                break;
            case SecurityNoted:
                tally.Row(state.Authorizing.Any() ? "A5" : "E7");
                break;
        }
    }

    /// <summary>The program ends here.</summary>
    /// <param name="point">The last stop point that it has passed.</param>
    public void Ended(Ending how, CrashVariant unsynced, string point, TerminalState state, SessionState session)
    {
        var open = state.Open.FirstOrDefault();
        if (state.Exchange is not null)
            tally.Row("F2");
        if (session == SessionState.Reconciling)
            tally.Row(_crashedWithOpenRequest ? "D3" : "A1");
        else if (state.Authorizing.Any())
            tally.Row(point == "disk.sync WithdrawalRequested" && unsynced == CrashVariant.Torn ? "A9" : "A6");
        else if (open is not null && RowOf(how, open) is { } row)
            tally.Row(row);
        else if (open is null)
            tally.Row("A1");
        _crashedWithOpenRequest = open is not null;
        if (
            point.StartsWith("line.send 02", StringComparison.Ordinal)
            || point.StartsWith("line.send 04", StringComparison.Ordinal)
        )
            tally.Row("E2");
        if (point is "disk.write UploadAcknowledged" or "disk.sync UploadAcknowledged")
            tally.Row("E6");
    }

    /// <summary>The disk has failed a commit that begins with this fact.</summary>
    public void DiskFailed(string fact, DiskTrouble trouble)
    {
        if (fact == nameof(WithdrawalRequested))
            tally.Row(trouble is DiskTrouble.SyncErrorOnce or DiskTrouble.SyncErrorAlways ? "A8" : "A7");
        if (fact == nameof(WithdrawalCompleted))
            tally.Row("D2");
    }

    private static string RowOf(ReversalQueued e) =>
        e.Reason switch
        {
            "17" => "A10",
            "21" => "A11",
            "68" => "A2",
            _ => "A6",
        };

    // After a presentation the sensors decide which row it was; the decision says it.
    private static string? RowOf(Ending how, Withdrawal open) =>
        open.State switch
        {
            WithdrawalState.Presenting or WithdrawalState.Presented or WithdrawalState.Retracting => null,
            WithdrawalState.Taken => "D1",
            _ when how == Ending.Killed => "B11",
            _ when open.Stacked.IsEmpty && open.InDoubt is null => "B1",
            _ => "B2",
        };

    private void Decided(ReconciliationDecided e)
    {
        var start = e.Verdict.LastIndexOf('(') + 1;
        var row = start > 0 ? e.Verdict[start..^1] : "";
        // One verdict serves several rows; what led to it tells them apart.
        tally.Row(
            row switch
            {
                "C2" when _retracting => "C6",
                "C3" when _retracting => "C5",
                "D11" when e.Withdrawal != default => "B6",
                "C1" when _retracting => "C7",
                "B2" when _cardKept => "C9",
                _ => row,
            }
        );
        if (row == "C4" && !_presented)
            tally.Row("B10");
    }
}
