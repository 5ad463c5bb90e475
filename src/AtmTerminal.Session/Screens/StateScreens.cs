using AtmTerminal.Session.Table;

namespace AtmTerminal.Session.Screens;

/// <summary>Which screen belongs to which situation.</summary>
public static class StateScreens
{
    /// <summary>The screen of a state, or <c>null</c> where the one before stays: the state lasts no time.</summary>
    public static ScreenId? Of(SessionState state) =>
        state switch
        {
            SessionState.Reconciling => ScreenId.Starting,
            SessionState.OutOfService => ScreenId.OutOfService,
            SessionState.WaitingForLink => ScreenId.LinkDown,
            SessionState.AwaitingCard => ScreenId.InsertCard,
            SessionState.ClosingSlot or SessionState.OpeningSession or SessionState.CheckingAmount =>
                ScreenId.OneMoment,
            SessionState.ChoosingLanguage => ScreenId.ChooseLanguage,
            SessionState.EnteringPin => ScreenId.EnterPin,
            SessionState.ReenteringPin => ScreenId.PinWrong,
            SessionState.ChoosingService => ScreenId.ChooseService,
            SessionState.ChoosingAmount => ScreenId.ChooseAmount,
            SessionState.TypingAmount => ScreenId.TypeAmount,
            SessionState.ChoosingNearAmount => ScreenId.ChooseNearAmount,
            SessionState.ConfirmingFee => ScreenId.ConfirmFee,
            SessionState.AskingHost => ScreenId.AskingBank,
            SessionState.AskingHostCanceled or SessionState.ReleasingHold => ScreenId.Canceling,
            SessionState.ShowingBalance => ScreenId.Balance,
            SessionState.RecordingRequest or SessionState.CollectingNotes => ScreenId.CollectingNotes,
            SessionState.OfferingLess => ScreenId.OfferLess,
            SessionState.ReturningCardBeforeCash => ScreenId.TakeCardFirst,
            SessionState.PresentingNotes => ScreenId.TakeCash,
            SessionState.KeepingForgottenCard
            or SessionState.RejectingNotes
            or SessionState.RetractingNotes
            or SessionState.ReconcilingFault => ScreenId.TakingBack,
            SessionState.ShowingReceipt => ScreenId.Receipt,
            SessionState.ExplainingRefusal => ScreenId.Refusal,
            SessionState.Apologizing => ScreenId.Apology,
            SessionState.ReturningCard => ScreenId.TakeCard,
            SessionState.KeepingCard => ScreenId.OneMoment,
            SessionState.TellingCardKept => ScreenId.CardKept,
            SessionState.BetweenSessions or SessionState.ClosingWithdrawal or SessionState.ClosingSession => null,
            _ => throw new ArgumentOutOfRangeException(nameof(state), state, "This state has no screen."),
        };
}
