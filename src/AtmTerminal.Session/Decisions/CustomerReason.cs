namespace AtmTerminal.Session.Decisions;

/// <summary>Why something is not possible, as the customer is told. The log knows more.</summary>
public enum CustomerReason
{
    NotEnoughMoney,
    LimitExceeded,
    CardExpired,
    NotPermitted,
    BankRefused,
    BankUnavailable,
    BankSilent,
    NoConnection,

    /// <summary>Without the bank not so much; it is not said how much, because no PIN was checked.</summary>
    AmountNeedsBank,
    Canceled,
    NotesUnavailable,
    LessRefused,
    NotesNotTaken,
    CardForgotten,
    CardNotTaken,
    CardUnreadable,
    PinUnavailable,
    PinTriesUsedUp,
    KeptForBank,

    /// <summary>What happened to the notes is not known.</summary>
    Unclear,
    AmountNotOfNotes,
    AmountNeedsTooManyNotes,
    AmountAboveCash,
    AmountBelowMinimum,
    AmountAboveMaximum,
}
