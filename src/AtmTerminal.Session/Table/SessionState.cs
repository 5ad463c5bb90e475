namespace AtmTerminal.Session.Table;

/// <summary>The situations a terminal can be in, as one would say them aloud to a technician.</summary>
public enum SessionState
{
    // Without a customer -----------------------------------------------------------------------------------------------

    /// <summary>Clearing the devices, counting, closing what a failure left open.</summary>
    Reconciling,

    /// <summary>Nobody is being served; choosing whether the next card may come.</summary>
    BetweenSessions,

    /// <summary>Not serving, for a reason the log and the technician's view state.</summary>
    OutOfService,

    /// <summary>Nothing wrong here, but the bank cannot be asked.</summary>
    WaitingForLink,

    /// <summary>The slot is open for a card.</summary>
    AwaitingCard,

    /// <summary>Closing the slot again because something else came up.</summary>
    ClosingSlot,

    // Finding out what the customer wants -----------------------------------------------------------------------------

    OpeningSession,
    ChoosingLanguage,
    EnteringPin,
    ChoosingService,
    ChoosingAmount,
    TypingAmount,
    CheckingAmount,

    /// <summary>The amount cannot be paid; the nearest ones are offered.</summary>
    ChoosingNearAmount,
    ConfirmingFee,

    // Asking the bank -------------------------------------------------------------------------------------------------

    AskingHost,

    /// <summary>The bank is being asked and the customer has pressed Cancel meanwhile.</summary>
    AskingHostCanceled,

    /// <summary>The bank said the PIN is wrong; another one is being entered for the same wish.</summary>
    ReenteringPin,

    /// <summary>Queueing the reversal of an authorisation that will not be used.</summary>
    ReleasingHold,
    ShowingBalance,

    // Paying out ------------------------------------------------------------------------------------------------------

    RecordingRequest,
    CollectingNotes,

    /// <summary>Fewer notes than asked could be had; the customer is asked to accept less.</summary>
    OfferingLess,
    ReturningCardBeforeCash,

    /// <summary>The card was left in the slot while the notes were ready; it is being kept.</summary>
    KeepingForgottenCard,

    /// <summary>Stacked notes go to the reject bin.</summary>
    RejectingNotes,
    PresentingNotes,

    /// <summary>Notes that were not taken go to the retract bin.</summary>
    RetractingNotes,
    ClosingWithdrawal,

    /// <summary>A device failed with notes on the way: clearing and deciding as after a power cut.</summary>
    ReconcilingFault,
    ShowingReceipt,

    // Ending ----------------------------------------------------------------------------------------------------------

    /// <summary>Telling the customer why not; another operation is possible.</summary>
    ExplainingRefusal,

    /// <summary>Telling the customer why not; the card comes back next.</summary>
    Apologizing,
    ReturningCard,
    KeepingCard,
    TellingCardKept,
    ClosingSession,
}
