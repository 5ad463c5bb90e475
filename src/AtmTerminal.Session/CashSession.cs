using AtmTerminal.Devices.Contracts;
using AtmTerminal.Domain.Events;
using AtmTerminal.HostLink;
using AtmTerminal.Session.Decisions;
using AtmTerminal.Session.Effects;
using AtmTerminal.Session.Screens;
using AtmTerminal.Session.Table;

namespace AtmTerminal.Session;

/// <summary>
/// The session of a cash terminal: the table decides, this shell shows the state's screen, runs the row's effect and reports
/// what came of it. Terminal loop only.
/// </summary>
public sealed class CashSession
{
    private readonly SessionParts _parts;
    private readonly SessionSettings _settings;
    private readonly SessionMachine _machine;
    private readonly CustomerDesk _desk;
    private readonly EffectTools _tools;
    private readonly CardEffects _cards;
    private readonly HostEffects _host;
    private readonly CashEffects _cash;
    private readonly ServiceEffects _service;
    private readonly TaskCompletionSource _stopped = new();
    private CancellationTokenSource _stay = new();
    private int _runningEffects;
    private LinkState _link;
    private bool _stopsAtOnce;

    /// <summary>Touches no device; <see cref="Start"/> does.</summary>
    public CashSession(SessionParts parts, SessionSettings settings)
    {
        (_parts, _settings) = (parts, settings);
        _machine = new(SessionState.Reconciling, OnRow);
        _desk = new(
            parts,
            settings.TimeLimits,
            new(ScreenId.Starting, settings.Languages[0], settings.Languages, new ScreenFacts()),
            OnChosen
        );
        _tools = new(parts, settings, _desk);
        _cards = new(_tools);
        _host = new(_tools);
        var clearing = new Clearing(_tools);
        _cash = new(_tools, clearing);
        _service = new(_tools, _cards, clearing);
    }

    /// <summary>Where the session stands.</summary>
    public SessionState State => _machine.State;

    /// <summary>Why the terminal does not serve, for log and technician; None while it does or only the link is missing.</summary>
    public OutOfServiceReason OutOfServiceReason => _service.Reason;

    /// <summary>The cardholder's screen.</summary>
    public IScreen Screen => _desk;

    /// <summary>Raised after each transition, before its effect begins; for the log.</summary>
    public event Action<SessionRow>? Moved;

    /// <summary>Clears the devices, reconciles, and serves when it may.</summary>
    public void Start()
    {
        _link = _parts.Host.State;
        _parts.Host.StateChanged += OnLinkChanged;
        _parts.Auxiliaries.Changed += OnAuxiliariesChanged;
        Run(Effect.Reconcile);
    }

    /// <summary>
    /// Asks the session to end: at once when nobody is served, else when the running session is over and closed (F5).
    /// </summary>
    /// <param name="by">Who asks, for the journal.</param>
    /// <returns>Ends when the terminal is out of service and may be switched off.</returns>
    public Task StopAsync(string by = "the program")
    {
        _service.StopWanted = true;
        var noted = Noted($"a stop is asked for by {by}");
        if (State == SessionState.OutOfService)
            _stopped.TrySetResult();
        else if (noted)
            _machine.Fire(SessionTrigger.OperatorCame);
        return _stopped.Task;
    }

    /// <summary>
    /// Somebody else has written to the journal: when that settled what kept the terminal from serving, it reconciles and serves
    /// if it may, once the key is on run and the safe closed; when it failed, the terminal stops.
    /// </summary>
    public void LookAgain()
    {
        if (_parts.Journal.Failure is not null)
            FailOnce();
        else if (MayServe)
            _machine.Fire(SessionTrigger.OperatorLeft);
    }

    private void OnRow(SessionRow row)
    {
        Moved?.Invoke(row);
        if (row.From is SessionState.AwaitingCard or SessionState.WaitingForLink)
        {
            _stay.Cancel();
            _stay = new();
        }
        if (StateScreens.Of(row.To) is { } screen)
            ShowScreen(screen, row.Do);
        if (row.Do != Effect.Ask)
            Run(row.Do);
    }

    private void ShowScreen(ScreenId screen, Effect effect)
    {
        if (screen == ScreenId.ChooseAmount)
            _tools.Customer.Offers = AmountOffers.Choose(_tools.Mix(), _settings.Limits);
        var content = _tools.ContentFor(screen);
        if (effect == Effect.Ask)
            _desk.Ask(content);
        else
            _desk.Show(content);
    }

    // A bug in an effect is posted to the loop by the compiler's async void and ends it, as every bug must.
    private async void Run(Effect effect)
    {
        _runningEffects++;
        var trigger = await TriggerOf(effect);
        _runningEffects--;
        if (trigger is { } fact)
            Fire(fact);
    }

    internal async Task<SessionTrigger?> TriggerOf(Effect effect) =>
        effect switch
        {
            Effect.Reconcile => await _service.Reconcile(),
            Effect.DecideService => _service.DecideService(),
            Effect.StayOutOfService => Stay(),
            Effect.StopAtOnce => await StopAtOnce(),
            Effect.WaitForLink => await _service.WaitForLink(_stay.Token),
            Effect.WaitForCard => await _cards.WaitForCard(_stay.Token),
            Effect.OpenSession => _cards.OpenSession(),
            Effect.TakePin => await _cards.TakePin(),
            Effect.CheckAmount => _host.CheckAmount(),
            Effect.AskHost => await _host.AskHost(),
            Effect.ReleaseHold => _host.ReleaseHold(),
            Effect.RecordRequest => _cash.RecordRequest(),
            Effect.CollectNotes => await _cash.CollectNotes(),
            Effect.ReturnCard => await _cards.ReturnCard(),
            Effect.KeepCard => await _cards.KeepCard(),
            Effect.RejectNotes => await _cash.RejectNotes(),
            Effect.PresentNotes => await _cash.PresentNotes(),
            Effect.RetractNotes => await _cash.RetractNotes(),
            Effect.CloseWithdrawal => _cash.CloseWithdrawal(),
            Effect.ReconcileFault => await _cash.ReconcileFault(),
            Effect.CloseSession => _service.CloseSession(),
            _ => throw new ArgumentOutOfRangeException(nameof(effect), effect, "The shell does not know this effect."),
        };

    private SessionTrigger? Stay()
    {
        if (_service.StopWanted)
            _stopped.TrySetResult();
        return null;
    }

    private async Task<SessionTrigger?> StopAtOnce()
    {
        await _service.StopAtOnce();
        _stopped.TrySetResult();
        return null;
    }

    // Whatever an effect reports: once the journal has failed, nothing may follow from it (rule 1 of the failure matrix).
    private void Fire(SessionTrigger fact)
    {
        if (_parts.Journal.Failure is null)
            _machine.Fire(fact);
        else
            FailOnce();
    }

    // While an effect runs it finds the failure itself at its end, and no second one may begin beside it.
    private void FailOnce()
    {
        if (_runningEffects > 0 || _stopsAtOnce)
            return;
        _stopsAtOnce = true;
        _machine.Fire(SessionTrigger.JournalFailed);
    }

    private void OnChosen(SessionTrigger trigger, int index)
    {
        if (SessionTable.MeaningOf(State, trigger) != PairMeaning.Row)
            return;
        Remember(trigger, index);
        Fire(trigger);
    }

    /// <summary>Notes what a choice says beside the choice itself.</summary>
    private void Remember(SessionTrigger trigger, int index)
    {
        var customer = _tools.Customer;
        switch (trigger)
        {
            case SessionTrigger.LanguageChosen:
                customer.Language = _settings.Languages[index];
                break;
            case SessionTrigger.WithdrawalChosen:
                customer.Begin(Wish.Withdrawal);
                break;
            case SessionTrigger.BalanceChosen:
                customer.Begin(Wish.Balance);
                break;
            case SessionTrigger.AmountChosen or SessionTrigger.NearAmountChosen:
                customer.Amount = customer.Offers[index];
                break;
            case SessionTrigger.AmountTyped:
                customer.Amount = _desk.Typed;
                break;
        }
    }

    // A connection that comes and goes before the host has accepted it is none: without a line cash may be given meanwhile, and
    // the slot must not open and close for it.
    private void OnLinkChanged(LinkState state)
    {
        var (before, now) = (AsSeenBySession(_link), AsSeenBySession(state));
        _link = state;
        if (before != now)
            _machine.Fire(SessionTrigger.LinkChanged);
    }

    private static LinkState AsSeenBySession(LinkState state) =>
        state == LinkState.SigningOn ? LinkState.Offline : state;

    private void OnAuxiliariesChanged()
    {
        var auxiliaries = _parts.Auxiliaries;
        var noted = Noted(
            $"switch {auxiliaries.OperatorSwitch}, safe {Door(auxiliaries.SafeDoorOpen)}, cabinet {Door(auxiliaries.CabinetDoorOpen)}"
        );
        if (noted && auxiliaries.OperatorSwitch != OperatorSwitch.Run && _parts.Journal.State.Lock is not null)
            noted = _tools.Durable(new TerminalUnlocked("the operator's key"));
        if (noted)
            _machine.Fire(MayServe ? SessionTrigger.OperatorLeft : SessionTrigger.OperatorCame);
    }

    private bool Noted(string what)
    {
        if (_tools.Durable(new OperatorActed(what)))
            return true;
        FailOnce();
        return false;
    }

    private bool MayServe => _parts.Auxiliaries is { OperatorSwitch: OperatorSwitch.Run, SafeDoorOpen: false };

    private static string Door(bool? open) =>
        open switch
        {
            true => "open",
            false => "closed",
            null => "unknown",
        };
}
