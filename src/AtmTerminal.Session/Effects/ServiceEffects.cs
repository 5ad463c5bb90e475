using AtmTerminal.Domain.Events;
using AtmTerminal.HostLink;
using AtmTerminal.Session.Decisions;
using AtmTerminal.Session.Screens;
using AtmTerminal.Session.Table;

namespace AtmTerminal.Session.Effects;

/// <summary>The terminal without a customer: starting, deciding whether to serve, ending a session.</summary>
internal sealed class ServiceEffects(EffectTools tools, CardEffects cards, Clearing clearing)
{
    private bool _startJournaled;
    private ServiceStateChanged? _journaled;
    private OutOfServiceReason _decided;
    private bool _linkStaysDown;

    /// <summary>Why the terminal does not serve; None while it does or only the link is missing.</summary>
    /// <remarks>A failed journal shows at once, and not only when the session has acted on it.</remarks>
    public OutOfServiceReason Reason =>
        tools.Parts.Journal.Failure is null ? _decided : OutOfServiceReason.JournalFailed;

    /// <summary>Someone wants the program to end; the next chance is between two sessions (F5).</summary>
    public bool StopWanted { get; set; }

    /// <summary>Clears the machine, counts, and closes what a failure left open. Running it again changes nothing.</summary>
    public async Task<SessionTrigger> Reconcile()
    {
        if (tools.Parts.Journal.Failure is not null)
            return SessionTrigger.JournalFailed;
        tools.Held = OutOfServiceReason.None;
        tools.Customer = new(tools.Settings.Languages[0]);
        if (!_startJournaled && !tools.Durable(new TerminalStarted(tools.Settings.TerminalId, tools.Settings.Version)))
            return SessionTrigger.JournalFailed;
        _startJournaled = true;
        var cleared = await clearing.Run(
            (dispenser, withdrawal) => dispenser.Reset(withdrawal),
            ReversalReason.SuspectedMalfunction,
            judgeUnfinished: true
        );
        return cleared is not ClearingEnd.JournalFailed && await cards.ClearPath()
            ? SessionTrigger.ReconciliationEnded
            : SessionTrigger.JournalFailed;
    }

    public SessionTrigger DecideService()
    {
        if (!EndOfflinePeriod())
            return SessionTrigger.JournalFailed;
        var decision = ServiceDecision.Decide(Facts());
        _decided = decision.Reason;
        if (!Journal(decision))
            return SessionTrigger.JournalFailed;
        return decision.InService ? SessionTrigger.CardAllowed
            : decision.LinkDown ? SessionTrigger.LinkFoundDown
            : SessionTrigger.ServiceRefused;
    }

    /// <summary>
    /// Waits until the link has been down so long that cash may be given without it (O1). A terminal that never gives any, and one
    /// that has looked at that already, waits for the link alone.
    /// </summary>
    public async Task<SessionTrigger?> WaitForLink(CancellationToken over)
    {
        if (tools.Settings.Offline is not { } limits || _linkStaysDown)
            return null;
        await Task.Delay(limits.Patience, tools.Parts.Time, over)
            .ConfigureAwait(ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.SuppressThrowing);
        if (over.IsCancellationRequested)
            return null;
        _linkStaysDown = true;
        return SessionTrigger.LinkStaysDown;
    }

    /// <summary>The journal is broken. The card goes back to its owner; no note moves.</summary>
    public async Task StopAtOnce()
    {
        tools.Parts.PinPad.ForgetPin();
        if (!tools.Customer.CardInside)
            return;
        tools.Desk.Show(tools.ContentFor(ScreenId.TakeCard));
        await cards.ReturnCard();
        tools.Desk.Show(tools.ContentFor(ScreenId.OutOfService));
    }

    public SessionTrigger CloseSession()
    {
        var customer = tools.Customer;
        tools.Parts.PinPad.ForgetPin();
        tools.Customer = new(tools.Settings.Languages[0]);
        if (customer.SessionOpened && !tools.Durable(new SessionEnded(HowItEnded(customer))))
            return SessionTrigger.JournalFailed;
        tools.Parts.Journal.Checkpoint();
        return SessionTrigger.SessionClosed;
    }

    private static string HowItEnded(Customer customer) =>
        customer.CardInside ? "card stuck inside"
        : customer.GivenAmount is { IsPositive: true } given ? $"gave {given}"
        : customer.Reason?.ToString() ?? "card returned";

    /// <summary>The line is back and nothing is owed any more of what was given without it: the limits begin anew.</summary>
    private bool EndOfflinePeriod()
    {
        if (tools.Parts.Host.State != LinkState.Online)
            return true;
        _linkStaysDown = false;
        var state = tools.Parts.Journal.State;
        return state.Offline is null
            || state.Outbox.Any(r => r.Card is not null)
            || tools.Durable(new OfflinePeriodEnded("the line is back and the host has everything"));
    }

    private bool Journal(ServiceDecision decision)
    {
        var service = new ServiceStateChanged(decision.InService, decision.Words);
        List<JournalEvent> facts = [];
        if (decision is { InService: true, LinkDown: true } && tools.Parts.Journal.State.Offline is null)
            facts.Add(new OfflinePeriodBegan("the line is down"));
        if (service != _journaled)
            facts.Add(service);
        _journaled = service;
        return facts.Count == 0 || tools.Durable([.. facts]);
    }

    // Only a terminal with limits for it looks at whether the link stays down.
    private OfflineService Offline() =>
        _linkStaysDown
            ? OfflineRule.Service(tools.OfflineFacts()!, tools.Settings.Limits.Minimum)
            : OfflineService.NotPossible;

    private ServiceFacts Facts()
    {
        var parts = tools.Parts;
        var state = parts.Journal.State;
        return new(
            StopWanted ? OutOfServiceReason.Stopping : tools.Held,
            parts.Journal.Failure is not null,
            state.Suspects.Any(),
            state.Lock is not null,
            state.Exchange is not null,
            state.Cash is not null,
            tools.PayableUnits().Any(),
            parts.Auxiliaries.OperatorSwitch,
            parts.Auxiliaries.SafeDoorOpen,
            parts.Dispenser.Device,
            parts.CardReader.Device,
            parts.PinPad.Device,
            parts.Host.State,
            Offline()
        );
    }
}
