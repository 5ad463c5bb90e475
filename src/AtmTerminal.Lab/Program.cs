using System.CommandLine;
using System.CommandLine.Parsing;
using AtmTerminal.Lab;
using AtmTerminal.Lab.Demo;

var data = new Option<string>("--data")
{
    Description = "Folder of the journal, the host's books, the board's state and the logs.",
    DefaultValueFactory = _ => "data",
};
var config = new Option<string>("--config")
{
    Description = "Folder of terminal.json and pins.json.",
    DefaultValueFactory = _ => LabOptions.ShippedConfig,
};
var screenPort = new Option<int?>("--screen-port")
{
    Description = "Port of the cardholder's screen; 0 takes a free one.",
};
var boardPort = new Option<int>("--board-port")
{
    Description = "Port of the board page; 0 takes a free one.",
    DefaultValueFactory = _ => LabOptions.UsualBoardPort,
};
screenPort.Validators.Add(given => RefuseWhatIsNoPort(given, given.GetValue(screenPort)));
boardPort.Validators.Add(given => RefuseWhatIsNoPort(given, given.GetValue(boardPort)));
var demo = new Command("demo", "Two withdrawals, one of them through a power cut, printed from the journal.");
demo.SetAction(_ => DemoRun.Run(Console.Out));

var root = new RootCommand("The whole system on a laptop: terminal, simulated board, bank host, pages.")
{
    data,
    config,
    screenPort,
    boardPort,
};
root.Add(demo);
root.SetAction(
    (parse, cancelled) =>
        LabCommand.RunAsync(
            new LabOptions(
                Path.GetFullPath(parse.GetValue(data)!),
                parse.GetValue(config)!,
                parse.GetValue(screenPort),
                parse.GetValue(boardPort)
            ),
            cancelled
        )
);

// Ctrl-C is ours: a running withdrawal is finished before the Lab ends.
return await root.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null });

static void RefuseWhatIsNoPort(OptionResult given, int? port)
{
    if (port is < 0 or > 65_535)
        given.AddError($"{given.Option.Name} must be a port from 0 to 65535, is {port}.");
}
