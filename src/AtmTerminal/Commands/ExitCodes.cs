namespace AtmTerminal.Commands;

/// <summary>How the program tells its caller how it went.</summary>
internal static class ExitCodes
{
    public const int Good = 0;

    /// <summary>Something was wrong; one sentence on standard error says what to do.</summary>
    public const int Bad = 1;
}
