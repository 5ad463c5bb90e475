using System.Data.Common;

namespace AtmTerminal.BankHost;

/// <summary>Statements over the catalogue of machines.</summary>
internal static class MachineTables
{
    private const string Columns = "terminal, bank, branch, address, district, city, key_id";

    public static MachineView? Machine(this Sql sql, string terminal) =>
        sql.First($"SELECT {Columns} FROM atm WHERE terminal = @terminal", Read, ("@terminal", terminal));

    /// <summary>Machines by where they stand.</summary>
    /// <param name="city">Empty for all; so are <paramref name="district"/> and <paramref name="bank"/>.</param>
    public static List<MachineView> Machines(this Sql sql, string city, string district, string bank) =>
        sql.All(
            $"""
            SELECT {Columns} FROM atm
            WHERE (@city = '' OR city = @city) AND (@district = '' OR district = @district) AND (@bank = '' OR bank = @bank)
            ORDER BY city, district, address, terminal
            """,
            Read,
            ("@city", city),
            ("@district", district),
            ("@bank", bank)
        );

    public static string? BankOfBranch(this Sql sql, string branch) =>
        sql.First("SELECT bank FROM branch WHERE code = @code", static row => row.GetString(0), ("@code", branch));

    public static void SaveMachine(this Sql sql, MachineView machine) =>
        sql.Execute(
            """
            INSERT INTO atm (terminal, bank, branch, address, district, city, key_id)
            VALUES (@terminal, @bank, @branch, @address, @district, @city, @key)
            ON CONFLICT (terminal) DO UPDATE SET branch = excluded.branch, address = excluded.address,
                district = excluded.district, city = excluded.city
            """,
            ("@terminal", machine.Terminal),
            ("@bank", machine.Bank),
            ("@branch", machine.Branch),
            ("@address", machine.Address),
            ("@district", machine.District),
            ("@city", machine.City),
            ("@key", machine.KeyId)
        );

    private static MachineView Read(DbDataReader row) =>
        new(
            row.GetString(0),
            row.GetString(1),
            row.GetString(2),
            row.GetString(3),
            row.GetString(4),
            row.GetString(5),
            row.GetString(6)
        );
}
