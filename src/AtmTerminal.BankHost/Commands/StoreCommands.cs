using System.CommandLine;

namespace AtmTerminal.BankHost;

/// <summary>The command line for the store itself: copies of it, and its shape.</summary>
internal static class StoreCommands
{
    public static Command Backup()
    {
        var file = new Option<FileInfo>("--to") { Description = "File that the copy is written to.", Required = true };
        return OverStore(
            "backup",
            "Copies the store into a file while the host works. The vault's key is not in it: keep that elsewhere.",
            (config, parsed) => StoreProgram.Backup(config, parsed.GetValue(file)!),
            file
        );
    }

    public static Command Restore()
    {
        var file = new Option<FileInfo>("--from") { Description = "File that backup has written.", Required = true };
        var replace = new Option<bool>("--replace") { Description = "Overwrites a store that is not empty." };
        return OverStore(
            "restore",
            "Makes the store what a copy of it is, and checks its books. Stop the hosts before.",
            (config, parsed) => StoreProgram.Restore(config, parsed.GetValue(file)!, parsed.GetValue(replace)),
            file,
            replace
        );
    }

    public static Command Schema() =>
        new("schema", "The shape of the store.")
        {
            OverStore(
                "show",
                "Prints the number of the schema and how each table would lie on a cluster.",
                (config, _) => StoreProgram.ShowSchema(config)
            ),
            OverStore(
                "distribute",
                "Spreads the tables over the servers of a Citus cluster.",
                (config, _) => StoreProgram.Distribute(config)
            ),
        };

    private static Command OverStore(
        string name,
        string description,
        Func<HostConfig, ParseResult, int> act,
        params IEnumerable<Option> options
    )
    {
        var (data, database) = (HostCommands.DataOption(), HostCommands.DatabaseOption());
        var command = new Command(name, description) { data, database };
        foreach (var option in options)
            command.Add(option);
        command.SetAction(parsed => act(HostCommands.ConfigOf(parsed, data, database), parsed));
        return command;
    }
}
