using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace AtmTerminal.BankHost;

/// <summary>The command line of the host program.</summary>
internal static class HostCommands
{
    public static RootCommand Root() =>
        new("The bank host of the cash terminal.")
        {
            Run(),
            Check(),
            SampleCommand.Make(),
            EmployeeCommand.Make(DataOption(), DatabaseOption()),
            TokenCommand.Make(DataOption(), DatabaseOption()),
            StoreCommands.Backup(),
            StoreCommands.Restore(),
            StoreCommands.Schema(),
        };

    private static Command Run()
    {
        var config = new Option<FileInfo?>("--config")
        {
            Description = "A JSON file with data, database, port, terminal, webPort, webAddress and webCertificate.",
        };
        var data = DataOption();
        var database = DatabaseOption();
        var port = new Option<int?>("--port")
        {
            Description = "TCP port on loopback; 0, as without it, takes a free one.",
            CustomParser = ParsePort,
        };
        var web = new WebOptionsOfRun();
        var command = new Command(
            "run",
            "Answers terminals until Ctrl-C, with the sample banks and cards and their public keys."
        )
        {
            config,
            data,
            database,
            port,
        };
        web.AddTo(command);
        command.SetAction(
            (parsed, stop) =>
            {
                var fromFile = new HostConfig();
                if (parsed.GetValue(config) is { } file)
                {
                    if (HostConfig.TryRead(file, out var problem) is not { } read)
                        return Task.FromResult(HostProgram.Refuse(problem!));
                    fromFile = read;
                }
                var fromLine = web.Read(
                    parsed,
                    new(parsed.GetValue(data)?.FullName, parsed.GetValue(port), Database: parsed.GetValue(database))
                );
                return HostProgram.RunAsync(fromLine.Or(fromFile).Or(HostConfig.OfEnvironment()), stop);
            }
        );
        return command;
    }

    private static Command Check()
    {
        var (data, database) = (DataOption(), DatabaseOption());
        var command = new Command(
            "check",
            "Checks the books: entries, balances, holds, postings and the sums of reports must agree."
        )
        {
            data,
            database,
        };
        command.SetAction(parsed => HostProgram.Check(ConfigOf(parsed, data, database)));
        return command;
    }

    internal static int? ParsePort(ArgumentResult given)
    {
        if (int.TryParse(given.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var port))
            return port;
        given.AddError($"{given.Argument.Name} must be a number from 0 to 65535, is '{given.Tokens[0].Value}'.");
        return null;
    }

    public static Option<DirectoryInfo?> DataOption() =>
        new("--data") { Description = $"Folder of the store; ./{HostConfig.UsualData} without it." };

    public static Option<string?> DatabaseOption() =>
        new("--database")
        {
            Description =
                $"Connection string of a store on PostgreSQL, also as {HostConfig.DatabaseVariable} in the environment.",
        };

    /// <summary>Where the store is, by the command line and the environment.</summary>
    public static HostConfig ConfigOf(ParseResult parsed, Option<DirectoryInfo?> data, Option<string?> database) =>
        new HostConfig(parsed.GetValue(data)?.FullName, Database: parsed.GetValue(database)).Or(
            HostConfig.OfEnvironment()
        );
}
