namespace AtmTerminal.Session.Screens;

/// <summary>Every screen there is; each has a row in <see cref="ScreenTable"/> and texts in every language.</summary>
public enum ScreenId
{
    Starting,
    OutOfService,
    LinkDown,
    InsertCard,
    OneMoment,
    ChooseLanguage,
    EnterPin,
    PinWrong,
    ChooseService,
    ChooseAmount,
    TypeAmount,
    ChooseNearAmount,
    ConfirmFee,
    AskingBank,
    Canceling,
    Balance,
    CollectingNotes,
    OfferLess,
    TakeCardFirst,
    TakeCash,
    TakingBack,
    Receipt,
    Refusal,
    Apology,
    TakeCard,
    CardKept,
    MoreTime,
}
