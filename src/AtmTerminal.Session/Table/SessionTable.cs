using static AtmTerminal.Session.Table.Effect;
using static AtmTerminal.Session.Table.SessionState;
using static AtmTerminal.Session.Table.SessionTrigger;

namespace AtmTerminal.Session.Table;

/// <summary>One row: in this situation, on this fact, go there and do that.</summary>
public sealed record SessionRow(SessionState From, SessionTrigger On, SessionState To, Effect Do);

/// <summary>What a pair of state and trigger means.</summary>
public enum PairMeaning
{
    /// <summary>A row of the table says where to go.</summary>
    Row,

    /// <summary>It may happen and changes nothing here.</summary>
    Ignored,

    /// <summary>Only a bug can bring it about: it throws.</summary>
    Refused,
}

/// <summary>
/// The whole session as a table. A pair without a row is a decision too: what comes from outside (<see cref="FromOutside"/>)
/// is ignored, because it may come at any time and the shell looks at key switch, doors and link again between sessions;
/// what only an effect can report is refused, because then an effect of another state is running.
/// </summary>
public static class SessionTable
{
    /// <summary>These hold in every state and come before the rows.</summary>
    public static IReadOnlyList<(SessionTrigger On, SessionState To, Effect Do)> InEveryState { get; } =
    [
        // A fact that cannot be made durable must not be acted upon (failure matrix A7, A8, D2).
        (JournalFailed, OutOfService, StopAtOnce),
    ];

    /// <summary>May come at any moment, whatever the state.</summary>
    public static IReadOnlySet<SessionTrigger> FromOutside { get; } =
        new HashSet<SessionTrigger>
        {
            LinkChanged,
            OperatorCame,
            OperatorLeft,
            CancelPressed,
            TimeLimitReached,
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
        };

    // csharpier-ignore-start
    public static IReadOnlyList<SessionRow> Rows { get; } =
    [
        //  from                     on                       to                       do
        // Without a customer
        new(Reconciling,             ReconciliationEnded,     BetweenSessions,         DecideService),
        new(BetweenSessions,         CardAllowed,             AwaitingCard,            WaitForCard),
        new(BetweenSessions,         LinkFoundDown,           WaitingForLink,          WaitForLink),
        new(BetweenSessions,         ServiceRefused,          OutOfService,            StayOutOfService),
        new(OutOfService,            OperatorLeft,            Reconciling,             Reconcile),
        new(WaitingForLink,          LinkChanged,             BetweenSessions,         DecideService),
        new(WaitingForLink,          LinkStaysDown,           BetweenSessions,         DecideService),
        new(WaitingForLink,          OperatorCame,            BetweenSessions,         DecideService),
        new(AwaitingCard,            CardRead,                OpeningSession,          OpenSession),
        new(AwaitingCard,            CardUnreadable,          Apologizing,             Ask),
        new(AwaitingCard,            CardWaitEnded,           BetweenSessions,         DecideService),
        new(AwaitingCard,            LinkChanged,             ClosingSlot,             Ask),
        new(AwaitingCard,            OperatorCame,            ClosingSlot,             Ask),
        new(ClosingSlot,             CardWaitEnded,           BetweenSessions,         DecideService),
        new(ClosingSlot,             CardRead,                ReturningCard,           ReturnCard),
        new(ClosingSlot,             CardUnreadable,          ReturningCard,           ReturnCard),

        // What the customer wants
        new(OpeningSession,          SessionOpened,           ChoosingLanguage,        Ask),
        new(ChoosingLanguage,        LanguageChosen,          EnteringPin,             TakePin),
        new(ChoosingLanguage,        CancelPressed,           ReturningCard,           ReturnCard),
        new(ChoosingLanguage,        TimeLimitReached,        ReturningCard,           ReturnCard),
        new(EnteringPin,             PinEntered,              ChoosingService,         Ask),
        new(EnteringPin,             PinEntryCanceled,        ReturningCard,           ReturnCard),
        new(EnteringPin,             PinEntryTimedOut,        ReturningCard,           ReturnCard),
        new(EnteringPin,             PinEntryFailed,          Apologizing,             Ask),
        new(ChoosingService,         WithdrawalChosen,        ChoosingAmount,          Ask),
        new(ChoosingService,         BalanceChosen,           AskingHost,              AskHost),
        new(ChoosingService,         ReturnCardChosen,        ReturningCard,           ReturnCard),
        new(ChoosingService,         CancelPressed,           ReturningCard,           ReturnCard),
        new(ChoosingService,         TimeLimitReached,        ReturningCard,           ReturnCard),
        new(ChoosingAmount,          AmountChosen,            CheckingAmount,          CheckAmount),
        new(ChoosingAmount,          FreeAmountChosen,        TypingAmount,            Ask),
        new(ChoosingAmount,          CancelPressed,           ReturningCard,           ReturnCard),
        new(ChoosingAmount,          TimeLimitReached,        ReturningCard,           ReturnCard),
        new(TypingAmount,            AmountTyped,             CheckingAmount,          CheckAmount),
        new(TypingAmount,            CancelPressed,           ReturningCard,           ReturnCard),
        new(TypingAmount,            TimeLimitReached,        ReturningCard,           ReturnCard),
        new(CheckingAmount,          AmountFoundPayable,      ConfirmingFee,           Ask),
        new(CheckingAmount,          AmountFoundNotPayable,   ChoosingNearAmount,      Ask),
        new(ChoosingNearAmount,      NearAmountChosen,        CheckingAmount,          CheckAmount),
        new(ChoosingNearAmount,      FreeAmountChosen,        TypingAmount,            Ask),
        new(ChoosingNearAmount,      CancelPressed,           ReturningCard,           ReturnCard),
        new(ChoosingNearAmount,      TimeLimitReached,        ReturningCard,           ReturnCard),
        new(ConfirmingFee,           FeeAccepted,             AskingHost,              AskHost),
        new(ConfirmingFee,           CancelPressed,           ReturningCard,           ReturnCard),
        new(ConfirmingFee,           TimeLimitReached,        ReturningCard,           ReturnCard),

        // Asking the bank
        new(AskingHost,              HostApproved,            RecordingRequest,        RecordRequest),
        new(AskingHost,              HostGaveBalance,         ShowingBalance,          Ask),
        new(AskingHost,              HostDeclined,            ExplainingRefusal,       Ask),
        new(AskingHost,              HostFoundPinWrong,       ReenteringPin,           TakePin),
        new(AskingHost,              PinTriesUsedUp,          Apologizing,             Ask),
        new(AskingHost,              HostWantsCardKept,       KeepingCard,             KeepCard),
        new(AskingHost,              HostStayedSilent,        Apologizing,             Ask),
        new(AskingHost,              HostNotReached,          Apologizing,             Ask),
        new(AskingHost,              OfflineAllowed,          RecordingRequest,        RecordRequest),
        new(AskingHost,              OfflineRefused,          ExplainingRefusal,       Ask),
        new(AskingHost,              CancelPressed,           AskingHostCanceled,      Ask),
        new(AskingHostCanceled,      HostApproved,            ReleasingHold,           ReleaseHold),
        new(AskingHostCanceled,      HostGaveBalance,         ReturningCard,           ReturnCard),
        new(AskingHostCanceled,      HostDeclined,            ReturningCard,           ReturnCard),
        new(AskingHostCanceled,      HostFoundPinWrong,       ReturningCard,           ReturnCard),
        new(AskingHostCanceled,      PinTriesUsedUp,          ReturningCard,           ReturnCard),
        new(AskingHostCanceled,      HostWantsCardKept,       KeepingCard,             KeepCard),
        new(AskingHostCanceled,      HostStayedSilent,        ReturningCard,           ReturnCard),
        new(AskingHostCanceled,      HostNotReached,          ReturningCard,           ReturnCard),
        new(AskingHostCanceled,      OfflineAllowed,          ReturningCard,           ReturnCard),
        new(AskingHostCanceled,      OfflineRefused,          ReturningCard,           ReturnCard),
        new(ReenteringPin,           PinEntered,              AskingHost,              AskHost),
        new(ReenteringPin,           PinEntryCanceled,        ReturningCard,           ReturnCard),
        new(ReenteringPin,           PinEntryTimedOut,        ReturningCard,           ReturnCard),
        new(ReenteringPin,           PinEntryFailed,          Apologizing,             Ask),
        new(ReleasingHold,           HoldReleased,            Apologizing,             Ask),
        new(ShowingBalance,          AnotherOperationChosen,  ChoosingService,         Ask),
        new(ShowingBalance,          ReturnCardChosen,        ReturningCard,           ReturnCard),
        new(ShowingBalance,          CancelPressed,           ReturningCard,           ReturnCard),
        new(ShowingBalance,          TimeLimitReached,        ReturningCard,           ReturnCard),

        // Paying out
        new(RecordingRequest,        RequestRecorded,         CollectingNotes,         CollectNotes),
        new(RecordingRequest,        ApprovalUnusable,        ReleasingHold,           ReleaseHold),
        new(CollectingNotes,         NotesStacked,            ReturningCardBeforeCash, ReturnCard),
        new(CollectingNotes,         FewerNotesStacked,       OfferingLess,            Ask),
        new(CollectingNotes,         NoNotesStacked,          RejectingNotes,          RejectNotes),
        new(CollectingNotes,         OutcomeUnclear,          ReconcilingFault,        ReconcileFault),
        new(OfferingLess,            LessAccepted,            ReturningCardBeforeCash, ReturnCard),
        new(OfferingLess,            LessRefused,             RejectingNotes,          RejectNotes),
        new(OfferingLess,            CancelPressed,           RejectingNotes,          RejectNotes),
        new(OfferingLess,            TimeLimitReached,        RejectingNotes,          RejectNotes),
        new(ReturningCardBeforeCash, CardTaken,               PresentingNotes,         PresentNotes),
        new(ReturningCardBeforeCash, CardNotTaken,            KeepingForgottenCard,    KeepCard),
        new(ReturningCardBeforeCash, CardStuck,               RejectingNotes,          RejectNotes),
        new(KeepingForgottenCard,    CardKept,                RejectingNotes,          RejectNotes),
        new(KeepingForgottenCard,    CardTaken,               RejectingNotes,          RejectNotes),
        new(KeepingForgottenCard,    CardStuck,               RejectingNotes,          RejectNotes),
        new(RejectingNotes,          WithdrawalClosedUnpaid,  Apologizing,             Ask),
        new(RejectingNotes,          WithdrawalClosedPaid,    ShowingReceipt,          Ask),
        new(RejectingNotes,          OutcomeUnclear,          ReconcilingFault,        ReconcileFault),
        new(PresentingNotes,         NotesTaken,              ClosingWithdrawal,       CloseWithdrawal),
        new(PresentingNotes,         NotesNotTaken,           RetractingNotes,         RetractNotes),
        new(PresentingNotes,         NotesNotPresented,       RejectingNotes,          RejectNotes),
        new(PresentingNotes,         OutcomeUnclear,          ReconcilingFault,        ReconcileFault),
        new(RetractingNotes,         WithdrawalClosedUnpaid,  Apologizing,             Ask),
        new(RetractingNotes,         WithdrawalClosedPaid,    ShowingReceipt,          Ask),
        new(RetractingNotes,         OutcomeUnclear,          ReconcilingFault,        ReconcileFault),
        new(ClosingWithdrawal,       WithdrawalClosedPaid,    ShowingReceipt,          Ask),
        new(ReconcilingFault,        FaultReconciled,         Apologizing,             Ask),
        new(ShowingReceipt,          MessageRead,             ReturningCard,           ReturnCard),
        new(ShowingReceipt,          CancelPressed,           ReturningCard,           ReturnCard),
        new(ShowingReceipt,          TimeLimitReached,        ReturningCard,           ReturnCard),

        // Ending
        new(ExplainingRefusal,       AnotherOperationChosen,  ChoosingService,         Ask),
        new(ExplainingRefusal,       ReturnCardChosen,        ReturningCard,           ReturnCard),
        new(ExplainingRefusal,       CancelPressed,           ReturningCard,           ReturnCard),
        new(ExplainingRefusal,       TimeLimitReached,        ReturningCard,           ReturnCard),
        new(Apologizing,             MessageRead,             ReturningCard,           ReturnCard),
        new(Apologizing,             CancelPressed,           ReturningCard,           ReturnCard),
        new(Apologizing,             TimeLimitReached,        ReturningCard,           ReturnCard),
        new(ReturningCard,           CardTaken,               ClosingSession,          CloseSession),
        new(ReturningCard,           CardNotTaken,            KeepingCard,             KeepCard),
        new(ReturningCard,           CardStuck,               ClosingSession,          CloseSession),
        new(KeepingCard,             CardKept,                TellingCardKept,         Ask),
        new(KeepingCard,             CardTaken,               ClosingSession,          CloseSession),
        new(KeepingCard,             CardStuck,               ClosingSession,          CloseSession),
        new(TellingCardKept,         MessageRead,             ClosingSession,          CloseSession),
        new(TellingCardKept,         CancelPressed,           ClosingSession,          CloseSession),
        new(TellingCardKept,         TimeLimitReached,        ClosingSession,          CloseSession),
        new(ClosingSession,          SessionClosed,           BetweenSessions,         DecideService),
    ];
    // csharpier-ignore-end

    private static readonly Dictionary<(SessionState, SessionTrigger), SessionRow> ByPair = Rows.ToDictionary(row =>
        (row.From, row.On)
    );

    /// <summary>What a pair means; every pair means something.</summary>
    public static PairMeaning MeaningOf(SessionState state, SessionTrigger trigger) =>
        Find(state, trigger) is not null ? PairMeaning.Row
        : FromOutside.Contains(trigger) ? PairMeaning.Ignored
        : PairMeaning.Refused;

    /// <summary>Where a pair leads, or <c>null</c> when it has no row.</summary>
    public static SessionRow? Find(SessionState state, SessionTrigger trigger)
    {
        foreach (var (on, to, effect) in InEveryState)
            if (on == trigger)
                return new(state, trigger, to, effect);
        return ByPair.GetValueOrDefault((state, trigger));
    }
}
