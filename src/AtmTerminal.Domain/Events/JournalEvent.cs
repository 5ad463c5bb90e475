using AtmTerminal.Domain.Amounts;
using AtmTerminal.Domain.Cash;
using AtmTerminal.Domain.Withdrawals;

namespace AtmTerminal.Domain.Events;

/// <summary>
/// A fact in the journal, in the past tense. State is a fold over these and over nothing else. Sequence number, time and hash
/// are the journal's and not part of the fact.
/// </summary>
public abstract record JournalEvent;

/// <summary>A fact that belongs to one withdrawal.</summary>
public abstract record WithdrawalEvent(WithdrawalNumber Withdrawal) : JournalEvent;

// The life of the terminal ---------------------------------------------------------------------------------------------

/// <summary>The program has opened the journal.</summary>
public sealed record TerminalStarted(string TerminalId, string Version) : JournalEvent;

/// <summary>A card was read and a session begun. Number masked.</summary>
public sealed record SessionStarted(string MaskedPan) : JournalEvent;

/// <summary>The session is over and the card is out of the machine's hands.</summary>
public sealed record SessionEnded(string How) : JournalEvent;

/// <summary>A card was kept.</summary>
public sealed record CardRetained(string MaskedPan, string Reason) : JournalEvent;

/// <summary>A device did not do what it was told. <paramref name="Code"/> is the entry of the fault list.</summary>
public sealed record DeviceFaulted(string Device, string Code, string Text) : JournalEvent;

/// <summary>Something that a person in charge of security should see: a wrong MAC, an answer to no question.</summary>
public sealed record SecurityNoted(string What) : JournalEvent;

/// <summary>The operator's key switch was turned, or a door opened or closed.</summary>
public sealed record OperatorActed(string What) : JournalEvent;

/// <summary>The terminal went out of service, or came back into it.</summary>
public sealed record ServiceStateChanged(bool InService, string Reason) : JournalEvent;

/// <summary>
/// Somebody may have laid hands on the machine: no session starts, after any number of restarts, until a person has come or has
/// counted (failure matrix, C8).
/// </summary>
public sealed record TerminalLocked(string Reason) : JournalEvent;

/// <summary>A person with the key has come to a locked terminal.</summary>
public sealed record TerminalUnlocked(string By) : JournalEvent;

/// <summary>Numbers up to and including <paramref name="UpTo"/> of a counter may be used; after a restart it goes on above.</summary>
public sealed record CounterReserved(string Name, long UpTo) : JournalEvent;

/// <summary>
/// An exchange has ended: these are the units and their counts from now on, all in one fact, so that after a power failure the
/// counts are the old ones or the new ones and never a mix.
/// </summary>
/// <param name="ConfirmedBy">Who entered the same counts a second time; null at the first loading, which replaces no count.</param>
public sealed record CashUnitsSet(IReadOnlyList<CashUnit> Units, string By, string? ConfirmedBy = null) : JournalEvent
{
    public bool Equals(CashUnitsSet? other) =>
        other is not null && By == other.By && ConfirmedBy == other.ConfirmedBy && Units.SequenceEqual(other.Units);

    public override int GetHashCode() => HashCode.Combine(By, Units.Count);
}

/// <summary>
/// Somebody is about to lay hands on the cash. From here on the counts of the journal may be wrong, so no session starts, after
/// any number of restarts, before the new counts are entered (CashUnitsSet) or the exchange is called off.
/// </summary>
public sealed record CashExchangeBegun(string By) : JournalEvent;

/// <summary>The exchange is over and no note was moved: the counts stand.</summary>
public sealed record CashExchangeCanceled(string By, string ConfirmedBy) : JournalEvent;

/// <summary>
/// Two persons have counted every note of the machine, independently and alike. Notes are named by the cassette that holds
/// their kind, wherever they were found.
/// </summary>
/// <param name="Elsewhere">Found in the note path, in the exit, or anywhere else but in a unit.</param>
public sealed record CashCounted(
    NoteCounts Cassettes,
    NoteCounts Reject,
    NoteCounts Retract,
    NoteCounts Elsewhere,
    string By,
    string ConfirmedBy
) : JournalEvent;

/// <summary>In an exchange one note is about to be picked from a cassette into the reject bin, to see what is in it.</summary>
public sealed record TestPickStarted(string Unit) : JournalEvent;

/// <summary>The test pick has ended.</summary>
/// <param name="Notes">What came: 0, 1, or 2 that stick together.</param>
/// <param name="Fits">It was one note, as long as the notes this cassette is set up for.</param>
public sealed record TestPicked(string Unit, int Notes, bool Fits) : JournalEvent;

// Before the request ---------------------------------------------------------------------------------------------------

/// <summary>The host is about to be asked; durable before the message is sent. It gives the withdrawal its number.</summary>
/// <param name="Commission">What the customer was shown and accepted.</param>
/// <param name="TraceNumber">DE 11 of the question, for DE 90 of a reversal.</param>
/// <param name="SentAt">DE 7 of the question, MMDDhhmmss UTC.</param>
/// <param name="CommissionBasisPoints">The rate behind <paramref name="Commission"/>, so that a part given can be charged after a restart.</param>
public sealed record AuthorizationSent(
    WithdrawalNumber Withdrawal,
    Money Amount,
    Money Commission,
    string MaskedPan,
    int TraceNumber,
    string SentAt,
    string Mode,
    int CommissionBasisPoints = 0
) : WithdrawalEvent(Withdrawal);

/// <summary>The host said no: nothing is held there and nothing is owed here.</summary>
public sealed record AuthorizationDeclined(WithdrawalNumber Withdrawal, string ResponseCode)
    : WithdrawalEvent(Withdrawal);

/// <summary>
/// The hold, placed or perhaps placed, has to be released and no request was ever written. The record is the reversal in the
/// upload queue. After a request the reversal is a <see cref="WithdrawalCompleted"/> with zero and never this.
/// </summary>
/// <param name="Reason">DE 39 of the reversal: 17, 21, 22, 32 or 68.</param>
public sealed record ReversalQueued(WithdrawalNumber Withdrawal, string Reason, string Because)
    : WithdrawalEvent(Withdrawal);

// From the request to the presentation ------------------------------------------------------------------------------------

/// <summary>Durable before any motor moves for this withdrawal.</summary>
/// <param name="Plan">Notes per cassette.</param>
/// <param name="ApprovalCode">The host's approval; empty when it was not asked.</param>
/// <param name="Mode">One of <see cref="WithdrawalModes"/>.</param>
/// <param name="Card">The token of the card whose remembered balance pays; <c>null</c> when the host holds the amount.</param>
public sealed record WithdrawalRequested(
    WithdrawalNumber Withdrawal,
    Money Amount,
    Money Commission,
    NoteCounts Plan,
    string ApprovalCode,
    string MaskedPan,
    int CommissionBasisPoints = 0,
    string Mode = WithdrawalModes.AuthorizeFirst,
    string? Card = null
) : WithdrawalEvent(Withdrawal);

/// <summary>The pick motor of this cassette is about to turn once. At most this one note is in doubt after a power cut.</summary>
public sealed record NotePickStarted(WithdrawalNumber Withdrawal, string Unit) : WithdrawalEvent(Withdrawal);

/// <summary>The note passed the count sensor and lies in the stacker.</summary>
public sealed record NotePicked(WithdrawalNumber Withdrawal, string Unit) : WithdrawalEvent(Withdrawal);

/// <summary>No note came: it is still in its cassette.</summary>
public sealed record NotePickMissed(WithdrawalNumber Withdrawal, string Unit, string Fault)
    : WithdrawalEvent(Withdrawal);

/// <summary>The picked item is not fit to be given and is about to be driven to the reject bin.</summary>
/// <param name="Notes">Notes in it: 1, or 2 for a double.</param>
public sealed record NoteDivertStarted(WithdrawalNumber Withdrawal, string Unit, int Notes, string Why)
    : WithdrawalEvent(Withdrawal);

/// <summary>The diverted item passed the reject sensor.</summary>
public sealed record NoteDiverted(WithdrawalNumber Withdrawal, string Unit, int Notes) : WithdrawalEvent(Withdrawal);

/// <summary>All that was planned, or all that could be had, lies counted in the stacker.</summary>
public sealed record NotesStacked(WithdrawalNumber Withdrawal, NoteCounts Notes) : WithdrawalEvent(Withdrawal);

// Presentation -------------------------------------------------------------------------------------------------------------

/// <summary>The notes are about to be moved to the customer. From here on they may have had access.</summary>
public sealed record PresentStarted(WithdrawalNumber Withdrawal, NoteCounts Notes) : WithdrawalEvent(Withdrawal);

/// <summary>The shutter is open and the notes are at the exit.</summary>
public sealed record NotesPresented(WithdrawalNumber Withdrawal) : WithdrawalEvent(Withdrawal);

/// <summary>
/// The shutter was forced, or its switches contradict each other, while notes were presented: the customer may have had access.
/// From here on the withdrawal is never closed with zero (failure matrix, C8).
/// </summary>
public sealed record CustomerAccessDoubted(WithdrawalNumber Withdrawal, string Evidence) : WithdrawalEvent(Withdrawal);

/// <summary>The throat sensor became free while the shutter was open.</summary>
public sealed record NotesTaken(WithdrawalNumber Withdrawal) : WithdrawalEvent(Withdrawal);

/// <summary>The notes at the exit are about to be pulled back.</summary>
public sealed record RetractStarted(WithdrawalNumber Withdrawal) : WithdrawalEvent(Withdrawal);

/// <summary>
/// One note has been separated from the stacker, counted, and rests at the hold position before <paramref name="Bin"/>;
/// durable before it is dropped, so that no note enters a bin uncounted.
/// </summary>
/// <param name="Withdrawal"><c>default</c> when no withdrawal was open.</param>
/// <param name="Unit">The cassette it came from when its length tells, else <c>null</c>.</param>
public sealed record NotePurged(WithdrawalNumber Withdrawal, string Bin, string? Unit) : WithdrawalEvent(Withdrawal);

/// <summary>
/// The purged note has fallen from the hold position into <paramref name="Bin"/>; durable before the next one is separated, so
/// that a note found at the hold position is known to be counted already (its NotePurged is the last fact) or not yet.
/// </summary>
public sealed record NoteDropped(WithdrawalNumber Withdrawal, string Bin) : WithdrawalEvent(Withdrawal);

/// <summary>Stacker, transport and throat are empty; all that was there is in <paramref name="Bin"/>.</summary>
/// <param name="Counted">Notes purged since the withdrawal's request, or <c>null</c> when they could not be counted.</param>
public sealed record CashCleared(WithdrawalNumber Withdrawal, string Bin, int? Counted) : WithdrawalEvent(Withdrawal);

// Closing --------------------------------------------------------------------------------------------------------------------

/// <summary>
/// Closes a request: what the customer could have taken. Zero is allowed and makes no posting; when a hold was asked for, it is
/// itself the reversal in the upload queue. A person who has counted closes a suspect case with it too.
/// </summary>
/// <param name="Commission">On the given part.</param>
/// <param name="Because">What decided: "taken", "retracted", "reconciled: ...".</param>
/// <param name="ReversalReason">DE 39 of the reversal when the amount is zero; not used otherwise.</param>
public sealed record WithdrawalCompleted(
    WithdrawalNumber Withdrawal,
    Money Amount,
    Money Commission,
    NoteCounts Notes,
    string Because,
    string ReversalReason = "22"
) : WithdrawalEvent(Withdrawal);

/// <summary>The evidence cannot decide. A person closes it by counting; the terminal neither posts nor reverses it.</summary>
public sealed record WithdrawalSuspected(WithdrawalNumber Withdrawal, Money AtMost, string Evidence)
    : WithdrawalEvent(Withdrawal);

/// <summary>What was found at a start and what was decided.</summary>
/// <param name="Expected">Loaded less completed.</param>
/// <param name="Found">Cassettes, bins, stacker and throat together; <c>null</c> when they could not be counted.</param>
public sealed record ReconciliationDecided(
    WithdrawalNumber Withdrawal,
    string Verdict,
    Money Expected,
    Money? Found,
    string Evidence
) : WithdrawalEvent(Withdrawal);

// Upload -----------------------------------------------------------------------------------------------------------------------

/// <summary>The host has taken the record of journal row <paramref name="RecordSeq"/>; it leaves the upload queue.</summary>
/// <param name="CardReference">What the host calls the card, for a record that has to be sent once more when its card number is
/// gone; empty when the host named none. It says nothing to anybody else.</param>
public sealed record UploadAcknowledged(
    WithdrawalNumber Withdrawal,
    long RecordSeq,
    string ResponseCode,
    string CardReference = ""
) : WithdrawalEvent(Withdrawal);

/// <summary>The host refuses the record for ever: it waits on the manual list while the rest follows.</summary>
public sealed record UploadSetAside(WithdrawalNumber Withdrawal, long RecordSeq, string LastAnswer)
    : WithdrawalEvent(Withdrawal);

/// <summary>
/// The host has lost what it had acknowledged: it was restored from an older backup (failure matrix, E14). Every record above row
/// <paramref name="LastRow"/> is owed to it once more.
/// </summary>
/// <param name="LastRow">The highest row of which the host still has a record.</param>
/// <param name="Acknowledged">The highest row of which it had acknowledged one.</param>
public sealed record HostFellBack(long LastRow, long Acknowledged) : JournalEvent;

/// <summary>A record was sent once more to a host that had lost it, and the host has answered.</summary>
public sealed record UploadRepeated(WithdrawalNumber Withdrawal, long RecordSeq, string ResponseCode)
    : WithdrawalEvent(Withdrawal);

// The host's day ---------------------------------------------------------------------------------------------------------------

/// <summary>
/// The host has named a new business day: what is completed from this row on belongs to it, whatever any clock says (failure
/// matrix, F4, D10). The day before is over and its totals are owed to the host.
/// </summary>
public sealed record BusinessDayBegan(DateOnly Day) : JournalEvent;

/// <summary>The totals of a day differ between terminal and host. Nothing follows from it but a person's work (E17).</summary>
/// <param name="Given">Withdrawals that gave something, as the terminal has them.</param>
/// <param name="HostGiven">As the host has posted them.</param>
/// <param name="Numbers">The withdrawals under which the two have different amounts, or only one has any.</param>
public sealed record TotalsDiffered(
    DateOnly Day,
    int Given,
    Money Sum,
    int HostGiven,
    Money HostSum,
    IReadOnlyList<WithdrawalNumber> Numbers
) : JournalEvent
{
    public bool Equals(TotalsDiffered? other) =>
        other is not null
        && (Day, Given, Sum, HostGiven, HostSum) == (other.Day, other.Given, other.Sum, other.HostGiven, other.HostSum)
        && Numbers.SequenceEqual(other.Numbers);

    public override int GetHashCode() => HashCode.Combine(Day, Given, Sum, Numbers.Count);
}
