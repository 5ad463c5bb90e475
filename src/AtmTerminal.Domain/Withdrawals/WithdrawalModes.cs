namespace AtmTerminal.Domain.Withdrawals;

/// <summary>Host modes, as events name them.</summary>
public static class WithdrawalModes
{
    /// <summary>The host is asked first and holds the amount.</summary>
    public const string AuthorizeFirst = "authorize-first";

    /// <summary>There is no line: limits and the remembered balance decide, and the host is told after (failure matrix, rule O1).</summary>
    public const string DispenseFirst = "dispense-first";
}
