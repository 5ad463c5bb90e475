namespace AtmTerminal.BankHost;

/// <summary>How pages speak of employees.</summary>
internal static class EmployeeWords
{
    public static string StateOf(EmployeeRow row) =>
        !row.Active ? "works here no more"
        : row.LockedUntil is not null ? "locked"
        : row.HasPassword ? "may sign in"
        : "has no password";
}
