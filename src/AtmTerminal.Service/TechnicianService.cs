using AtmTerminal.Devices.Contracts;
using AtmTerminal.Domain.Cash;
using AtmTerminal.Domain.Events;
using AtmTerminal.Domain.Withdrawals;
using AtmTerminal.Journal;
using AtmTerminal.Session;
using AtmTerminal.Session.Table;

namespace AtmTerminal.Service;

/// <summary>
/// What a technician does at a running terminal, as a menu calls it: exchange of cassettes, and closing by count what only a
/// person can close. Every refusal leaves everything as it was. Terminal loop only.
/// </summary>
/// <param name="places">The notes that each cassette is set up for, by the place's number.</param>
public sealed class TechnicianService(
    IJournal journal,
    CashSession session,
    ICashDispenser dispenser,
    ITestPick testPick,
    IReadOnlyDictionary<string, Denomination> places
)
{
    private bool _picking;

    /// <summary>The cases that wait for a count, oldest first.</summary>
    public IEnumerable<Withdrawal> Cases => journal.State.Suspects;

    /// <summary>Who has the cash in hand; <c>null</c> when nobody has.</summary>
    public string? ExchangeBegunBy => journal.State.Exchange?.By;

    /// <summary>
    /// Begins an exchange or a count: from here on no session starts until it has ended, after a power failure neither. Beginning
    /// again after one goes on with the same exchange.
    /// </summary>
    public ServiceOutcome BeginExchange(string by)
    {
        if (string.IsNullOrWhiteSpace(by))
            return new ServiceOutcome.Refused(ServiceRefusal.NameMissing, "Say who opens the machine.");
        return ReasonToWait() is { } wait ? wait : Append(new CashExchangeBegun(by.Trim()));
    }

    /// <summary>What a count would close and find, without doing it; for the persons to look at before they confirm.</summary>
    /// <param name="shares">Which case gave which notes, where the count alone leaves it open (D4).</param>
    public CountVerdict Preview(CashCount count, IReadOnlyDictionary<WithdrawalNumber, NoteCounts>? shares = null) =>
        CountDecision.Decide(journal.State, count, shares);

    /// <summary>
    /// Ends the exchange with the counts of two persons: closes every suspect case by what was found, reports what is short or
    /// over, lifts a lock, and replaces all counts, in one transaction. The terminal serves again when the key is back on run
    /// and it has reconciled.
    /// </summary>
    /// <param name="entry">What was found and what is in the cassettes now.</param>
    /// <param name="confirmation">The same, entered by another person.</param>
    /// <param name="shares">As for <see cref="Preview"/>.</param>
    public ServiceOutcome EndExchange(
        CashEntry entry,
        CashEntry confirmation,
        IReadOnlyDictionary<WithdrawalNumber, NoteCounts>? shares = null
    )
    {
        var state = journal.State;
        if ((ReasonToWait() ?? NoExchange() ?? EntryCheck.Problem(entry, confirmation, places)) is { } refused)
            return refused;
        return CountDecision.Decide(state, entry.Found, shares) switch
        {
            CountVerdict.Decided decided => Append([
                .. ExchangeEnd.Facts(state, entry, confirmation.By.Trim(), decided),
            ]),
            CountVerdict.Undecided undecided => new ServiceOutcome.Refused(undecided.Why, undecided.Sentence),
            _ => throw new InvalidOperationException("A count decides or it does not."),
        };
    }

    /// <summary>Ends a count that brought no notes: the cassettes hold what was found in them, the rest was taken out.</summary>
    public ServiceOutcome CloseByCount(
        CashCount count,
        string by,
        CashCount confirmation,
        string confirmedBy,
        IReadOnlyDictionary<WithdrawalNumber, NoteCounts>? shares = null
    ) =>
        EndExchange(
            CashEntry.OfCountOnly(by, count, journal.State.Units),
            CashEntry.OfCountOnly(confirmedBy, confirmation, journal.State.Units),
            shares
        );

    /// <summary>
    /// Picks one note of a cassette into the reject bin and measures it, in an exchange and before its count: a cassette with
    /// notes of another length than it is set up for is found before a customer gets them.
    /// </summary>
    public async Task<ServiceOutcome> TestPick(string unit)
    {
        if ((ReasonToWait() ?? NoExchange()) is { } refused)
            return refused;
        _picking = true;
        var picked = await Pick(unit);
        _picking = false;
        return picked switch
        {
            { IsSuccess: true, Payload.Fits: true } => new ServiceOutcome.Done(),
            { IsSuccess: true, Payload.Notes: var notes } => new ServiceOutcome.Refused(
                ServiceRefusal.TestPickFailed,
                notes == 0
                    ? $"Cassette {unit} gave no note: look whether it is filled and seated."
                    : $"Cassette {unit} gave what is not one note of {places[unit]}: look at the reject bin and at the cassette."
            ),
            _ => new ServiceOutcome.Refused(
                ServiceRefusal.DispenserFailed,
                picked.ErrorDescription ?? $"The dispenser did not end the test: {picked.Code}."
            ),
        };
    }

    /// <summary>Calls an exchange off in which no note was moved: the counts stand. Two persons say so.</summary>
    public ServiceOutcome CancelExchange(string by, string confirmedBy) =>
        (ReasonToWait() ?? NoExchange() ?? EntryCheck.NamesProblem(by, confirmedBy)) is { } refused
            ? refused
            : Append(new CashExchangeCanceled(by.Trim(), confirmedBy.Trim()));

    // After a fault that hands have repaired the device waits for a reset.
    private async Task<Completion<TestPickResult>> Pick(string unit)
    {
        if (dispenser.Device != DeviceState.Online)
            await dispenser.Reset(default);
        return await testPick.TestPick(unit);
    }

    private ServiceOutcome.Refused? ReasonToWait()
    {
        var state = journal.State;
        if (journal.Failure is not null)
            return new(ServiceRefusal.JournalFailed, "The journal has failed: restart the terminal first.");
        if (state.Open.FirstOrDefault() is { } open)
            return new(
                ServiceRefusal.RequestOpen,
                $"Withdrawal {open.Number} is open: wait until it is closed or reconciled."
            );
        if (session.State != SessionState.OutOfService || _picking)
            return new(ServiceRefusal.Busy, "The terminal is working: turn the key to supervisor and wait for it.");
        return state.Cash is null
            ? new(ServiceRefusal.NeverLoaded, "No exchange has told yet what is in the machine: load it first.")
            : null;
    }

    private ServiceOutcome.Refused? NoExchange() =>
        journal.State.Exchange is null
            ? new(ServiceRefusal.NoExchange, "No exchange has begun: begin one before the safe is opened.")
            : null;

    private ServiceOutcome Append(params ReadOnlySpan<JournalEvent> facts)
    {
        var durable = journal.Append(facts) == AppendOutcome.Durable;
        session.LookAgain();
        return durable
            ? new ServiceOutcome.Done()
            : new ServiceOutcome.Refused(
                ServiceRefusal.JournalFailed,
                "The journal could not be written: restart the terminal, and look whether the old or the new counts stand."
            );
    }
}
