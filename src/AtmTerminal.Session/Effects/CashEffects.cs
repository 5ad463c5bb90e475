using AtmTerminal.Devices.Contracts;
using AtmTerminal.Domain.Amounts;
using AtmTerminal.Domain.Cash;
using AtmTerminal.Domain.Events;
using AtmTerminal.Session.Decisions;
using AtmTerminal.Session.Table;

namespace AtmTerminal.Session.Effects;

/// <summary>From the approval to the closed withdrawal. The steps of each note are the dispenser's own and journaled by it.</summary>
internal sealed class CashEffects(EffectTools tools)
{
    /// <summary>A shutter that stays shut once may be a hand on it; twice it is a fault (B10).</summary>
    private const int ShutterFailuresAllowed = 1;

    private int _shutterFailures;
    private string _because = "";

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
        return tools.Durable(request) ? SessionTrigger.RequestRecorded : SessionTrigger.JournalFailed;
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
            var units = tools.Parts.Journal.State.Units;
            switch (
                RestOfNotes.Decide(customer.Amount!.Value, customer.Stacked, units, failed, tools.Settings.MaxNotes)
            )
            {
                case NextDispense.Complete:
                    return SessionTrigger.NotesStacked;
                case NextDispense.Again again:
                    plan = again.Plan;
                    break;
                case NextDispense.Short { Stacked.IsPositive: true } less:
                    customer.GivenAmount = less.Stacked;
                    customer.Reason = CustomerReason.LessRefused;
                    return SessionTrigger.FewerNotesStacked;
                case NextDispense.Short:
                    return Nothing("no note could be picked");
                case NextDispense.Over:
                    tools.Held = OutOfServiceReason.DispenserFaulted;
                    return tools.Durable(
                        new DeviceFaulted("dispenser", "dispenser.overcount", "More notes were counted than ordered.")
                    )
                        ? Nothing("more notes were counted than ordered")
                        : SessionTrigger.JournalFailed;
            }
        }
    }

    public async Task<SessionTrigger> RejectNotes()
    {
        var customer = tools.Customer;
        customer.GivenAmount = null;
        if (customer.Stacked.IsEmpty)
        {
            customer.Given = NoteCounts.Empty;
            return SessionTrigger.NotesCleared;
        }
        var done = await Dispenser.Reject(customer.Number);
        if (done.Payload is not { } cleared || !done.IsSuccess)
            return Unclear(done);
        customer.Given = GivenNotes.AfterReject(customer.Stacked, cleared);
        _because = "rejected and counted";
        return customer.Given is null ? Unclear(done) : SessionTrigger.NotesCleared;
    }

    public async Task<SessionTrigger> PresentNotes()
    {
        var customer = tools.Customer;
        customer.GivenAmount = tools.Parts.Journal.State.Cash!.ValueOf(customer.Stacked);
        tools.Desk.Show(tools.ContentFor(Screens.ScreenId.TakeCash));
        var done = await Dispenser.Present(customer.Number, tools.Settings.TimeLimits.TakeCash);
        if (done is not { IsSuccess: true, Payload: { } result })
            return Unclear(done);
        switch (result.Outcome)
        {
            case PresentOutcome.Taken:
                (customer.Given, _because, _shutterFailures) = (customer.Stacked, "taken", 0);
                return SessionTrigger.NotesTaken;
            case PresentOutcome.NotTaken:
                return SessionTrigger.NotesNotTaken;
            case PresentOutcome.NotPresented:
                customer.Reason = CustomerReason.NotesUnavailable;
                if (++_shutterFailures > ShutterFailuresAllowed)
                    tools.Held = OutOfServiceReason.DispenserFaulted;
                return SessionTrigger.NotesNotPresented;
            default:
                return Unclear(done);
        }
    }

    public async Task<SessionTrigger> RetractNotes()
    {
        var customer = tools.Customer;
        var done = await Dispenser.Retract(customer.Number);
        if (done.Payload is not { } cleared || !done.IsSuccess)
            return Unclear(done);
        customer.Given = GivenNotes.AfterRetract(customer.Stacked, cleared);
        customer.Reason = CustomerReason.NotesNotTaken;
        _because = "retracted and counted";
        return customer.Given is null ? Unclear(done) : SessionTrigger.NotesCleared;
    }

    /// <summary>Closes the request with what the customer could have taken.</summary>
    public SessionTrigger CloseWithdrawal()
    {
        var customer = tools.Customer;
        var given = tools.Parts.Journal.State.Cash!.ValueOf(customer.Given!);
        customer.GivenAmount = given;
        var completed = new WithdrawalCompleted(
            customer.Number,
            given,
            customer.Commission.On(given),
            customer.Given!,
            _because,
            ReversalReason.ForNothingGiven(customer.Reason)
        );
        if (!tools.Durable(completed))
            return SessionTrigger.JournalFailed;
        return given.IsPositive ? SessionTrigger.WithdrawalClosedPaid : SessionTrigger.WithdrawalClosedUnpaid;
    }

    private SessionTrigger Nothing(string because)
    {
        tools.Customer.Reason = CustomerReason.NotesUnavailable;
        _because = because;
        return SessionTrigger.NoNotesStacked;
    }

    private SessionTrigger Unclear(Completion completion)
    {
        tools.Customer.Reason = CustomerReason.Unclear;
        tools.Held = OutOfServiceReason.DispenserFaulted;
        return tools.Faulted("dispenser", completion) ? SessionTrigger.OutcomeUnclear : SessionTrigger.JournalFailed;
    }
}
