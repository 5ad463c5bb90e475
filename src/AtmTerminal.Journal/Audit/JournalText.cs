using System.Globalization;
using AtmTerminal.Domain.Cash;
using AtmTerminal.Domain.Events;
using AtmTerminal.Domain.Withdrawals;

namespace AtmTerminal.Journal;

/// <summary>Journal rows as a person reads them: one aligned line each, plain words, card numbers only behind their mask.</summary>
public static class JournalText
{
    private const int TypeWidth = 22;

    /// <summary>Number, UTC time, what happened, the withdrawal and the rest: <c>17  13:04:05.120  WithdrawalRequested  #3  ...</c></summary>
    public static string Line(JournalEntry entry) =>
        Line(
            entry.Seq,
            entry.At,
            entry.Event.GetType().Name,
            entry.Event is WithdrawalEvent of ? of.Withdrawal : default,
            Words(entry.Event)
        );

    internal static string Line(long seq, DateTimeOffset at, string type, WithdrawalNumber withdrawal, string words) =>
        string.Create(
                CultureInfo.InvariantCulture,
                $"{seq, 6}  {at.UtcDateTime:HH:mm:ss.fff}  {type.PadRight(TypeWidth)}  {Number(withdrawal), -5} {words}"
            )
            .TrimEnd();

    private static string Number(WithdrawalNumber withdrawal) => withdrawal == default ? "" : $"#{withdrawal}";

    private static string Words(JournalEvent e) =>
        e switch
        {
            TerminalStarted s => $"terminal {s.TerminalId}, version {s.Version}",
            SessionStarted s => $"card {s.MaskedPan}",
            SessionEnded s => s.How,
            CardRetained c => $"card {c.MaskedPan} kept: {c.Reason}",
            DeviceFaulted d => $"{d.Device}: {d.Code}, {d.Text}",
            SecurityNoted s => s.What,
            OperatorActed o => o.What,
            ServiceStateChanged s => s.InService ? "in service" : $"out of service: {s.Reason}",
            TerminalLocked l => l.Reason,
            TerminalUnlocked u => $"by {u.By}",
            CounterReserved c => $"{c.Name} up to {c.UpTo}",
            CashUnitsSet u => $"by {u.By}{Confirmed(u.ConfirmedBy)}: {string.Join(", ", u.Units.Select(Unit))}",
            CashExchangeBegun b => $"by {b.By}",
            CashExchangeCanceled c => $"by {c.By}{Confirmed(c.ConfirmedBy)}: no note was moved",
            CashCounted c =>
                $"by {c.By}{Confirmed(c.ConfirmedBy)}: cassettes {c.Cassettes}, reject {c.Reject}, retract {c.Retract}, elsewhere {c.Elsewhere}",
            AuthorizationSent a =>
                $"{a.Amount}, commission {a.Commission}  card {a.MaskedPan}  trace {a.TraceNumber}  {a.Mode}",
            AuthorizationDeclined d => $"answer {d.ResponseCode}",
            ReversalQueued r => $"reason {r.Reason}: {r.Because}",
            WithdrawalRequested { Card: { } card } r => $"{r.Amount}  plan {r.Plan}  {r.Mode}  card {Token(card)}",
            WithdrawalRequested r => $"{r.Amount}  plan {r.Plan}  approval {r.ApprovalCode}",
            UploadAcknowledged u => $"row {u.RecordSeq} taken by the host, answer {u.ResponseCode}",
            UploadSetAside u => $"row {u.RecordSeq} waits for a person, last answer {u.LastAnswer}",
            UploadRepeated u => $"row {u.RecordSeq} told to the host once more, answer {u.ResponseCode}",
            _ => DayWords(e),
        };

    private static string DayWords(JournalEvent e) =>
        e switch
        {
            HostFellBack f => $"the host has lost what it took after row {f.LastRow}, up to row {f.Acknowledged}",
            BusinessDayBegan b => b.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            TotalsDiffered t => string.Create(
                CultureInfo.InvariantCulture,
                $"{t.Day:yyyy-MM-dd}: here {t.Given} of {t.Sum}, at the host {t.HostGiven} of {t.HostSum}, "
                    + $"different: {string.Join(", ", t.Numbers.Select(n => $"#{n}"))}"
            ),
            _ => OfflineWords(e),
        };

    private static string OfflineWords(JournalEvent e) =>
        e switch
        {
            CardRemembered c => $"card {Token(c.Card)} has {c.Available}"
                + (c.LeftToday is { } left ? $", {left} left of the day's limit" : "")
                + $"  day {c.Day:yyyy-MM-dd}",
            CardForgotten c => $"card {Token(c.Card)}, answer {c.ResponseCode}{(c.Stop ? ", on the stop list" : "")}",
            AllCardsForgotten a => a.Because,
            OfflinePeriodBegan p => p.Because,
            OfflinePeriodEnded p => p.Because,
            _ => NoteWords(e),
        };

    // Enough to tell the cards of one journal apart.
    private static string Token(string card) => card[..Math.Min(8, card.Length)];

    private static string NoteWords(JournalEvent e) =>
        e switch
        {
            TestPickStarted t => $"from {t.Unit}",
            TestPicked t => $"{Notes(t.Notes)} from {t.Unit}, {(t.Fits ? "as set up" : "not as set up")}",
            NotePickStarted n => $"from {n.Unit}",
            NotePicked n => $"from {n.Unit} into the stacker",
            NotePickMissed n => $"from {n.Unit}: {n.Fault}",
            NoteDivertStarted n => $"{Notes(n.Notes)} from {n.Unit} to the reject bin: {n.Why}",
            NoteDiverted n => $"{Notes(n.Notes)} from {n.Unit} in the reject bin",
            NotesStacked n => n.Notes.ToString(),
            PresentStarted p => p.Notes.ToString(),
            NotesPresented => "shutter open, notes at the exit",
            CustomerAccessDoubted c => c.Evidence,
            NotesTaken => "exit free while the shutter was open",
            RetractStarted => "notes at the exit are pulled back",
            NotePurged p => $"into {p.Bin}, {(p.Unit is null ? "not told apart" : $"from {p.Unit}")}",
            NoteDropped d => $"into {d.Bin}",
            CashCleared c => $"path empty, {(c.Counted is { } n ? Notes(n) : "uncounted")} in {c.Bin}",
            WithdrawalCompleted c => $"{c.Amount}, commission {c.Commission}  notes {c.Notes}  {c.Because}"
                + (c.Amount.IsZero ? $"  reason {c.ReversalReason}" : ""),
            WithdrawalSuspected s => $"at most {s.AtMost}: {s.Evidence}",
            ReconciliationDecided r => $"{r.Verdict}: expected {r.Expected}, found {Found(r)}; {r.Evidence}",
            _ => "",
        };

    private static string Notes(int count) => count == 1 ? "1 note" : $"{count} notes";

    private static string Confirmed(string? by) => by is null ? "" : $" and {by}";

    private static string Found(ReconciliationDecided r) => r.Found?.ToString() ?? "unknown";

    private static string Unit(CashUnit unit) =>
        unit.Denomination is { } denomination ? $"{unit.Id} {unit.Count} x {denomination}" : $"{unit.Id} {unit.Count}";
}
