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
            EmployeeCommand.Make(DataOption()),
            TokenCommand.Make(DataOption()),
        };

    private static Command Run()
    {
        var config = new Option<FileInfo?>("--config")
        {
            Description = "A JSON file with data, port, terminal, webPort, webAddress and webCertificate.",
        };
        var data = DataOption();
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
                var fromLine = web.Read(parsed, new(parsed.GetValue(data)?.FullName, parsed.GetValue(port)));
                return HostProgram.RunAsync(fromLine.Or(fromFile), stop);
            }
        );
        return command;
    }

    private static Command Check()
    {
        var data = DataOption();
        var command = new Command(
            "check",
            "Checks the books: entries, balances, holds, postings and the sums of reports must agree."
        )
        {
            data,
        };
        command.SetAction(parsed => HostProgram.Check(parsed.GetValue(data)?.FullName ?? HostConfig.UsualData));
        return command;
    }

    internal static int? ParsePort(ArgumentResult given)
    {
        if (int.TryParse(given.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var port))
            return port;
        given.AddError($"{given.Argument.Name} must be a number from 0 to 65535, is '{given.Tokens[0].Value}'.");
        return null;
    }

    private static Option<DirectoryInfo?> DataOption() =>
        new("--data") { Description = $"Folder of the store; ./{HostConfig.UsualData} without it." };
}
