using AtmTerminal.Domain.Amounts;
using AtmTerminal.Domain.Events;

namespace AtmTerminal.Testing;

/// <summary>What the order of the journal's facts must be: invariants I3 to I5, and each closing once.</summary>
internal static class OrderOfFacts
{
    public static IEnumerable<string> Check(TestTerminal terminal)
    {
        var (requested, closed, open) = (new HashSet<long>(), new Dictionary<long, Money>(), new HashSet<long>());
        foreach (var entry in terminal.Journal)
            switch (entry.Event)
            {
                case SessionStarted when open.Count > 0:
                    yield return $"I5: a session starts in row {entry.Seq} while {string.Join(", ", open)} is open";
                    break;
                case WithdrawalRequested request:
                    if (!requested.Add(request.Withdrawal.Value))
                        yield return $"I3: withdrawal {request.Withdrawal} is requested twice, row {entry.Seq}";
                    open.Add(request.Withdrawal.Value);
                    if (open.Count > 1 && !terminal.RowsByHand.Contains(entry.Seq))
                        yield return $"I5: {open.Count} requests are open at once, row {entry.Seq}";
                    break;
                case NotePickStarted or PresentStarted:
                    if (!open.Contains(((WithdrawalEvent)entry.Event).Withdrawal.Value))
                        yield return $"I3: {entry.Event.GetType().Name} in row {entry.Seq} has no open request";
                    break;
                case WithdrawalCompleted completed:
                    open.Remove(completed.Withdrawal.Value);
                    if (!closed.TryAdd(completed.Withdrawal.Value, completed.Amount))
                        yield return $"D3: withdrawal {completed.Withdrawal} is completed twice, row {entry.Seq}";
                    break;
                case WithdrawalSuspected suspected:
                    open.Remove(suspected.Withdrawal.Value);
                    break;
                case UploadAcknowledged upload:
                    if (IsPostedLess(terminal, upload.Withdrawal.Value, closed))
                        yield return $"I4: withdrawal {upload.Withdrawal} is acknowledged in row {entry.Seq} and not posted";
                    break;
            }
    }

    private static bool IsPostedLess(TestTerminal terminal, long number, Dictionary<long, Money> closed) =>
        closed.TryGetValue(number, out var amount)
        && !amount.IsZero
        && terminal.Host.Queries.Postings(terminal.Config.TerminalId).All(p => p.Number != number);
}
