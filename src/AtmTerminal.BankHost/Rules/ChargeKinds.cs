namespace AtmTerminal.BankHost;

/// <summary>
/// What a bank takes from an account, or gives to it, without a withdrawal. The names are the words in <c>charge</c>, and up to
/// <see cref="BelowZero"/> those in <c>fee</c>.
/// </summary>
internal enum ChargeKind
{
    CardOrdered,
    SupplementaryOrdered,
    CardReplaced,
    CardNotCollected,
    CardReclaimed,

    /// <summary>Once each time an account falls below zero.</summary>
    BelowZero,

    /// <summary>Given on what an account had.</summary>
    InterestPaid,

    /// <summary>Taken on what an account owed.</summary>
    InterestOwed,
}

internal static class ChargeKinds
{
    /// <summary>Whether the table of fees says how much it is. The other kinds are computed.</summary>
    public static bool IsFee(ChargeKind kind) => kind <= ChargeKind.BelowZero;
}
