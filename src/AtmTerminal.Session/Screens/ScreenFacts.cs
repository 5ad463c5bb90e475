using AtmTerminal.Domain.Amounts;
using AtmTerminal.Domain.Cash;
using AtmTerminal.Domain.Withdrawals;
using AtmTerminal.Session.Decisions;

namespace AtmTerminal.Session.Screens;

/// <summary>What the texts of a screen may speak of. A fact that is not known yet is <c>null</c>, and no screen asks for it then.</summary>
public sealed record ScreenFacts
{
    /// <summary>What was asked for.</summary>
    public Money? Amount { get; init; }

    /// <summary>What can be given, or was.</summary>
    public Money? Given { get; init; }

    /// <summary>On what is given when that is known, else on what was asked for.</summary>
    public Money? Fee { get; init; }

    public Money? Balance { get; init; }

    public Money? Minimum { get; init; }

    public Money? Maximum { get; init; }

    /// <summary>Amounts on side keys, in the order of the keys.</summary>
    public IReadOnlyList<Money> Offers { get; init; } = [];

    /// <summary>Notes that can be paid out now, each value once.</summary>
    public IReadOnlyList<Denomination> Notes { get; init; } = [];

    public CustomerReason? Reason { get; init; }

    /// <summary>Masked.</summary>
    public string? Card { get; init; }

    public WithdrawalNumber? Number { get; init; }

    public DateTimeOffset? At { get; init; }

    /// <summary>Names that a text may put in braces.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "amount",
        "given",
        "fee",
        "total",
        "balance",
        "minimum",
        "maximum",
        "offers",
        "notes",
        "reason",
        "card",
        "number",
        "time",
        "digit",
    ];
}
