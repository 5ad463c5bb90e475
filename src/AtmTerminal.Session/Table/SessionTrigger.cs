namespace AtmTerminal.Session.Table;

/// <summary>What has happened. Every trigger is a fact in the past tense.</summary>
public enum SessionTrigger
{
    // From outside: may come at any moment ------------------------------------------------------------------------------

    /// <summary>The journal could not make a fact durable. Final for this process.</summary>
    JournalFailed,
    LinkChanged,

    /// <summary>The key switch stands on supervisor, or the safe is open.</summary>
    OperatorCame,

    /// <summary>The key switch stands on run and the safe is closed.</summary>
    OperatorLeft,
    CancelPressed,

    /// <summary>The customer let the time of this screen pass, and the offer of more time too where there is one.</summary>
    TimeLimitReached,

    // The customer chose ----------------------------------------------------------------------------------------------

    LanguageChosen,
    WithdrawalChosen,
    BalanceChosen,
    ReturnCardChosen,
    AmountChosen,
    FreeAmountChosen,
    AmountTyped,
    NearAmountChosen,
    FeeAccepted,
    LessAccepted,
    LessRefused,
    AnotherOperationChosen,
    MessageRead,

    // An effect ended ---------------------------------------------------------------------------------------------------

    ReconciliationEnded,
    CardAllowed,
    LinkFoundDown,

    /// <summary>The link has been down for so long that it is not only a short interruption.</summary>
    LinkStaysDown,
    ServiceRefused,
    CardRead,
    CardUnreadable,
    CardWaitEnded,
    SessionOpened,
    PinEntered,
    PinEntryCanceled,
    PinEntryTimedOut,
    PinEntryFailed,
    AmountFoundPayable,
    AmountFoundNotPayable,
    HostApproved,
    HostGaveBalance,
    HostDeclined,
    HostFoundPinWrong,

    /// <summary>The PIN was wrong for the last time that is allowed.</summary>
    PinTriesUsedUp,
    HostWantsCardKept,

    /// <summary>The question went out and no answer came in time.</summary>
    HostStayedSilent,

    /// <summary>The question never went out.</summary>
    HostNotReached,

    /// <summary>The bank cannot be asked, and limits and remembered balance allow the withdrawal without it (rule O1).</summary>
    OfflineAllowed,

    /// <summary>The bank cannot be asked, and without it the withdrawal is not possible.</summary>
    OfflineRefused,

    /// <summary>The approval cannot be used: the notes are no longer there.</summary>
    ApprovalUnusable,
    HoldReleased,
    RequestRecorded,
    NotesStacked,
    FewerNotesStacked,
    NoNotesStacked,
    CardTaken,
    CardNotTaken,
    CardStuck,
    CardKept,
    NotesTaken,
    NotesNotTaken,
    NotesNotPresented,

    /// <summary>What happened to the notes is not known; nothing is guessed.</summary>
    OutcomeUnclear,
    WithdrawalClosedPaid,

    /// <summary>Closed with zero, or a case for a person.</summary>
    WithdrawalClosedUnpaid,
    FaultReconciled,
    SessionClosed,
}
