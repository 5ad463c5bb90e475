using AtmTerminal.Benchmarks;
using AtmTerminal.Benchmarks.Host;
using AtmTerminal.Benchmarks.Ratios;
using AtmTerminal.Benchmarks.Reports;
using AtmTerminal.Benchmarks.Starts;

return args switch
{
    ["ratios", .. var words] => RatioCommand.Run(words, Console.Out),
    ["backlog", .. var words] => BacklogCommand.Run(words, Console.Out),
    ["reports", .. var words] => ReportCommand.Run(words, Console.Out),
    [ReadyTerminal.Command, var folder] => ReadyTerminal.Run(folder),
    _ => Suites.Run(args),
};
