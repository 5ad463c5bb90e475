using AtmTerminal.Devices.Contracts;
using AtmTerminal.Domain.Amounts;
using AtmTerminal.Domain.Cash;
using AtmTerminal.Domain.Events;
using AtmTerminal.Domain.Withdrawals;
using AtmTerminal.Journal;
using AtmTerminal.Session.Decisions;
using AtmTerminal.Session.Table;

namespace AtmTerminal.Session.Effects;

/// <summary>From the approval to the closed withdrawal. The steps of each note are the dispenser's own and journaled by it.</summary>
internal sealed class CashEffects(EffectTools tools, Clearing clearing)
{
    /// <summary>A shutter that stays shut once may be a hand on it; twice it is a fault (B10).</summary>
    private const int ShutterFailuresAllowed = 1;

    private int _shutterFailures;

    private ICashDispenser Dispenser => tools.Parts.Dispenser;

    /// <summary>Makes the request durable before any motor moves.</summary>
    public SessionTrigger RecordRequest()
    {
        var customer = tools.Customer;
        var amount = customer.Amount!.Value;
        if (tools.Mix().Find(amount) is not MixOutcome.Payable payable)
        {
            customer.Reason = CustomerReason.NotesUnavailable;
            return SessionTrigger.ApprovalUnusable;
        }
        customer.Plan = payable.Notes;
        var request = new WithdrawalRequested(
            customer.Number,
            amount,
            customer.Commission.On(amount),
            customer.Plan,
            customer.ApprovalCode,
            customer.MaskedPan,
            customer.Commission.BasisPoints
        );
        var durable = customer.OfflineCard is { } card ? RecordOffline(request, card) : tools.Durable(request);
        return durable ? SessionTrigger.RequestRecorded : SessionTrigger.JournalFailed;
    }

    /// <summary>The limits of rule O1 are lowered by the request itself, so that no restart forgets it.</summary>
    private bool RecordOffline(WithdrawalRequested authorized, string card)
    {
        var request = authorized with { Mode = WithdrawalModes.DispenseFirst, Card = card };
        var number = new SealedCard(request.Withdrawal, tools.Parts.Cards.Seal(tools.Customer.Card!.Pan));
        return tools.Parts.Journal.State.Offline is null
            ? tools.Durable(number, new OfflinePeriodBegan("the bank does not answer"), request)
            : tools.Durable(number, request);
    }

    /// <summary>Picks and stacks, with another mix for what a cassette could not give.</summary>
    public async Task<SessionTrigger> CollectNotes()
    {
        var customer = tools.Customer;
        var failed = new HashSet<string>(StringComparer.Ordinal);
        for (var plan = customer.Plan; ; )
        {
            var done = await Dispenser.Dispense(customer.Number, plan);
            if (done is not { IsSuccess: true, Payload: { } result })
                return Unclear(done);
            customer.Stacked = customer.Stacked.Plus(result.Stacked);
            failed.UnionWith(result.Failed.Keys);
            var stacked = ValueOf(customer.Stacked);
            var units = tools.UnitsInPlace();
            var left = tools.Settings.MaxNotes - customer.Stacked.Total;
            switch (RestOfNotes.Decide(customer.Amount!.Value, stacked, units, failed, left))
            {
                case NextDispense.Complete:
                    customer.GivenAmount = stacked;
                    return SessionTrigger.NotesStacked;
                case NextDispense.Again again:
                    plan = again.Plan;
                    break;
                case NextDispense.Short { Stacked.IsPositive: true } less:
                    customer.GivenAmount = less.Stacked;
                    customer.Reason = CustomerReason.LessRefused;
                    return SessionTrigger.FewerNotesStacked;
                case NextDispense.Short:
                    return Nothing();
                default:
                    return Overcounted();
            }
        }
    }

    /// <summary>Stacked notes go to the reject bin; what is counted there decides how the withdrawal ends.</summary>
    public Task<SessionTrigger> RejectNotes() => ClearAndClose((d, withdrawal) => d.Reject(withdrawal));

    public async Task<SessionTrigger> PresentNotes()
    {
        var customer = tools.Customer;
        customer.GivenAmount = ValueOf(customer.Stacked);
        tools.Desk.Show(tools.ContentFor(Screens.ScreenId.TakeCash));
        var done = await Dispenser.Present(customer.Number, tools.Settings.TimeLimits.TakeCash);
        if (done is not { IsSuccess: true, Payload: { } result })
            return Unclear(done);
        switch (result.Outcome)
        {
            case PresentOutcome.Taken:
                _shutterFailures = 0;
                return SessionTrigger.NotesTaken;
            case PresentOutcome.NotTaken:
                return SessionTrigger.NotesNotTaken;
            case PresentOutcome.NotPresented:
                customer.Reason = CustomerReason.NotesUnavailable;
                if (++_shutterFailures > ShutterFailuresAllowed)
                    tools.Held = OutOfServiceReason.DispenserFaulted;
                return SessionTrigger.NotesNotPresented;
            default:
                return Doubted();
        }
    }

    /// <summary>Notes that were not taken go to the retract bin; what is missing there was taken (C4 to C7).</summary>
    public Task<SessionTrigger> RetractNotes()
    {
        tools.Customer.Reason = CustomerReason.NotesNotTaken;
        return ClearAndClose((d, withdrawal) => d.Retract(withdrawal));
    }

    /// <summary>A device failed with notes on the way: clearing and deciding as after a power cut, whatever the clearing gives.</summary>
    public async Task<SessionTrigger> ReconcileFault()
    {
        var cleared = await clearing.Run(
            (d, withdrawal) => d.Reset(withdrawal),
            ReversalReason.SuspectedMalfunction,
            judgeUnfinished: true
        );
        tools.Customer.GivenAmount = (cleared as ClearingEnd.Judged)?.Closed?.Amount;
        return cleared is ClearingEnd.JournalFailed ? SessionTrigger.JournalFailed : SessionTrigger.FaultReconciled;
    }

    /// <summary>Closes a request whose notes were all taken.</summary>
    public SessionTrigger CloseWithdrawal()
    {
        var customer = tools.Customer;
        var given = customer.GivenAmount!.Value;
        var completed = new WithdrawalCompleted(
            customer.Number,
            given,
            customer.Commission.On(given),
            customer.Stacked,
            "taken"
        );
        return tools.Durable(completed) ? SessionTrigger.WithdrawalClosedPaid : SessionTrigger.JournalFailed;
    }

    private async Task<SessionTrigger> ClearAndClose(
        Func<ICashDispenser, WithdrawalNumber, Task<Completion<ClearResult>>> clear
    )
    {
        var customer = tools.Customer;
        switch (await clearing.Run(clear, ReversalReason.ForNothingGiven(customer.Reason)))
        {
            case ClearingEnd.JournalFailed:
                return SessionTrigger.JournalFailed;
            case ClearingEnd.NotDone:
                return Unknown(SessionTrigger.OutcomeUnclear);
            case ClearingEnd.Judged { Closed: { } closed }:
                customer.GivenAmount = closed.Amount;
                return closed.Amount.IsPositive
                    ? SessionTrigger.WithdrawalClosedPaid
                    : SessionTrigger.WithdrawalClosedUnpaid;
        }
        return Unknown(SessionTrigger.WithdrawalClosedUnpaid);
    }

    private SessionTrigger Nothing()
    {
        tools.Customer.Reason = CustomerReason.NotesUnavailable;
        return SessionTrigger.NoNotesStacked;
    }

    // B9: nothing has left the machine yet, so nothing does.
    private SessionTrigger Overcounted()
    {
        tools.Held = OutOfServiceReason.DispenserFaulted;
        var fault = new DeviceFaulted("dispenser", DeviceCodes.Overcount, "More notes were counted than ordered.");
        return tools.Durable(fault) ? Nothing() : SessionTrigger.JournalFailed;
    }

    // C8: with this fact in the journal no judgement, now or after a restart, closes the withdrawal with zero.
    private SessionTrigger Doubted()
    {
        var number = tools.Customer.Number;
        var journaled = tools.Parts.Journal.State.Find(number)!.AccessDoubted;
        if (!journaled && !tools.Durable(new CustomerAccessDoubted(number, "the dispenser reports unclear access")))
            return SessionTrigger.JournalFailed;
        return Unclear(
            new(CompletionCode.HardwareError, "dispenser.access", "The shutter was forced or contradicts itself.")
        );
    }

    private SessionTrigger Unclear(Completion completion) =>
        Unknown(tools.Faulted("dispenser", completion) ? SessionTrigger.OutcomeUnclear : SessionTrigger.JournalFailed);

    private SessionTrigger Unknown(SessionTrigger trigger)
    {
        (tools.Customer.Reason, tools.Customer.GivenAmount) = (CustomerReason.Unclear, null);
        return trigger;
    }

    // By the books, not by the cassettes that are in the machine now: one may have been pulled out since.
    private Money ValueOf(NoteCounts notes) => tools.Parts.Journal.State.Cash!.ValueOf(notes);
}
