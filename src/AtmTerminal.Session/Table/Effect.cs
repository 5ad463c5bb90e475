namespace AtmTerminal.Session.Table;

/// <summary>What the shell does on a transition. Each effect but <see cref="Ask"/> ends by firing one trigger.</summary>
public enum Effect
{
    /// <summary>Shows the state's screen; the customer, or the time limit, fires the next trigger.</summary>
    Ask,
    Reconcile,
    DecideService,
    StayOutOfService,

    /// <summary>The journal is broken: give the card back, touch nothing else.</summary>
    StopAtOnce,
    WaitForLink,
    WaitForCard,
    OpenSession,
    TakePin,
    CheckAmount,
    AskHost,
    ReleaseHold,
    RecordRequest,
    CollectNotes,
    ReturnCard,
    KeepCard,
    RejectNotes,
    PresentNotes,
    RetractNotes,
    CloseWithdrawal,
    ReconcileFault,
    CloseSession,
}
