using AtmTerminal.Board;
using AtmTerminal.Config;

namespace AtmTerminal.Commands;

/// <summary><c>run</c>: the terminal on real pins.</summary>
internal static class RunCommand
{
    /// <summary>
    /// Checks the configuration and says everything that is wrong with it. There is no driver for the kernel's GPIO chips in
    /// this version, so it ends with one sentence that says so.
    /// </summary>
    public static int Run(string configFolder)
    {
        var problems = ProblemsOf(configFolder);
        foreach (var problem in problems)
            Console.Error.WriteLine(problem);
        if (problems.Count == 0)
            Console.Error.WriteLine(
                "The configuration is good, but this version drives no GPIO chip of the kernel; run the Lab for a terminal on the simulated board."
            );
        return ExitCodes.Bad;
    }

    private static IReadOnlyList<string> ProblemsOf(string folder)
    {
        var (_, terminal) = TerminalConfigFile.Load(Path.Combine(folder, TerminalConfigFile.FileName));
        var (_, pins) = PinTableFile.Load(Path.Combine(folder, PinTableFile.FileName));
        return
        [
            .. terminal.Select(p => $"{TerminalConfigFile.FileName}: {p}"),
            .. pins.Select(p => $"{PinTableFile.FileName}: {p}"),
        ];
    }
}
