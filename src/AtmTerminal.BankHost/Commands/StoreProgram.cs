namespace AtmTerminal.BankHost;

/// <summary>What the commands over the store do. Each returns an exit code; every problem of the world is one sentence.</summary>
internal static class StoreProgram
{
    public static int Backup(HostConfig config, FileInfo file) =>
        HostProgram.OverStore(
            config,
            store =>
            {
                StoreCopies.Write(store, file.FullName);
                Console.Out.WriteLine($"The store is in {file}. The vault's key is not: keep a copy of it elsewhere.");
                return 0;
            }
        );

    public static int Restore(HostConfig config, FileInfo file, bool replace)
    {
        if (!file.Exists)
            return HostProgram.Refuse($"There is no file {file}.");
        return HostProgram.At(
            config,
            store =>
            {
                if (!replace && StoreCopies.IsTaken(store))
                    return HostProgram.Refuse("There is a store already. Add --replace to overwrite it.");
                StoreCopies.Restore(store, file.FullName);
                using var database = HostDatabase.OpenAt(store);
                return HostProgram.Say(database.Read(HostProgram.BookFaults));
            }
        );
    }

    public static int ShowSchema(HostConfig config) =>
        HostProgram.WithStore(
            config,
            database =>
            {
                var number = database.Read(sql => sql.Number("SELECT MAX(number) FROM migration"));
                Console.Out.WriteLine($"Schema {number}");
                foreach (var table in SchemaLayout.Tables)
                    Console.Out.WriteLine($"  {table.Table, -20} {WordFor(table.Spread)}");
                return 0;
            }
        );

    public static int Distribute(HostConfig config) =>
        HostProgram.OverStore(
            config,
            store =>
            {
                if (store is not StoreAddress.PostgreSql)
                    return HostProgram.Refuse("Only a store on PostgreSQL can be spread: name it with --database.");
                using var database = HostDatabase.OpenAt(store);
                if (!database.Read(SchemaLayout.CanDistribute))
                    return HostProgram.Refuse(
                        "This database has no extension citus, so there is nothing to spread the tables over."
                    );
                Console.Out.WriteLine($"{database.InTransaction(SchemaLayout.Distribute)} tables were spread.");
                return 0;
            }
        );

    private static string WordFor(TableSpread spread) =>
        SchemaLayout.ColumnOf(spread) is { } column ? $"by {column}" : "reference";
}
