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

    /// <summary>Moved by the closing of a case, which two people agreed on.</summary>
    CaseSettled,
}

internal static class ChargeKinds
{
    /// <summary>Whether the table of fees says how much it is. The other kinds are computed.</summary>
    public static bool IsFee(ChargeKind kind) => kind <= ChargeKind.BelowZero;

    /// <summary>The type of transaction in the account log; a row of <c>transaction_type</c>.</summary>
    public static string TypeOf(ChargeKind kind) =>
        IsFee(kind) ? "FEE"
        : kind == ChargeKind.CaseSettled ? "CASE"
        : "INTEREST";

    /// <summary>The account of the bank on the other side.</summary>
    public static string OtherSide(ChargeKind kind, string bank) =>
        IsFee(kind) ? LedgerAccounts.FeesOf(bank)
        : kind == ChargeKind.CaseSettled ? LedgerAccounts.DifferencesOf(bank)
        : LedgerAccounts.InterestOf(bank);
}
