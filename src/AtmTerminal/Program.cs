using System.CommandLine;
using AtmTerminal.Commands;

var data = new Option<string>("--data")
{
    Description = "Folder of the journal, its key and the logs.",
    DefaultValueFactory = _ => "data",
    Recursive = true,
};
var config = new Option<string>("--config")
{
    Description = "Folder of terminal.json and pins.json.",
    DefaultValueFactory = _ => Path.Combine(AppContext.BaseDirectory, "config"),
    Recursive = true,
};
var run = new Command("run", "Runs the terminal on this machine's pins.");
run.SetAction((parse, stop) => RunCommand.RunAsync(parse.GetValue(config)!, parse.GetValue(data)!, stop));

var root = new RootCommand("Cash terminal that can account for every note.") { data, config };
root.Add(run);
root.Add(JournalCommands.Create(data));
return await root.Parse(args).InvokeAsync();
