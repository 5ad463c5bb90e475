using AtmTerminal.Domain.Amounts;
using AtmTerminal.Domain.Cash;
using AtmTerminal.Domain.Events;

namespace AtmTerminal.Domain.Withdrawals;

/// <summary>One withdrawal as a fold over its events. Immutable; it knows nothing that is not in the journal.</summary>
/// <param name="Amount">What was asked for.</param>
/// <param name="Commission">What the customer accepted on the full amount.</param>
/// <param name="CommissionBasisPoints">The rate behind it; 0 when the writer did not say.</param>
public sealed record Withdrawal(
    WithdrawalNumber Number,
    WithdrawalState State,
    Money Amount,
    Money Commission,
    int CommissionBasisPoints,
    string MaskedPan
)
{
    /// <summary>Whether the host was asked for a hold under this number. Only then is there anything to reverse.</summary>
    public bool AuthorizationWasSent { get; init; }

    /// <summary>DE 11 of the authorisation; 0 when none was sent.</summary>
    public int TraceNumber { get; init; }

    /// <summary>DE 7 of the authorisation, MMDDhhmmss UTC; empty when none was sent.</summary>
    public string SentAt { get; init; } = "";

    /// <summary>The host's approval; empty before the request.</summary>
    public string ApprovalCode { get; init; } = "";

    /// <summary>The token of the card that pays without the host having been asked; <c>null</c> for an authorised withdrawal.</summary>
    public string? Card { get; init; }

    /// <summary>Notes per cassette as requested.</summary>
    public NoteCounts Plan { get; init; } = NoteCounts.Empty;

    /// <summary>Notes that passed the count sensor into the stacker, by cassette, whatever became of them later.</summary>
    public NoteCounts Stacked { get; init; } = NoteCounts.Empty;

    /// <summary>The note whose move had begun and whose end is not known.</summary>
    public NoteInDoubt? InDoubt { get; init; }

    /// <summary>What was about to be given to the customer; <c>null</c> before PresentStarted.</summary>
    public NoteCounts? Presented { get; init; }

    /// <summary>Notes counted into a bin again, by the cassette they came from.</summary>
    public NoteCounts Purged { get; init; } = NoteCounts.Empty;

    /// <summary>Notes counted into a bin that could not be told apart, by bin.</summary>
    public NoteCounts PurgedUnclassified { get; init; } = NoteCounts.Empty;

    /// <summary>The shutter was forced or contradicted itself: never zero.</summary>
    public bool AccessDoubted { get; init; }

    /// <summary>Some clearing had to end without a count.</summary>
    public bool ClearedUncounted { get; init; }

    /// <summary>For a suspect case: what was missing when it was declared, no guess at who has it.</summary>
    public Money? DeclaredDifference { get; init; }

    /// <summary>For a suspect case: the units were counted by a person since, so closing it changes no count.</summary>
    public bool CountedSince { get; init; }

    /// <summary>A request without its completed event that is not yet a case for a person.</summary>
    public bool IsOpen => State is >= WithdrawalState.Requested and <= WithdrawalState.Retracting;

    /// <summary>All notes counted into bins again.</summary>
    public int PurgedTotal => Purged.Total + PurgedUnclassified.Total;

    /// <summary>Whether the customer may have had access to notes.</summary>
    public bool MayHaveReachedCustomer => Presented is not null;

    /// <summary>Notes that were stacked and are not known to be in a bin again.</summary>
    public NoteCounts Outstanding =>
        NoteCounts.Of(Stacked.Select(s => KeyValuePair.Create(s.Key, Math.Max(0, s.Value - Purged[s.Key]))));

    /// <summary>The first event of a withdrawal: the host is asked, or (without a line) the dispenser at once.</summary>
    /// <exception cref="EventOutOfOrderException">Another event cannot begin a withdrawal.</exception>
    public static Withdrawal Begin(WithdrawalEvent first) =>
        first switch
        {
            AuthorizationSent e => new(
                e.Withdrawal,
                WithdrawalState.Authorizing,
                e.Amount,
                e.Commission,
                e.CommissionBasisPoints,
                e.MaskedPan
            )
            {
                AuthorizationWasSent = true,
                TraceNumber = e.TraceNumber,
                SentAt = e.SentAt,
            },
            WithdrawalRequested e => new(
                e.Withdrawal,
                WithdrawalState.Requested,
                e.Amount,
                e.Commission,
                e.CommissionBasisPoints,
                e.MaskedPan
            )
            {
                ApprovalCode = e.ApprovalCode,
                Plan = e.Plan,
                Card = e.Card,
            },
            _ => throw new EventOutOfOrderException(
                $"{first.GetType().Name} names withdrawal {first.Withdrawal}, which has not begun or is closed."
            ),
        };

    /// <summary>This withdrawal after one more of its events.</summary>
    /// <exception cref="EventOutOfOrderException">The event cannot follow the ones before it.</exception>
    public Withdrawal Apply(WithdrawalEvent next)
    {
        Demand(next.Withdrawal == Number, next);
        return next switch
        {
            WithdrawalRequested e => From(WithdrawalState.Authorizing, e) with
            {
                State = WithdrawalState.Requested,
                Amount = e.Amount,
                Commission = e.Commission,
                CommissionBasisPoints = Math.Max(CommissionBasisPoints, e.CommissionBasisPoints),
                ApprovalCode = e.ApprovalCode,
                Plan = e.Plan,
            },
            AuthorizationDeclined e => From(WithdrawalState.Authorizing, e) with { State = WithdrawalState.Declined },
            ReversalQueued e => From(WithdrawalState.Authorizing, e) with { State = WithdrawalState.Reversed },
            WithdrawalCompleted e => OpenOrSuspect(e) with { State = WithdrawalState.Completed },
            WithdrawalSuspected e => Open(e) with { State = WithdrawalState.Suspect },
            ReconciliationDecided => this,
            _ => ApplyNotes(next),
        };
    }

    /// <summary>The commission on a part of the amount, by the rate that the customer accepted.</summary>
    public Money CommissionOn(Money part)
    {
        if (part == Amount)
            return Commission;
        if (CommissionBasisPoints > 0)
            return new Commission(CommissionBasisPoints).On(part);
        return Amount.IsZero
            ? Money.Zero(part.Currency)
            : Money.FromMinorUnits(
                checked(2 * Commission.MinorUnits * part.MinorUnits + Amount.MinorUnits) / (2 * Amount.MinorUnits),
                part.Currency
            );
    }

    private Withdrawal ApplyNotes(WithdrawalEvent next) =>
        next switch
        {
            NotePickStarted e => Open(e) with { InDoubt = new(e.Unit, AtMost: 2, LeftCassette: false) },
            NotePicked e => Open(e) with { Stacked = Stacked.Plus(e.Unit, 1), InDoubt = null },
            NotePickMissed e => Open(e) with { InDoubt = null },
            NoteDivertStarted e => Open(e) with { InDoubt = new(e.Unit, e.Notes, LeftCassette: true) },
            NoteDiverted e => OpenOrSuspect(e) with { InDoubt = null },
            NotesStacked e => Open(e) with { State = WithdrawalState.Stacked, InDoubt = null },
            PresentStarted e => Open(e) with
            {
                State = WithdrawalState.Presenting,
                Presented = e.Notes,
                InDoubt = null,
            },
            NotesPresented e => Open(e) with { State = WithdrawalState.Presented },
            NotesTaken e => Open(e) with { State = WithdrawalState.Taken },
            CustomerAccessDoubted e => Open(e) with { AccessDoubted = true },
            RetractStarted e => Open(e) with { State = WithdrawalState.Retracting },
            NotePurged { Unit: { } unit } e => OpenOrSuspect(e) with { Purged = Purged.Plus(unit, 1) },
            NotePurged e => OpenOrSuspect(e) with { PurgedUnclassified = PurgedUnclassified.Plus(e.Bin, 1) },
            CashCleared e => OpenOrSuspect(e) with { ClearedUncounted = ClearedUncounted || e.Counted is null },
            _ => this,
        };

    private Withdrawal Open(WithdrawalEvent next)
    {
        Demand(IsOpen, next);
        return this;
    }

    private Withdrawal OpenOrSuspect(WithdrawalEvent next)
    {
        Demand(IsOpen || State == WithdrawalState.Suspect, next);
        return this;
    }

    private Withdrawal From(WithdrawalState state, WithdrawalEvent next)
    {
        Demand(State == state, next);
        return this;
    }

    private void Demand(bool holds, WithdrawalEvent next)
    {
        if (!holds)
            throw new EventOutOfOrderException(
                $"{next.GetType().Name} of withdrawal {next.Withdrawal} cannot follow while withdrawal {Number} is {State}."
            );
    }
}
