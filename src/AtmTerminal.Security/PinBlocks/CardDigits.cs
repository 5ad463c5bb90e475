namespace AtmTerminal.Security;

/// <summary>Looking at card numbers given as characters.</summary>
internal static class CardDigits
{
    public static bool AreAllDigits(ReadOnlySpan<char> text) => !text.ContainsAnyExceptInRange('0', '9');
}
