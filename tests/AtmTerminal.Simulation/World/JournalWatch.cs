using AtmTerminal.Domain.Amounts;
using AtmTerminal.Domain.Events;
using AtmTerminal.Journal;

namespace AtmTerminal.Simulation;

/// <summary>Follows a journal fact by fact and says at once when one of them breaks an invariant.</summary>
internal sealed class JournalWatch(Cashpoint cashpoint)
{
    private readonly HashSet<long> _completed = [];
    private readonly HashSet<long> _requested = [];
    private readonly HashSet<(long Withdrawal, string Verdict)> _decided = [];
    private readonly OfflineWatch _offline = new(cashpoint);
    private IJournal? _journal;

    public void Follow(IJournal journal)
    {
        _journal = journal;
        journal.Appended += Seen;
    }

    public void ProgramEnded() => _journal = null;

    private void Seen(JournalEntry entry)
    {
        cashpoint.World.Tally.Count(entry.Event);
        cashpoint.Disk.Acknowledge(entry.Seq);
        Judge(entry.Event);
        _offline.Saw(entry.Event);
        cashpoint.Rows.Saw(entry.Event, _journal!.State, cashpoint.Program?.Status.Link ?? default);
        cashpoint.PassFact(entry.Event.GetType().Name);
    }

    private void Judge(JournalEvent fact)
    {
        switch (fact)
        {
            case NotePickMissed { Fault: "dispenser.empty" }:
                cashpoint.World.Tally.Hit(FaultKind.CassetteEmpty);
                break;
            case SessionStarted when _journal!.State.Open.Any():
                cashpoint.Violated("I5: a session starts while a request is open");
                break;
            case WithdrawalRequested e when !_requested.Add(e.Withdrawal.Value):
                cashpoint.Violated($"I3: withdrawal {e.Withdrawal} is requested twice");
                break;
            case WithdrawalRequested { Card: null } e when !cashpoint.Line.MayBeBelieved("0110"):
                cashpoint.Violated(
                    $"A4/A5: withdrawal {e.Withdrawal} follows from an approval that was altered or late"
                );
                break;
            case UploadAcknowledged e
                when !cashpoint.Line.MayBeBelieved("0230") && !cashpoint.Line.MayBeBelieved("0430"):
                cashpoint.Violated($"E7: withdrawal {e.Withdrawal} is acknowledged by an answer that was altered");
                break;
            case ReconciliationDecided e when e.Withdrawal != default && !_decided.Add((e.Withdrawal.Value, e.Verdict)):
                cashpoint.Violated($"D3: withdrawal {e.Withdrawal} is decided twice: {e.Verdict}");
                break;
            case WithdrawalCompleted e when !_completed.Add(e.Withdrawal.Value):
                cashpoint.Violated($"I3: withdrawal {e.Withdrawal} is completed twice");
                break;
            case NotePickStarted e when !_requested.Contains(e.Withdrawal.Value):
                cashpoint.Violated($"I3: a note is picked for withdrawal {e.Withdrawal}, which was never requested");
                break;
        }
    }
}
