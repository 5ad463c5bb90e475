using AtmTerminal.Session.Table;

namespace AtmTerminal.Session.Screens;

/// <summary>What the keypad does while a screen is shown. Cancel is a fact of the session in every mode.</summary>
public enum KeypadMode
{
    None,

    /// <summary>Digits 1 to 8 are the side keys; Enter is the key marked for it.</summary>
    Menu,

    /// <summary>Digits make an amount, Clear deletes it, Enter gives it.</summary>
    Amount,

    /// <summary>The PIN pad keeps the digits to itself.</summary>
    Pin,
}

/// <summary>Which of the configured time limits a screen has.</summary>
public enum ScreenLimit
{
    None,
    Language,
    Pin,
    Menu,
    Amount,
    Confirm,
    MoreTime,
    Message,
    Receipt,
    TakeCard,
    TakeCash,
}

/// <summary>A side key of a screen.</summary>
/// <param name="Key"><c>L1</c> to <c>L4</c>, <c>R1</c> to <c>R4</c>; on the keypad 1 to 4 and 5 to 8.</param>
/// <param name="Label">Id of the label; <see cref="ScreenTable.OfferLabel"/> and <see cref="ScreenTable.LanguageLabel"/> are lists.</param>
/// <param name="On">What pressing it means to the session.</param>
/// <param name="Index">Which entry of the list, from 0.</param>
/// <param name="ByEnter">Enter on the keypad chooses it.</param>
public sealed record SideKey(string Key, string Label, SessionTrigger On, int Index = 0, bool ByEnter = false)
{
    /// <summary>1 to 8: the digit that stands for this key's place.</summary>
    public int Digit => Key[0] == 'L' ? Key[1] - '0' : Key[1] - '0' + 4;
}

/// <summary>One screen: what can be pressed, for how long, and in which tone.</summary>
/// <param name="AsksForMoreTime">Whether the customer is asked once for more time before the limit counts.</param>
/// <param name="EveryLanguage">Nobody has chosen a language yet: the other languages' titles stand below.</param>
public sealed record ScreenRow(
    ScreenId Screen,
    KeypadMode Keypad,
    ScreenLimit Limit,
    string Tone,
    IReadOnlyList<SideKey> Keys,
    bool AsksForMoreTime = false,
    bool EveryLanguage = false
);

/// <summary>All screens.</summary>
public static class ScreenTable
{
    /// <summary>The label is the amount of the offer with the key's index.</summary>
    public const string OfferLabel = "offer";

    /// <summary>The label is the name of the language with the key's index.</summary>
    public const string LanguageLabel = "language";

    public const string Neutral = "neutral";
    public const string Good = "good";
    public const string Warning = "warning";
    public const string OutOfService = "outOfService";

    private static readonly IReadOnlyList<SideKey> NoKeys = [];

    private static readonly SideKey ReturnCard = new("R4", "returnCard", SessionTrigger.ReturnCardChosen);

    private static readonly SideKey Another = new("L1", "another", SessionTrigger.AnotherOperationChosen);

    private static readonly SideKey Done = new("R4", "done", SessionTrigger.MessageRead, ByEnter: true);

    // csharpier-ignore-start
    public static IReadOnlyList<ScreenRow> Rows { get; } =
    [
        //  screen                     keypad             time limit            tone          side keys
        new(ScreenId.Starting,         KeypadMode.None,   ScreenLimit.None,     OutOfService, NoKeys, EveryLanguage: true),
        new(ScreenId.OutOfService,     KeypadMode.None,   ScreenLimit.None,     OutOfService, NoKeys, EveryLanguage: true),
        new(ScreenId.LinkDown,         KeypadMode.None,   ScreenLimit.None,     OutOfService, NoKeys, EveryLanguage: true),
        new(ScreenId.InsertCard,       KeypadMode.None,   ScreenLimit.None,     Neutral,      NoKeys, EveryLanguage: true),
        new(ScreenId.OneMoment,        KeypadMode.None,   ScreenLimit.None,     Neutral,      NoKeys),
        new(ScreenId.ChooseLanguage,   KeypadMode.Menu,   ScreenLimit.Language, Neutral,
            [Language("L1", 0), Language("L2", 1), Language("L3", 2)], AsksForMoreTime: true),
        new(ScreenId.EnterPin,         KeypadMode.Pin,    ScreenLimit.Pin,      Neutral,      NoKeys, AsksForMoreTime: true),
        new(ScreenId.PinWrong,         KeypadMode.Pin,    ScreenLimit.Pin,      Warning,      NoKeys, AsksForMoreTime: true),
        new(ScreenId.ChooseService,    KeypadMode.Menu,   ScreenLimit.Menu,     Neutral,
            [new("L1", "withdrawal", SessionTrigger.WithdrawalChosen), new("L2", "balance", SessionTrigger.BalanceChosen), ReturnCard],
            AsksForMoreTime: true),
        new(ScreenId.ChooseAmount,     KeypadMode.Menu,   ScreenLimit.Menu,     Neutral,
            [Offer("L1", 0), Offer("L2", 1), Offer("L3", 2), Offer("L4", 3), Offer("R1", 4), Offer("R2", 5), Offer("R3", 6),
             new("R4", "otherAmount", SessionTrigger.FreeAmountChosen)],
            AsksForMoreTime: true),
        new(ScreenId.TypeAmount,       KeypadMode.Amount, ScreenLimit.Amount,   Neutral,
            [new("R4", "accept", SessionTrigger.AmountTyped, ByEnter: true)], AsksForMoreTime: true),
        new(ScreenId.ChooseNearAmount, KeypadMode.Menu,   ScreenLimit.Menu,     Warning,
            [NearAmount("L1", 0), NearAmount("L2", 1), new("R4", "otherAmount", SessionTrigger.FreeAmountChosen)],
            AsksForMoreTime: true),
        new(ScreenId.ConfirmFee,       KeypadMode.Menu,   ScreenLimit.Confirm,  Neutral,
            [new("L4", "returnCard", SessionTrigger.CancelPressed), new("R4", "accept", SessionTrigger.FeeAccepted, ByEnter: true)],
            AsksForMoreTime: true),
        new(ScreenId.AskingBank,       KeypadMode.None,   ScreenLimit.None,     Neutral,      NoKeys),
        new(ScreenId.Canceling,        KeypadMode.None,   ScreenLimit.None,     Neutral,      NoKeys),
        new(ScreenId.Balance,          KeypadMode.Menu,   ScreenLimit.Menu,     Good,         [Another, ReturnCard], AsksForMoreTime: true),
        new(ScreenId.CollectingNotes,  KeypadMode.None,   ScreenLimit.None,     Neutral,      NoKeys),
        new(ScreenId.OfferLess,        KeypadMode.Menu,   ScreenLimit.Confirm,  Warning,
            [new("L1", "takeLess", SessionTrigger.LessAccepted), new("R1", "refuseLess", SessionTrigger.LessRefused)],
            AsksForMoreTime: true),
        new(ScreenId.TakeCardFirst,    KeypadMode.None,   ScreenLimit.TakeCard, Good,         NoKeys),
        new(ScreenId.TakeCash,         KeypadMode.None,   ScreenLimit.TakeCash, Good,         NoKeys),
        new(ScreenId.TakingBack,       KeypadMode.None,   ScreenLimit.None,     Warning,      NoKeys),
        new(ScreenId.Receipt,          KeypadMode.Menu,   ScreenLimit.Receipt,  Good,         [Done]),
        new(ScreenId.Refusal,          KeypadMode.Menu,   ScreenLimit.Menu,     Warning,      [Another, ReturnCard], AsksForMoreTime: true),
        new(ScreenId.Apology,          KeypadMode.Menu,   ScreenLimit.Message,  Warning,      [Done]),
        new(ScreenId.TakeCard,         KeypadMode.None,   ScreenLimit.TakeCard, Neutral,      NoKeys),
        new(ScreenId.CardKept,         KeypadMode.Menu,   ScreenLimit.Message,  Warning,      [Done]),
        new(ScreenId.MoreTime,         KeypadMode.Menu,   ScreenLimit.MoreTime, Warning,
            [new("L1", "yes", SessionTrigger.MessageRead), new("R1", "no", SessionTrigger.TimeLimitReached)]),
    ];
    // csharpier-ignore-end

    private static readonly Dictionary<ScreenId, ScreenRow> ByScreen = Rows.ToDictionary(r => r.Screen);

    public static ScreenRow Of(ScreenId screen) => ByScreen[screen];

    private static SideKey Language(string key, int index) =>
        new(key, LanguageLabel, SessionTrigger.LanguageChosen, index);

    private static SideKey Offer(string key, int index) => new(key, OfferLabel, SessionTrigger.AmountChosen, index);

    private static SideKey NearAmount(string key, int index) =>
        new(key, OfferLabel, SessionTrigger.NearAmountChosen, index);
}
