namespace AtmTerminal.BankHost;

/// <summary>Which passwords are taken. Length counts; letters, digits and signs are the person's own business.</summary>
internal static class PasswordRule
{
    private const int Most = 128;
    private const int LeastDifferent = 5;

    /// <summary>What is wrong with a password, in one sentence that says what to do; <c>null</c> for a good one.</summary>
    /// <param name="least">Fewest characters, as the bank has set it.</param>
    public static string? ProblemOf(string password, string employeeCode, int least) =>
        password.Length < least ? $"Choose a password of at least {least} characters."
        : password.Length > Most ? $"Choose a password of at most {Most} characters."
        : password.Contains(employeeCode, StringComparison.OrdinalIgnoreCase)
            ? "Choose a password that does not hold your employee code."
        : password.Distinct().Count() < LeastDifferent
            ? $"Choose a password of at least {LeastDifferent} different characters."
        : null;
}
