namespace AtmTerminal.BankHost.Tests;

/// <summary>What a command says on standard error. One at a time: the console belongs to the process.</summary>
internal static class Captured
{
    public static (int ExitCode, string Error) Run(Func<int> act)
    {
        var (output, error) = (Console.Out, Console.Error);
        var said = new StringWriter();
        Console.SetOut(TextWriter.Null);
        Console.SetError(said);
        try
        {
            return (act(), said.ToString());
        }
        finally
        {
            Console.SetOut(output);
            Console.SetError(error);
        }
    }
}
