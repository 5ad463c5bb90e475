using System.CommandLine;

namespace AtmTerminal.BankHost;

/// <summary>
/// <c>employee add</c>: takes on a person without the console, as the first one has to be. Who holds the store may; the person
/// then chooses a password in the console with the code that is printed.
/// </summary>
internal static class EmployeeCommand
{
    public static Command Make(Option<DirectoryInfo?> data, Option<string?> database)
    {
        var code = new Option<string>("--code") { Description = "Letters and digits.", Required = true };
        var name = new Option<string>("--name") { Description = "The person's name.", Required = true };
        var position = new Option<string>("--position") { Description = "What the person does.", Required = true };
        var branch = new Option<string>("--branch") { Description = "Code of the branch.", Required = true };
        var rights = new Option<string>("--rights")
        {
            Description = $"all, or some of: {RightsWords.All.ToWords()}.",
            DefaultValueFactory = _ => "all",
        };
        var add = new Command("add", "Takes on an employee and prints the code to choose a password with.")
        {
            data,
            database,
            code,
            name,
            position,
            branch,
            rights,
        };
        add.SetAction(parsed =>
        {
            var words = parsed.GetValue(rights)!;
            return Wanted(words) is not { } wanted
                ? HostProgram.Refuse($"--rights must be all, or some of: {RightsWords.All.ToWords()}; is '{words}'.")
                : PeopleProgram.Add(
                    HostCommands.ConfigOf(parsed, data, database),
                    new(
                        parsed.GetValue(code)!,
                        parsed.GetValue(name)!,
                        parsed.GetValue(position)!,
                        parsed.GetValue(branch)!,
                        "",
                        wanted
                    ),
                    TimeProvider.System
                );
        });
        return new Command("employee", "The bank's people.") { add };
    }

    private static Rights? Wanted(string words) =>
        words == "all"
            ? RightsWords.All
            : RightsWords.TryParse(words.Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
