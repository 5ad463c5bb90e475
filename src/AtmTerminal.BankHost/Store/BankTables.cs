namespace AtmTerminal.BankHost;

/// <summary>A branch of a bank.</summary>
internal sealed record BranchRow(string Code, string Bank, string Name, string Address);

/// <summary>Statements over the catalogues of banks and branches.</summary>
internal static class BankTables
{
    /// <summary>The name of a bank; its code where it has none.</summary>
    public static string BankName(this Sql sql, string code) =>
        sql.First("SELECT name FROM bank WHERE code = @code", static row => row.GetString(0), ("@code", code)) ?? code;

    /// <summary>All branches of a bank, by code.</summary>
    public static List<BranchRow> BranchesOf(this Sql sql, string bank) =>
        sql.All(
            "SELECT code, bank, name, address FROM branch WHERE bank = @bank ORDER BY code",
            static row => new BranchRow(row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3)),
            ("@bank", bank)
        );
}
