using System.CommandLine;

namespace AtmTerminal.BankHost;

/// <summary><c>token add</c>: makes what another system of the bank signs in with.</summary>
internal static class TokenCommand
{
    public static Command Make(Option<DirectoryInfo?> data, Option<string?> database)
    {
        var employee = new Option<string>("--employee") { Description = "Whose rights it has.", Required = true };
        var name = new Option<string>("--name") { Description = "What it is for.", Required = true };
        var add = new Command("add", "Makes a token for the HTTP interface and prints it, once.")
        {
            data,
            database,
            employee,
            name,
        };
        add.SetAction(parsed =>
            PeopleProgram.AddToken(
                HostCommands.ConfigOf(parsed, data, database),
                parsed.GetValue(employee)!,
                parsed.GetValue(name)!,
                TimeProvider.System
            )
        );
        return new Command("token", "What other systems sign in with.") { add };
    }
}
