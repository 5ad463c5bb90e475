using AtmTerminal.Domain.Amounts;
using AtmTerminal.Session.Decisions;
using AtmTerminal.Session.Screens;

namespace AtmTerminal.Session;

/// <summary>How long a customer has at each kind of screen.</summary>
public sealed record SessionTimeLimits
{
    public TimeSpan Language { get; init; } = TimeSpan.FromSeconds(30);

    public TimeSpan Pin { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Choosing a service, an amount from side keys, what to do after a refusal.</summary>
    public TimeSpan Menu { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Typing an amount.</summary>
    public TimeSpan Amount { get; init; } = TimeSpan.FromSeconds(40);

    /// <summary>Accepting the fee, or a lower amount.</summary>
    public TimeSpan Confirm { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Answering whether more time is needed.</summary>
    public TimeSpan MoreTime { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Reading a message.</summary>
    public TimeSpan Message { get; init; } = TimeSpan.FromSeconds(8);

    public TimeSpan Receipt { get; init; } = TimeSpan.FromSeconds(20);

    public TimeSpan TakeCard { get; init; } = TimeSpan.FromSeconds(30);

    public TimeSpan TakeCash { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The limit of a screen; <c>null</c> where nobody is waited for.</summary>
    public TimeSpan? Of(ScreenLimit limit) =>
        limit switch
        {
            ScreenLimit.None => null,
            ScreenLimit.Language => Language,
            ScreenLimit.Pin => Pin,
            ScreenLimit.Menu => Menu,
            ScreenLimit.Amount => Amount,
            ScreenLimit.Confirm => Confirm,
            ScreenLimit.MoreTime => MoreTime,
            ScreenLimit.Message => Message,
            ScreenLimit.Receipt => Receipt,
            ScreenLimit.TakeCard => TakeCard,
            ScreenLimit.TakeCash => TakeCash,
            _ => throw new ArgumentOutOfRangeException(nameof(limit), limit, "Not a limit of a screen."),
        };
}

/// <summary>What the session has to know about its terminal.</summary>
/// <param name="Languages">At least one of <see cref="LanguageTexts.Known"/>, in the order of the side keys; the first is the machine's own.</param>
/// <param name="MaxNotes">The most notes in one bundle, 1 to 200.</param>
/// <param name="ToleratedShortage">So much may be missing without a request before the terminal stays out of service (D6); none by default.</param>
/// <param name="Offline">What may be given when the line is down (O1); <c>null</c>, nothing, by default.</param>
public sealed record SessionSettings(
    string TerminalId,
    string Version,
    Currency Currency,
    IReadOnlyList<string> Languages,
    AmountLimits Limits,
    int MaxNotes,
    FeeRule Fee,
    SessionTimeLimits TimeLimits,
    Money? ToleratedShortage = null,
    OfflineLimits? Offline = null
);
