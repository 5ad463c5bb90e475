namespace AtmTerminal.BankHost;

/// <summary>The banks, branches, people and machines that are not in every sample.</summary>
internal static class WorldRows
{
    public static void Write(Sql sql, YearWorld world, SampleBank sample)
    {
        foreach (var bank in YearBanks.All)
            WriteBank(sql, bank);
        foreach (var branch in world.Branches)
            WriteBranch(sql, branch);
        foreach (var machine in world.Machines)
            WriteMachine(sql, machine, sample.Keys);
    }

    private static void WriteBank(Sql sql, YearBank bank)
    {
        sql.Execute(
            """
            INSERT INTO bank (code, name, legal_address) VALUES (@code, @name, @address)
            ON CONFLICT (code) DO UPDATE SET legal_address = excluded.legal_address
            """,
            ("@code", bank.Code),
            ("@name", bank.Name),
            ("@address", bank.LegalAddress)
        );
        sql.Execute(
            "INSERT INTO issuer_prefix (prefix, bank) VALUES (@prefix, @bank) ON CONFLICT DO NOTHING",
            ("@prefix", bank.Prefix),
            ("@bank", bank.Code)
        );
    }

    private static void WriteBranch(Sql sql, YearBranch branch)
    {
        sql.Execute(
            """
            INSERT INTO branch (code, bank, name, address) VALUES (@code, @bank, @name, @address)
            ON CONFLICT (code) DO UPDATE SET name = excluded.name, address = excluded.address
            """,
            ("@code", branch.Code),
            ("@bank", branch.Bank.Code),
            ("@name", branch.City.Name == branch.Bank.Cities[0] ? $"Head office {branch.City.Name}" : branch.City.Name),
            ("@address", branch.Address.ToString())
        );
        foreach (var clerk in branch.Clerks)
            sql.Execute(
                """
                INSERT INTO employee (code, branch, name, position, rights, password_hash, active)
                VALUES (@code, @branch, @name, @position, @rights, '', 1)
                """,
                ("@code", clerk.Code),
                ("@branch", branch.Code),
                ("@name", clerk.Name),
                ("@position", clerk.Position),
                ("@rights", clerk.Rights)
            );
    }

    private static void WriteMachine(Sql sql, YearMachine machine, AtmTerminal.Domain.Security.DukptKind keys) =>
        sql.Execute(
            """
            INSERT INTO atm (terminal, bank, branch, address, key_id, district, city)
            VALUES (@terminal, @bank, @branch, @address, @key, @district, @city)
            ON CONFLICT (terminal) DO UPDATE SET address = excluded.address, district = excluded.district,
                city = excluded.city
            """,
            ("@terminal", machine.Terminal),
            ("@bank", machine.Bank.Code),
            ("@branch", machine.Branch),
            ("@address", machine.Address.Line),
            ("@key", new SampleBank(machine.Terminal, keys).SerialNumberPrefix),
            ("@district", machine.Address.District),
            ("@city", machine.City.Name)
        );
}
