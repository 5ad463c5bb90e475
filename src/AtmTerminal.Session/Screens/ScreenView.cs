namespace AtmTerminal.Session.Screens;

/// <summary>What the cardholder sees and hears at one moment, in full: a page can draw it without knowing what came before.</summary>
/// <param name="Version">Counts up by one with every change; a page that reconnects compares it.</param>
/// <param name="Screen">The row of the screen table, e.g. <c>EnterPin</c>. For style sheets and tests, never shown.</param>
/// <param name="Language">The language of all texts here: <c>uk</c>, <c>vi</c> or <c>en</c>.</param>
/// <param name="Title">One short line.</param>
/// <param name="Lines">What stands below the title, at most eight lines; empty when the title says all.</param>
/// <param name="Spoken">What a voice says when the screen appears. Never an entered digit, never a card number.</param>
/// <param name="SideKeys">Always eight: L1 to L4 from the top, then R1 to R4. <c>null</c>: this key does nothing now.</param>
/// <param name="Entry">The amount typed so far, formatted; <c>null</c> when no amount is asked for.</param>
/// <param name="PinDigits">How many digits of the PIN were entered, 0 to 12; <c>null</c> when no PIN is asked for.</param>
/// <param name="Footer">A hint, e.g. what Cancel does here; <c>null</c> when there is none.</param>
/// <param name="Tone"><c>neutral</c>, <c>good</c>, <c>warning</c> or <c>outOfService</c>.</param>
/// <param name="SecondsLeft">
/// Whole seconds the customer had when the screen appeared; a page counts down by itself. <c>null</c>: no limit.
/// </param>
public sealed record ScreenView(
    long Version,
    string Screen,
    string Language,
    string Title,
    IReadOnlyList<string> Lines,
    string Spoken,
    IReadOnlyList<SideKeyView?> SideKeys,
    string? Entry,
    int? PinDigits,
    string? Footer,
    string Tone,
    int? SecondsLeft
);

/// <summary>One side key that does something now.</summary>
/// <param name="Key"><c>L1</c> to <c>L4</c> or <c>R1</c> to <c>R4</c>.</param>
/// <param name="Label">What choosing it means, in the language of the screen.</param>
/// <param name="Digit">
/// The key of the keypad that chooses the same: <c>1</c> to <c>8</c>, or <c>Enter</c> where digits are taken as an amount.
/// </param>
public sealed record SideKeyView(string Key, string Label, string Digit);
